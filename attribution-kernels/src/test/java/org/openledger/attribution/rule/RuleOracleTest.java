package org.openledger.attribution.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.segment.Segment;

class RuleOracleTest {
  @Test
  void theProductAgreesWithTheTextOfTheRuleOnOneHundredThousandCases() {
    int[] told = new int[3];
    Seeded.cases(
        100_000,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, corpus);
          Corpus.Outcome outcome = compare(corpus, answer, segments(random, corpus), random);
          long owners =
              Arrays.stream(outcome.owners()).filter(o -> o != Owners.NONE).distinct().count();
          told[0] += outcome.covered() > 0 ? 1 : 0;
          told[1] += outcome.credit().paidTokens() > 0 ? 1 : 0;
          told[2] += owners > 1 ? 1 : 0;
        });
    // Cases that say something: covered tokens, paid tokens, several owners.
    assertThat(told[0]).isGreaterThan(33_000);
    assertThat(told[1]).isGreaterThan(20_000);
    assertThat(told[2]).isGreaterThan(6_600);
  }

  @Test
  void theLookedUpWindowsAreTheShortestOfEachStartAndEachEndOnce() {
    Seeded.cases(
        5_000,
        random -> {
          Corpus corpus = Cases.corpus(random);
          Corpus.Answer answer = Cases.answer(random, corpus);
          NaiveRule naive = new NaiveRule(corpus, answer);
          Set<List<Integer>> expected = new HashSet<>();
          int m = answer.output().length;
          for (int begin = 0; begin < m; begin++) {
            for (int end = begin + 1; end <= m; end++) {
              boolean shortestFromBegin = !naive.counts(begin, end - 1);
              boolean shortestToEnd = !naive.counts(begin + 1, end);
              if (naive.counts(begin, end) && (shortestFromBegin || shortestToEnd)) {
                expected.add(List.of(begin, end));
              }
            }
          }
          CountingWindows windows =
              CountingWindows.of(answer.output(), answer.weights(), answer.parameters());
          List<List<Integer>> found = new ArrayList<>();
          long total = 0;
          for (int w = 0; w < windows.size(); w++) {
            found.add(List.of(windows.begin(w), windows.end(w)));
            total += windows.end(w) - windows.begin(w);
          }
          assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
          assertThat(windows.totalLength()).isEqualTo(total);
          assertThat(windows.size()).isLessThanOrEqualTo(2 * m);
        });
  }

  /** One to three segments, each contribution in one of them, sometimes in two. */
  private static List<Segment> segments(SplittableRandom random, Corpus corpus) {
    int count = 1 + random.nextInt(3);
    List<List<Corpus.Holding>> shared = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      shared.add(new ArrayList<>());
    }
    for (Corpus.Holding holding : corpus.holdings()) {
      int s = random.nextInt(count);
      shared.get(s).add(holding);
      if (random.nextInt(5) == 0 && count > 1) {
        shared.get((s + 1) % count).add(holding);
      }
    }
    return shared.stream().map(corpus::segment).toList();
  }

  private static Corpus.Outcome compare(
      Corpus corpus, Corpus.Answer answer, List<Segment> segments, SplittableRandom random) {
    NaiveRule naive = new NaiveRule(corpus, answer);
    Corpus.Outcome outcome = corpus.attribute(answer, segments);
    assertThat(outcome.owners()).isEqualTo(naive.owners());
    assertThat(outcome.payees()).isEqualTo(naive.payees());
    long[] units = naive.unitsAndPaid();
    BigInteger pool = BigInteger.valueOf(random.nextLong(1_000_000_000_000L));
    List<BigInteger> money = naive.money(pool);
    for (int payee = 0; payee < corpus.payees(); payee++) {
      assertThat(outcome.units(payee)).isEqualTo(units[payee]);
      assertThat(outcome.credit().share(pool, payee)).isEqualTo(money.get(payee));
    }
    assertThat(outcome.credit().paidTokens()).isEqualTo((int) units[corpus.payees()]);
    assertThat(outcome.credit().sink(pool)).isEqualTo(money.getLast());
    compareSpans(corpus, answer, segments, naive);
    return outcome;
  }

  private static void compareSpans(
      Corpus corpus, Corpus.Answer answer, List<Segment> segments, NaiveRule naive) {
    List<Span> spans =
        Spans.maximalCounting(answer.output(), answer.weights(), answer.parameters(), segments);
    List<int[]> expected = naive.maximalCountingSpans();
    assertThat(spans).hasSize(expected.size());
    for (int s = 0; s < spans.size(); s++) {
      Span span = spans.get(s);
      assertThat(new int[] {span.begin(), span.end()}).isEqualTo(expected.get(s));
      assertThat(span.weight()).isEqualTo(naive.weight(span.begin(), span.end()));
      Corpus.Holding first =
          corpus.holdings().stream()
              .filter(h -> naive.holds(h, span.begin(), span.end()))
              .min(Comparator.comparingLong(Corpus.Holding::order))
              .orElseThrow();
      assertThat(span.order()).isEqualTo(first.order());
      int[] document = first.documents().get(span.document());
      for (int i = 0; i < span.end() - span.begin(); i++) {
        assertThat(document[span.offset() + i]).isEqualTo(answer.output()[span.begin() + i]);
      }
    }
  }
}
