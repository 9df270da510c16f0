package org.openledger.attribution.rule;

import java.util.Arrays;

/**
 * The windows of an answer that have to be looked up: for each start the shortest counting window
 * from there, for each end the shortest counting window up to there, each window once.
 *
 * <p>These are enough to find every owner. Take any counting window [b, e) and a token i in it. If
 * the shortest counting window from i ends by e, it lies in [b, e) and covers i. Otherwise [i, e)
 * does not count, so the shortest counting window up to e begins before i: it covers i, and lies in
 * [b, e). Whoever holds a window holds every part of it.
 */
public final class CountingWindows {
  private final int[] begins;
  private final int[] ends;
  private final long totalLength;

  private CountingWindows(int[] begins, int[] ends) {
    this.begins = begins;
    this.ends = ends;
    long sum = 0;
    for (int i = 0; i < begins.length; i++) {
      sum += ends[i] - begins[i];
    }
    this.totalLength = sum;
  }

  /**
   * The windows, in linear time.
   *
   * @param output y, m token ids
   * @param weights m weights, capped, in 1/1024 bit, none negative
   */
  public static CountingWindows of(int[] output, int[] weights, Parameters p) {
    WeightSums sums = new WeightSums(output, weights);
    int m = output.length;
    int[] begins = new int[2 * m];
    int[] ends = new int[2 * m];
    int size = 0;
    int[] shortestEnd = new int[m + 1]; // Of the window from each start; 0 where there is none.
    int end = 0;
    for (int begin = 0; begin < m; begin++) {
      while (end < m && !sums.counts(begin, end, p)) {
        end++;
      }
      if (!sums.counts(begin, end, p)) {
        break;
      }
      shortestEnd[begin] = end;
      begins[size] = begin;
      ends[size++] = end;
    }
    int begin = 0;
    for (end = 1; end <= m; end++) {
      if (!sums.counts(begin, end, p)) {
        continue;
      }
      while (begin + 1 < end && sums.counts(begin + 1, end, p)) {
        begin++;
      }
      if (shortestEnd[begin] != end) {
        begins[size] = begin;
        ends[size++] = end;
      }
    }
    return new CountingWindows(Arrays.copyOf(begins, size), Arrays.copyOf(ends, size));
  }

  /** How many windows there are: at most 2m. */
  public int size() {
    return begins.length;
  }

  /** Where a window begins. */
  public int begin(int window) {
    return begins[window];
  }

  /** Where a window ends, exclusive. */
  public int end(int window) {
    return ends[window];
  }

  /** Tokens of all windows together: what gas for the look-ups is computed from. */
  public long totalLength() {
    return totalLength;
  }
}
