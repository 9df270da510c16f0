package org.openledger.attribution.bench;

import org.openledger.attribution.segment.Interval;
import org.openledger.attribution.segment.Segment;

/**
 * The search that needs no explanation: one binary search over the suffix array for each question,
 * on plain arrays. What the segment's own queries are tested against and compared with.
 */
public final class PlainSearch {
  private final int vocabularySize;
  private final int[] text; // -1 ends a document.
  private final int[] suffixes;

  /** Copies the text and the suffixes of a segment. */
  public PlainSearch(Segment segment) {
    vocabularySize = segment.vocabularySize();
    text = new int[segment.tokens() + segment.documents()];
    for (int i = 0; i < text.length; i++) {
      text[i] = segment.tokenAt(i);
    }
    suffixes = new int[segment.tokens()];
    for (int rank = 0; rank < suffixes.length; rank++) {
      suffixes[rank] = segment.positionOf(rank);
    }
  }

  /** Where the ids y[begin, end) occur; their number is the interval's count. */
  public Interval interval(int[] y, int begin, int end) {
    if (ordinaryEnd(y, begin, end) < end) {
      return new Interval(0, 0);
    }
    int lo = bound(y, begin, end, 0, false);
    return new Interval(lo, bound(y, begin, end, lo, true));
  }

  /** How many of the ids y[at, end) occur consecutively in a document. */
  public int longestMatch(int[] y, int at, int end) {
    int stop = ordinaryEnd(y, at, end);
    int low = -1; // The suffix of this rank is smaller than y[at, stop), and shares lowMatch ids.
    int high = suffixes.length; // That of this rank is larger, and shares highMatch ids.
    int lowMatch = 0;
    int highMatch = 0;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      int position = suffixes[middle];
      int match = matching(y, at, stop, position, Math.min(lowMatch, highMatch));
      if (at + match == stop) {
        return match;
      }
      if (text[position + match] < y[at + match]) {
        low = middle;
        lowMatch = match;
      } else {
        high = middle;
        highMatch = match;
      }
    }
    return Math.max(lowMatch, highMatch);
  }

  /** The smallest place of an interval, by a scan. */
  public int earliest(Interval interval) {
    int earliest = Integer.MAX_VALUE;
    for (int rank = interval.lo(); rank < interval.hi(); rank++) {
      earliest = Math.min(earliest, suffixes[rank]);
    }
    return earliest;
  }

  /** How many of the ids y[at, end) occur consecutively, by a scan of the first tokens. */
  public int longestMatchByScan(int[] y, int at, int end, int tokens) {
    int longest = 0;
    for (int place = 0; place < Math.min(tokens, text.length); place++) {
      longest = Math.max(longest, matching(y, at, ordinaryEnd(y, at, end), place, 0));
    }
    return longest;
  }

  /** The first rank from {@code from} whose suffix does not precede (or follows) y[begin, end). */
  private int bound(int[] y, int begin, int end, int from, boolean afterEqual) {
    int low = from;
    int high = suffixes.length;
    int lowMatch = 0;
    int highMatch = 0;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int position = suffixes[middle];
      int match = matching(y, begin, end, position, Math.min(lowMatch, highMatch));
      boolean equal = begin + match == end;
      if (equal ? afterEqual : text[position + match] < y[begin + match]) {
        low = middle + 1;
        lowMatch = match;
      } else {
        high = middle;
        highMatch = match;
      }
    }
    return low;
  }

  /** How many ids of y[begin, end) stand at a place of the text, the first {@code known} surely. */
  private int matching(int[] y, int begin, int end, int position, int known) {
    int match = known;
    while (begin + match < end && text[position + match] == y[begin + match]) {
      match++;
    }
    return match;
  }

  /** The first index from {@code begin} on whose id is in no document, at most {@code end}. */
  private int ordinaryEnd(int[] y, int begin, int end) {
    int at = begin;
    while (at < end && y[at] >= 0 && y[at] < vocabularySize) {
      at++;
    }
    return at;
  }
}
