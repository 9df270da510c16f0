package org.openledger.attribution.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;

/**
 * Processor time of queries in one thread, the segments' beside plain ones in the same run. Each
 * kind of answer is timed over all of its answers, again and again; the median round counts.
 */
public final class QueryBenchmark {
  /** Rounds and processor time before a kind is timed: less, and the compiler is timed too. */
  private static final int WARM_UP = 3;

  private static final long WARM_UP_NANOS = 500_000_000;

  /** Fewer rounds have no median worth its while: somebody only looks whether all works. */
  private static final int LEAST_ROUNDS = 3;

  private static final int PAYEES = 64;
  private static final int SCANNED_POSITIONS = 64;

  private final List<Segment> segments;
  private final WeightTable table;
  private final Parameters parameters;
  private final int rounds;
  private final Progress progress;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A benchmark.
   *
   * @param segments whose queries are timed, of the table's tokenizer
   * @param rounds how often each kind is timed after warming up; of fewer than 3 no figure means
   *     much
   * @param progress told about the rounds; what it throws ends the measurement
   */
  public QueryBenchmark(
      List<Segment> segments,
      WeightTable table,
      Parameters parameters,
      int rounds,
      Progress progress) {
    this.segments = List.copyOf(segments);
    this.table = table;
    this.parameters = parameters;
    this.rounds = rounds;
    this.progress = progress;
  }

  /** Tokens, and bytes of the files for each of them. */
  public List<Row> sizes() {
    long tokens = segments.stream().mapToLong(Segment::tokens).sum();
    double bytes = segments.stream().mapToLong(Segment::length).sum();
    return List.of(
        new Row("tokens", tokens, "tokens"),
        new Row("disk.bytes_per_token", bytes / Math.max(1, tokens), "bytes"));
  }

  /** Times {@code match.NAME} (longest match of each position) and {@code attribute.NAME}. */
  public List<Row> run(String name, int[][] answers) {
    rows.clear();
    time("match." + name, answers, this::match);
    time("attribute." + name, answers, this::attribute);
    return List.copyOf(rows);
  }

  /** Times {@code plain.match.NAME}: the same answers, by a plain binary search. */
  public List<Row> runPlain(String name, int[][] answers, PlainSearch plain) {
    rows.clear();
    time("plain.match." + name, answers, y -> match(plain, y));
    return List.copyOf(rows);
  }

  /**
   * Times {@code scan.match.NAME}: the longest match of some positions of the answers, 64 in all,
   * by a scan of the corpus' first tokens. One round: a scan takes long enough.
   */
  public Row runScan(String name, int[][] answers, PlainSearch plain, int tokens) {
    progress.report("scanning", 0, SCANNED_POSITIONS);
    long found = 0;
    long start = CpuTime.nanos();
    for (int i = 0; i < SCANNED_POSITIONS; i++) {
      int[] y = answers[i % answers.length];
      int at = (int) ((long) i * y.length / SCANNED_POSITIONS);
      found += plain.longestMatchByScan(y, at, y.length, tokens);
      progress.report("scanning", i + 1L, SCANNED_POSITIONS);
    }
    double micros = (CpuTime.nanos() - start) / 1e3 / SCANNED_POSITIONS;
    if (found < 0) { // Keeps the answers from being left out.
      throw new AssertionError("matches are not negative");
    }
    return new Row("scan.match." + name + ".us_per_token", micros, "us");
  }

  private long match(int[] y) {
    long sum = 0;
    for (Segment segment : segments) {
      sum += Arrays.stream(segment.query(y).matchEnds()).asLongStream().sum();
    }
    return sum;
  }

  private static long match(PlainSearch plain, int[] y) {
    long sum = 0;
    for (int at = 0; at < y.length; at++) {
      sum += at + plain.longestMatch(y, at, y.length);
    }
    return sum;
  }

  /** Windows, owners and units. Payees are not looked up: each contribution is one of 64. */
  private long attribute(int[] y) {
    int[] weights = table.weights(y, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(y, weights, parameters);
    long[] owners = Owners.of(y, windows, segments);
    int[] payees = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      payees[i] = owners[i] == Owners.NONE ? Credit.NOBODY : (int) (owners[i] & (PAYEES - 1));
    }
    return Credit.of(payees, PAYEES, weights, parameters).paidTokens();
  }

  /** Microseconds for each token, the median over the rounds. */
  private void time(String name, int[][] answers, ToLongFunction<int[]> question) {
    double[] micros = new double[rounds];
    long tokens = Arrays.stream(answers).mapToLong(y -> y.length).sum();
    long check = sum(answers, question);
    long warm = CpuTime.nanos() + (rounds < LEAST_ROUNDS ? 0 : WARM_UP_NANOS);
    for (int round = 1 - WARM_UP; round < rounds; ) {
      progress.report(name, (long) round + WARM_UP, (long) rounds + WARM_UP);
      long start = CpuTime.nanos();
      if (sum(answers, question) != check) {
        throw new IllegalStateException(name + " answers differently from round to round");
      }
      long end = CpuTime.nanos();
      if (round >= 0) {
        micros[round] = (end - start) / 1e3 / tokens;
      }
      if (round != -1 || end >= warm) {
        round++;
      }
    }
    progress.report(name, (long) rounds + WARM_UP, (long) rounds + WARM_UP);
    Arrays.sort(micros);
    rows.add(new Row(name + ".us_per_token", micros[rounds / 2], "us"));
  }

  private static long sum(int[][] answers, ToLongFunction<int[]> question) {
    long sum = 0;
    for (int[] y : answers) {
      sum += question.applyAsLong(y);
    }
    return sum;
  }
}
