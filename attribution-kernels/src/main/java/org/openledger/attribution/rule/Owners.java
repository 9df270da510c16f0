package org.openledger.attribution.rule;

import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.segment.Holdings;
import org.openledger.attribution.segment.Query;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.UnverifiedSegment;

/**
 * Who owns each token of an answer (rule version 1, step 3): the contribution of smallest order
 * that holds some counting window over the token.
 */
public final class Owners {
  /** The owner of an uncovered token. */
  public static final long NONE = -1;

  private Owners() {}

  /**
   * The order of each token's owner, or NONE.
   *
   * @param output y, m token ids
   * @param windows of that output
   * @param segments the sealed versions that the model links, in any order; a contribution may
   *     stand in several
   */
  public static long[] of(int[] output, CountingWindows windows, List<Segment> segments) {
    long[] holders = new long[windows.size()];
    Arrays.fill(holders, NONE);
    for (Segment segment : segments) {
      lookUp(output, windows, segment, holders);
    }
    return paint(output.length, windows, holders);
  }

  /**
   * The same, of a segment that is not verified: a guess that binds nobody, and that may fail with
   * whatever wrong data leads to. No contract calls this.
   */
  public static long[] guess(int[] output, CountingWindows windows, UnverifiedSegment segment) {
    long[] holders = new long[windows.size()];
    Arrays.fill(holders, NONE);
    lookUp(output, windows, segment, holders);
    return paint(output.length, windows, holders);
  }

  /** Lowers the holder of each window to the smallest order that holds it in the segment. */
  private static void lookUp(
      int[] output, CountingWindows windows, Holdings segment, long[] holders) {
    Query query = segment.query(output);
    int[] begins = new int[windows.size()];
    int[] ends = new int[windows.size()];
    for (int w = 0; w < windows.size(); w++) {
      begins[w] = windows.begin(w);
      ends[w] = windows.end(w);
    }
    int[] places = query.earliest(begins, ends);
    int document = 0;
    for (int w = 0; w < places.length; w++) {
      if (places[w] < 0) {
        continue;
      }
      document = segment.documentAt(places[w], document);
      long order = segment.order(document);
      if (holders[w] == NONE || order < holders[w]) {
        holders[w] = order;
      }
    }
  }

  /** Paints windows by ascending order; what is painted stays. */
  private static long[] paint(int tokens, CountingWindows windows, long[] holders) {
    long[] owners = new long[tokens];
    Arrays.fill(owners, NONE);
    int[] next = new int[tokens + 1]; // The first unpainted token from here on, by union-find.
    Arrays.setAll(next, i -> i);
    for (int w : byAscendingOrder(holders)) {
      int end = windows.end(w);
      for (int i = find(next, windows.begin(w)); i < end; i = find(next, i)) {
        owners[i] = holders[w];
        next[i] = i + 1;
      }
    }
    return owners;
  }

  /** The windows that somebody holds, by ascending order of their holders. */
  private static int[] byAscendingOrder(long[] holders) {
    long[] orders = Arrays.stream(holders).filter(o -> o != NONE).sorted().distinct().toArray();
    long[] keys = new long[holders.length]; // Rank of the order above, number of the window below.
    int count = 0;
    for (int w = 0; w < holders.length; w++) {
      if (holders[w] != NONE) {
        keys[count++] = (long) Arrays.binarySearch(orders, holders[w]) << 32 | w;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = (int) keys[i];
    }
    return sorted;
  }

  private static int find(int[] next, int i) {
    int root = i;
    while (next[root] != root) {
      root = next[root];
    }
    int at = i;
    while (next[at] != root) {
      int following = next[at];
      next[at] = root;
      at = following;
    }
    return root;
  }
}
