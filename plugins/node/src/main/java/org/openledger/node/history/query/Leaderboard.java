package org.openledger.node.history.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Series;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.series.Sums;
import org.openledger.node.history.store.Rows;

/** The largest sums of a kind over a span of blocks. */
public final class Leaderboard {

  private Leaderboard() {}

  /** More would have to be compared than is allowed. */
  public static final class TooManyException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The largest ones, in order; those without a point in the span are left out.
   *
   * @param after only those behind this one
   * @param limit most places
   * @param compared most that are compared
   */
  public static List<Ranked> top(
      Rows rows, Kind kind, Span span, Optional<Ranked> after, int limit, long compared)
      throws TooManyException {
    return best(rows, kind, Series.members(rows, kind, Bytes.EMPTY), span, after, limit, compared);
  }

  /** The largest edges that come from something, in order. */
  public static List<Ranked> topFrom(
      Rows rows, Kind kind, Bytes from, Span span, int limit, long compared)
      throws TooManyException {
    return best(
        rows, kind, Series.members(rows, kind, from), span, Optional.empty(), limit, compared);
  }

  /** The largest edges that lead to something, in order. */
  public static List<Ranked> topTo(
      Rows rows, Kind kind, Bytes to, Span span, int limit, long compared) throws TooManyException {
    return best(
        rows, kind, Series.origins(rows, kind, to), span, Optional.empty(), limit, compared);
  }

  private static List<Ranked> best(
      Rows rows,
      Kind kind,
      Iterator<Bytes> candidates,
      Span span,
      Optional<Ranked> after,
      int limit,
      long compared)
      throws TooManyException {
    PriorityQueue<Ranked> best = new PriorityQueue<>(Ranked.ORDER.reversed());
    long seen = 0;
    while (candidates.hasNext()) {
      if (++seen > compared) {
        throw new TooManyException();
      }
      Bytes of = candidates.next();
      Sums sums = Series.within(rows, kind, of, span);
      Ranked ranked = new Ranked(of, sums);
      if (sums.count() == 0
          || after.filter(it -> Ranked.ORDER.compare(ranked, it) <= 0).isPresent()) {
        continue;
      }
      best.add(ranked);
      if (best.size() > limit) {
        best.poll();
      }
    }
    List<Ranked> places = new ArrayList<>(best);
    places.sort(Ranked.ORDER);
    return places;
  }
}
