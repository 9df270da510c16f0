package org.openledger.attribution.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;

/**
 * Time of queries in one thread, the segment's beside plain ones in the same run. Each kind of
 * output is timed over all of its outputs, again and again; the median round counts.
 *
 * <p>Outputs: <em>held-out</em> ones are cut from documents that are not in the segment;
 * <em>mixed</em> ones alternate pieces of the segment of 1 to 40 tokens with held-out pieces of 1
 * to 10; <em>verbatim</em> ones are cut from the segment's documents.
 */
public final class QueryBenchmark {
  private final Segment segment;
  private final List<int[]> heldOut;
  private final WeightTable table;
  private final Parameters parameters;
  private final int outputs;
  private final int rounds;
  private final SplittableRandom random;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A benchmark.
   *
   * @param heldOut documents that are not in the segment
   * @param outputs of each kind
   * @param rounds how often each is timed after three rounds of warming up
   */
  public QueryBenchmark(
      Segment segment,
      List<int[]> heldOut,
      WeightTable table,
      Parameters parameters,
      int outputs,
      int rounds,
      long seed) {
    this.segment = segment;
    this.heldOut = List.copyOf(heldOut);
    this.table = table;
    this.parameters = parameters;
    this.outputs = outputs;
    this.rounds = rounds;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Measures outputs of these lengths; with {@code peers} also what a plain search needs for them.
   */
  public List<Row> run(boolean peers, int... lengths) {
    rows.clear();
    rows.add(new Row("tokens", segment.tokens(), "tokens"));
    double bytes = segment.length();
    rows.add(new Row("disk.bytes_per_token", bytes / Math.max(1, segment.tokens()), "bytes"));
    PlainSearch plain = peers ? new PlainSearch(segment) : null;
    for (int length : lengths) {
      kind("heldout" + length, outputs(length, 0), plain);
      kind("mixed" + length, outputs(length, 1), plain);
      kind("verbatim" + length, outputs(length, 2), plain);
    }
    return List.copyOf(rows);
  }

  /** Mixed outputs of a length, as many as there are of each kind. */
  public List<int[]> mixed(int length) {
    return List.of(outputs(length, 1));
  }

  private void kind(String name, int[][] answers, @Nullable PlainSearch plain) {
    double match = time("match." + name, answers, this::match);
    time("attribute." + name, answers, this::attribute);
    if (plain != null) {
      double peer = time("plain.match." + name, answers, y -> match(plain, y));
      rows.add(new Row("ratio.match." + name, peer / match, "times"));
    }
  }

  private long match(int[] y) {
    return Arrays.stream(segment.query(y).matchEnds()).asLongStream().sum();
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
    long[] owners = Owners.of(y, windows, List.of(segment));
    int[] payees = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      payees[i] = owners[i] == Owners.NONE ? Credit.NOBODY : (int) (owners[i] & 63);
    }
    return Credit.of(payees, 64, weights, parameters).paidTokens();
  }

  /** Microseconds for each token, the median over the rounds. */
  private double time(String name, int[][] answers, ToLongFunction<int[]> question) {
    double[] micros = new double[rounds];
    long check = 0;
    for (int round = -3; round < rounds; round++) {
      long sum = 0;
      long tokens = 0;
      long start = System.nanoTime();
      for (int[] y : answers) {
        sum += question.applyAsLong(y);
        tokens += y.length;
      }
      long nanos = System.nanoTime() - start;
      if (round > -3 && sum != check) {
        throw new IllegalStateException(name + " answers differently from round to round");
      }
      check = sum;
      if (round >= 0) {
        micros[round] = nanos / 1e3 / tokens;
      }
    }
    Arrays.sort(micros);
    double median = micros[rounds / 2];
    rows.add(new Row(name + ".us_per_token", median, "us"));
    return median;
  }

  private int[][] outputs(int length, int kind) {
    int[][] answers = new int[outputs][];
    for (int i = 0; i < outputs; i++) {
      int[] answer = new int[length];
      int size = 0;
      boolean corpus = kind == 2;
      while (size < length) {
        int most = kind == 1 ? 1 + random.nextInt(corpus ? 40 : 10) : length - size;
        int[] piece = piece(corpus);
        int count = Math.min(Math.min(most, piece.length), length - size);
        int from = random.nextInt(piece.length - count + 1);
        System.arraycopy(piece, from, answer, size, count);
        size += count;
        corpus = kind == 1 ? !corpus : corpus;
      }
      answers[i] = answer;
    }
    return answers;
  }

  /** A document that is not empty, each as likely as it is long. */
  private int[] piece(boolean corpus) {
    if (corpus) {
      return segment.document(
          segment.documentAt(segment.positionOf(random.nextInt(segment.tokens()))));
    }
    long total = heldOut.stream().mapToLong(d -> d.length).sum();
    long at = random.nextLong(total);
    for (int[] document : heldOut) {
      at -= document.length;
      if (at < 0) {
        return document;
      }
    }
    throw new AssertionError("the lengths do not add up");
  }
}
