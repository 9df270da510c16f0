package org.openledger.attribution.collection;

import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.segment.Interval;
import org.openledger.attribution.segment.Segment;

/**
 * Which windows of a new document stand in an index already, and whose they are. A window is every
 * run of so many tokens; passages extend a window as far as a document of the index goes on alike.
 *
 * <p>What passages and owners are does not depend on how the contributions share out segments.
 *
 * <p>Cost: where the document is new, few look-ups for each window length, because a window that
 * ends in ids that stand nowhere rules out all windows that hold them (Boyer and Moore, "A Fast
 * String Searching Algorithm", 1977, skip by the same reason); where it is copied, one for each
 * passage.
 *
 * @param windows of the document: its tokens - window + 1, or 0
 * @param present how many of them stand in the index
 * @param passages where they are, by ascending begin
 */
public record Duplicates(int windows, int present, List<Passage> passages) {
  /** Keeps its own copy. */
  public Duplicates {
    passages = List.copyOf(passages);
  }

  /**
   * Looks a document up.
   *
   * @param document its ids
   * @param window tokens of a window, at least 1
   */
  public static Duplicates of(int[] document, int window, List<Segment> segments) {
    if (window < 1) {
      throw new IllegalArgumentException("a window has at least 1 token: " + window);
    }
    int windows = Math.max(0, document.length - window + 1);
    List<Passage> passages = new ArrayList<>();
    int present = 0;
    int begin = 0;
    while (begin < windows) {
      int absent = absentUntil(document, begin, window, segments);
      if (absent > begin) {
        begin = absent;
        continue;
      }
      int end = begin + longestMatch(document, begin, document.length, segments);
      int inside = end - window + 1 - begin;
      passages.add(new Passage(begin, end, inside, holder(document, begin, end, segments)));
      present += inside;
      begin += inside;
    }
    return new Duplicates(windows, present, passages);
  }

  /**
   * The first window from {@code begin} on that may stand in the index; {@code begin} if it does.
   */
  private static int absentUntil(int[] document, int begin, int window, List<Segment> segments) {
    int end = begin + window;
    int step = Math.max(1, window / 4);
    for (int length = step; length < window; length += step) {
      if (longestMatch(document, end - length, end, segments) < length) {
        return end - length + 1;
      }
    }
    return longestMatch(document, begin, end, segments) < window ? begin + 1 : begin;
  }

  private static int longestMatch(int[] document, int begin, int end, List<Segment> segments) {
    int longest = 0;
    for (Segment segment : segments) {
      longest = Math.max(longest, segment.longestMatch(document, begin, end));
      if (longest == end - begin) {
        break;
      }
    }
    return longest;
  }

  private static long holder(int[] document, int begin, int end, List<Segment> segments) {
    long holder = Long.MAX_VALUE;
    for (Segment segment : segments) {
      Interval found = segment.interval(document, begin, end);
      if (!found.isEmpty()) {
        int place = segment.earliest(found.lo(), found.hi());
        holder = Math.min(holder, segment.order(segment.documentAt(place)));
      }
    }
    return holder;
  }
}
