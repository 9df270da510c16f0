package org.openledger.attribution.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

/**
 * What attribution costs where answer, corpus and weights are chosen against it: processor time of
 * windows and owners on one thread, the median round. For gas, which is base + a·m·g + c·g·Σ for m
 * tokens, g segments and windows of Σ tokens together, the last rows are an a and a c, in
 * microseconds, that bound every case: a from the cases with short windows, c from what the others
 * need beyond it.
 */
public final class WorstCases {
  private static final int VOCABULARY = 100_256;
  private static final int MAX_WEIGHT = 16 * 1024;

  /** Tokens of a window up to which a is blamed for the time. */
  private static final int SHORT = 16;

  private final int corpusTokens;
  private final int rounds;
  private final List<Row> rows = new ArrayList<>();
  private final List<Measured> measured = new ArrayList<>();

  private record Measured(double tokens, double windowTokens, double micros) {}

  /**
   * The cases over corpora of so many tokens.
   *
   * @param corpusTokens of each segment, at least 1
   * @param rounds how often each case is timed, at least 1, after as many rounds of warming up
   */
  public WorstCases(int corpusTokens, int rounds) {
    this.corpusTokens = corpusTokens;
    this.rounds = rounds;
  }

  /** Measures answers of these lengths. */
  public List<Row> run(int... lengths) {
    rows.clear();
    measured.clear();
    int[] constant = new int[corpusTokens];
    int[] random = new SplittableRandom(1).ints(corpusTokens, 0, VOCABULARY).toArray();
    List<Segment> constants = List.of(segment(1, constant));
    List<Segment> randoms = List.of(segment(1, random));
    List<Segment> fibonacci = List.of(segment(1, fibonacci(corpusTokens)));
    List<Segment> periodic = List.of(segment(1, periodic(corpusTokens)));
    for (int m : lengths) {
      measure("constant" + m, constants, new int[m], 1_024, 6);
      measure("constant.light" + m, constants, new int[m], 2, 1);
      measure("constant.longspan" + m, constants, new int[m], 1_024, m / 2);
      int[] broken = new int[m]; // Never found: its end is in no document.
      broken[m - 1] = 1;
      measure("constant.broken" + m, constants, broken, 2, m / 2);
      measure("verbatim" + m, randoms, Arrays.copyOf(random, m), 16 * 1024, 6);
      measure("verbatim.longspan" + m, randoms, Arrays.copyOf(random, m), 16 * 1024, m / 2);
      measure("fibonacci" + m, fibonacci, fibonacci(m), 1_024, 6);
      measure("fibonacci.longspan" + m, fibonacci, fibonacci(m), 1_024, m / 2);
      measure("periodic.longspan" + m, periodic, periodic(m), 1_024, m / 2);
    }
    for (int g : new int[] {1, 4, 16, 64}) {
      List<Segment> many = new ArrayList<>();
      for (int i = 0; i < g; i++) {
        many.add(segment(i + 1L, Arrays.copyOfRange(random, 0, Math.max(1, corpusTokens / 64))));
      }
      measure("segments" + g, many, Arrays.copyOf(random, Math.min(200, corpusTokens)), 8_192, 6);
    }
    double a = 0;
    for (Measured one : measured) {
      boolean isShort = one.windowTokens <= SHORT * one.tokens;
      a = isShort ? Math.max(a, one.micros / one.tokens) : a;
    }
    double c = 0;
    for (Measured one : measured) {
      c = Math.max(c, (one.micros - a * one.tokens) / one.windowTokens);
    }
    rows.add(new Row("worst.coefficient.us_per_token", a, "us"));
    rows.add(new Row("worst.coefficient.us_per_window_token", c, "us"));
    return List.copyOf(rows);
  }

  private void measure(String name, List<Segment> segments, int[] y, int weight, int minSpan) {
    int[] weights = new int[y.length];
    Arrays.fill(weights, weight);
    int span = Math.clamp(minSpan, 1, Math.max(1, y.length));
    Parameters parameters = new Parameters(span, 1, Unit.TOKENS, MAX_WEIGHT);
    long windowTokens = CountingWindows.of(y, weights, parameters).totalLength();
    double[] micros = new double[rounds];
    int check = 0;
    for (int round = -rounds; round < rounds; round++) {
      long start = CpuTime.nanos();
      CountingWindows windows = CountingWindows.of(y, weights, parameters);
      int owners = Arrays.hashCode(Owners.of(y, windows, segments));
      long nanos = CpuTime.nanos() - start;
      if (round > -rounds && owners != check) {
        throw new IllegalStateException(name + " answers differently from round to round");
      }
      check = owners;
      if (round >= 0) {
        micros[round] = nanos / 1e3;
      }
    }
    Arrays.sort(micros);
    double median = micros[rounds / 2];
    double tokens = (double) y.length * segments.size();
    double inWindows = Math.max(1.0, (double) windowTokens * segments.size());
    measured.add(new Measured(tokens, inWindows, median));
    rows.add(new Row("worst." + name + ".us_per_token", median / tokens, "us"));
    rows.add(new Row("worst." + name + ".us_per_window_token", median / inWindows, "us"));
  }

  private static Segment segment(long order, int[] ids) {
    Content content = Content.of(List.of(ids), VOCABULARY);
    return Segment.of("cl100k_base", VOCABULARY, List.of(Contribution.of(order, content)));
  }

  /** The first symbols of the word a, ab, aba, abaab: each the two before it. */
  private static int[] fibonacci(int length) {
    int[] word = new int[length];
    int size = 1;
    int before = 1;
    for (int at = 1; at < length; at++) {
      if (at == 1) {
        word[at] = 1;
        size = 2;
        continue;
      }
      if (at == size + before) {
        int next = size + before;
        before = size;
        size = next;
      }
      word[at] = word[at - size];
    }
    return word;
  }

  private static int[] periodic(int length) {
    int[] word = new int[length];
    for (int i = 0; i < length; i++) {
      word[i] = i % 7;
    }
    return word;
  }
}
