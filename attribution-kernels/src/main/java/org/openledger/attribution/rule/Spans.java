package org.openledger.attribution.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.segment.Interval;
import org.openledger.attribution.segment.Segment;

/**
 * Maximal counting spans (rule version 1, step 7): intervals of the answer that occur in a
 * document, count, and lie in no longer interval that occurs. Their union is exactly the covered
 * tokens; they decide nothing else.
 */
public final class Spans {
  private Spans() {}

  /** The spans by ascending begin (and so by ascending end). */
  public static List<Span> maximalCounting(
      int[] output, int[] weights, Parameters p, List<Segment> segments) {
    WeightSums sums = new WeightSums(output, weights);
    int[] ends = new int[output.length]; // Of the longest interval that occurs from each token on.
    for (Segment segment : segments) {
      int[] matchEnds = segment.query(output).matchEnds();
      Arrays.setAll(ends, i -> Math.max(ends[i], matchEnds[i]));
    }
    List<Span> spans = new ArrayList<>();
    int reached = 0;
    for (int begin = 0; begin < output.length; begin++) {
      int end = ends[begin];
      if (end > reached && sums.counts(begin, end, p)) {
        spans.add(earliest(output, begin, end, sums.weight(begin, end), segments));
      }
      reached = Math.max(reached, end);
    }
    return spans;
  }

  private static Span earliest(
      int[] output, int begin, int end, long weight, List<Segment> segments) {
    long order = Owners.NONE;
    int document = 0;
    int offset = 0;
    for (Segment segment : segments) {
      Interval found = segment.interval(output, begin, end);
      if (found.isEmpty()) {
        continue;
      }
      int place = segment.earliest(found.lo(), found.hi());
      int holder = segment.documentAt(place);
      if (order == Owners.NONE || segment.order(holder) < order) {
        order = segment.order(holder);
        document = segment.documentIndex(holder);
        offset = segment.offsetAt(place);
      }
    }
    return new Span(begin, end, weight, order, document, offset);
  }
}
