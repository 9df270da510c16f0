package org.openledger.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.query.Inference;
import org.openledger.node.history.query.Leaderboard;
import org.openledger.node.history.query.Positions;
import org.openledger.node.history.query.Ranked;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Series;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.series.Sums;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * Every total equals the one that a plain scan of the logs finds, over random chains that are
 * reorganised, while the history is closed and opened again at random.
 */
class HistoryEqualityTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 12;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyTotalIsThatOfAScan(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    RandomChain chain = new RandomChain(seed);
    History history = open(chain);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (random.nextInt(3) == 0) {
          chain.reorganise(1 + random.nextInt(12));
        } else {
          chain.grow(1 + random.nextInt(25));
        }
        if (random.nextInt(4) == 0) {
          history.close();
          history = open(chain);
        }
        assertThat(history.await(LIMIT)).as("seed %d, round %d", seed, round).isTrue();
        compare(history, chain, random, "seed " + seed + ", round " + round);
        assertThat(history.status().rebuilds()).isZero();
      }
    } finally {
      history.close();
    }
  }

  private History open(RandomChain chain) {
    return History.open(directory, chain.chain, RandomChain::account);
  }

  static void compare(History history, RandomChain chain, SplittableRandom random, String where) {
    Oracle oracle = new Oracle(chain.chain);
    long head = chain.chain.head().number();
    long first = random.nextLong(head + 1);
    List<Span> spans =
        List.of(
            Span.upTo(head),
            new Span(first, first + random.nextLong(head + 1)),
            new Span(first, first - 1));
    history.read(
        rows -> {
          assertThat(rows.head().hash()).as(where).isEqualTo(chain.chain.head().hash());
          for (Kind kind : Kind.values()) {
            for (Span span : spans) {
              String what = where + ", " + kind + " " + span;
              Map<Bytes, List<BigInteger>> expected = oracle.sums(kind, span);
              assertThat(sums(rows, kind, span)).as(what).isEqualTo(expected);
              ranked(rows, kind, span, expected, what);
            }
          }
          lists(rows, oracle, spans, where);
          GovernanceRows.compare(rows, oracle, where);
          return null;
        });
  }

  private static Map<Bytes, List<BigInteger>> sums(Rows rows, Kind kind, Span span) {
    Map<Bytes, List<BigInteger>> sums = new TreeMap<>();
    Series.members(rows, kind, Bytes.EMPTY)
        .forEachRemaining(
            of -> {
              Sums it = Series.within(rows, kind, of, span);
              if (it.count() > 0) {
                List<BigInteger> values = new ArrayList<>();
                values.add(BigInteger.valueOf(it.count()));
                values.addAll(it.values());
                sums.put(of, values);
              }
            });
    return sums;
  }

  /** All pages of a leaderboard are the sorted list, whatever their size. */
  private static void ranked(
      Rows rows, Kind kind, Span span, Map<Bytes, List<BigInteger>> sums, String what) {
    List<Bytes> expected =
        sums.entrySet().stream()
            .sorted(
                Map.Entry.<Bytes, List<BigInteger>>comparingByValue(
                        (a, b) -> b.get(1).compareTo(a.get(1)))
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    List<Bytes> found = new ArrayList<>();
    Optional<Ranked> last = Optional.empty();
    List<Ranked> page;
    do {
      try {
        page = Leaderboard.top(rows, kind, span, last, 3, 1_000);
      } catch (Leaderboard.TooManyException e) {
        throw new AssertionError(e);
      }
      page.forEach(it -> found.add(it.of()));
      last = page.isEmpty() ? last : Optional.of(page.getLast());
    } while (!page.isEmpty());
    assertThat(found).as(what).isEqualTo(expected);
  }

  private static void lists(Rows rows, Oracle oracle, List<Span> spans, String where) {
    for (long number = 1; number <= RandomChain.ACCOUNTS; number++) {
      Address account = RandomChain.account(number);
      for (Span span : spans) {
        assertThat(paged(rows, Tables.activity(account), span))
            .as("%s, activity of %s in %s", where, account, span)
            .isEqualTo(oracle.activity(account, span));
      }
      assertThat(paged(rows, Series.key(Kind.CONTRIBUTOR, account.bytes()), spans.getFirst()))
          .as(where)
          .isEqualTo(oracle.settlements(Optional.empty(), Optional.empty(), Optional.of(account)));
      assertThat(paged(rows, Series.key(Kind.PAYER, account.bytes()), spans.getFirst()))
          .as(where)
          .isEqualTo(oracle.settlements(Optional.empty(), Optional.of(account), Optional.empty()));
    }
    for (Oracle.Found settled : oracle.logs("InferenceSettled")) {
      Inference inference =
          Inference.find(
                  rows,
                  settled.event().number("model"),
                  settled.event().address("payer"),
                  settled.event().amount("request"))
              .orElseThrow();
      assertThat(inference.told().at()).as(where).isEqualTo(settled.at());
      boolean proved =
          oracle.logs("UnderReportingProved").stream()
              .anyMatch(
                  it -> it.event().amount("request").equals(settled.event().amount("request")));
      assertThat(!inference.proofs().isEmpty()).as(where).isEqualTo(proved);
    }
  }

  private static List<Position> paged(
      Rows rows, org.openledger.node.history.store.Key prefix, Span span) {
    List<Position> found = new ArrayList<>();
    List<Position> page = Positions.backwards(rows, prefix, span, Optional.empty(), 4);
    while (!page.isEmpty()) {
      found.addAll(page);
      page = Positions.backwards(rows, prefix, span, Optional.of(page.getLast()), 4);
    }
    return found;
  }
}
