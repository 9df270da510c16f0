package org.openledger.attribution.rule;

import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.segment.Holdings;
import org.openledger.attribution.segment.Query;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.UnverifiedSegment;
import org.openledger.attribution.segment.WindowGroups;

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
    lookUp(output, windows, segments, holders);
    return paint(output.length, windows, holders);
  }

  /**
   * The same, of a segment that is not verified: a guess that binds nobody, and that may fail with
   * whatever wrong data leads to. No contract calls this.
   */
  public static long[] guess(int[] output, CountingWindows windows, UnverifiedSegment segment) {
    long[] holders = new long[windows.size()];
    Arrays.fill(holders, NONE);
    lookUp(output, windows, List.of(segment), holders);
    return paint(output.length, windows, holders);
  }

  /** Lowers the holder of each window to the smallest order that holds it in a segment. */
  private static void lookUp(
      int[] output, CountingWindows windows, List<? extends Holdings> segments, long[] holders) {
    int[] begins = new int[windows.size()];
    int[] ends = new int[windows.size()];
    for (int w = 0; w < windows.size(); w++) {
      begins[w] = windows.begin(w);
      ends[w] = windows.end(w);
    }
    WindowGroups groups = WindowGroups.of(begins, ends);
    Query query = null;
    for (Holdings segment : segments) {
      if (query == null) {
        query = segment.query(output);
      } else {
        segment.moveTo(query);
      }
      int[] places = query.earliest(groups);
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
  }

  /** Each token's owner: the smallest holder of the windows over it. */
  private static long[] paint(int tokens, CountingWindows windows, long[] holders) {
    long[] owners = new long[tokens];
    Arrays.fill(owners, NONE);
    int[] queue = new int[windows.size()];
    for (int w = 0; w < windows.size(); ) {
      int first = w++;
      while (w < windows.size()
          && windows.begin(w) >= windows.begin(w - 1)
          && windows.end(w) >= windows.end(w - 1)) {
        w++;
      }
      sweep(windows, first, w, holders, queue, owners);
    }
    return owners;
  }

  /**
   * Lowers owners to the holders of the windows [first, last), whose begins and ends ascend: the
   * minimum of a window that slides along. Counting windows are two such rows, so all is linear.
   *
   * @param queue room; holds the windows over a token that may yet own one, by ascending holder
   */
  private static void sweep(
      CountingWindows windows, int first, int last, long[] holders, int[] queue, long[] owners) {
    int head = 0;
    int tail = 0;
    int next = first;
    for (int i = windows.begin(first); i < windows.end(last - 1); i++) {
      for (; next < last && windows.begin(next) <= i; next++) {
        if (holders[next] != NONE) {
          while (tail > head && holders[queue[tail - 1]] >= holders[next]) {
            tail--;
          }
          queue[tail++] = next;
        }
      }
      while (head < tail && windows.end(queue[head]) <= i) {
        head++;
      }
      if (head < tail && (owners[i] == NONE || holders[queue[head]] < owners[i])) {
        owners[i] = holders[queue[head]];
      }
    }
  }
}
