package org.openledger.node.history.series;

import java.util.Iterator;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.history.store.Rows;

/**
 * Points of sums: {@code table · kind · of what · position} → all that came up to there; the
 * position is a log's, or of a kind that is not listed, its block's number. The sums over a span
 * are a difference of two points, found with two searches, however long it is.
 */
public final class Series {

  private static final Key POINTS = Key.table(2);

  /** {@code table · kind · to · from}: edges by where they lead. */
  private static final Key BACK = Key.table(3);

  private Series() {}

  /** The sums over a span of blocks. */
  public static Sums within(Rows rows, Kind kind, Bytes of, Span span) {
    Key prefix = key(kind, of);
    Optional<Row> last = rows.last(prefix.with(span.first()), prefix.with(span.last() + 1));
    if (last.isEmpty()) {
      return Sums.none(kind);
    }
    Sums upToLast = Sums.read(last.get().fields(), kind);
    return rows.last(prefix, prefix.with(span.first()))
        .map(row -> upToLast.minus(Sums.read(row.fields(), kind)))
        .orElse(upToLast);
  }

  /**
   * All that a kind has sums of, in order.
   *
   * @param from of an edge where it comes from; empty for all there are
   */
  public static Iterator<Bytes> members(Rows rows, Kind kind, Bytes from) {
    Key prefix = key(kind, from);
    int begin = key(kind, Bytes.EMPTY).size();
    int size = kind.fromSize() + kind.toSize();
    return new Iterator<>() {
      private Optional<Row> next = rows.first(prefix, prefix.end());

      @Override
      public boolean hasNext() {
        return next.isPresent();
      }

      @Override
      public Bytes next() {
        Bytes of = next.orElseThrow().key().from(begin).slice(0, size);
        // One search, whatever the number of points.
        next = rows.first(key(kind, of).end(), prefix.end());
        return of;
      }
    };
  }

  /** All edges of a kind that lead to something, by where they come from. */
  public static Iterator<Bytes> origins(Rows rows, Kind kind, Bytes to) {
    Key prefix = back(kind, to);
    Iterator<Row> found = rows.ascending(prefix, prefix.end());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public Bytes next() {
        return Bytes.concatenate(found.next().key().from(prefix.size()), to);
      }
    };
  }

  /** What all points of a series begin with, before their position. */
  public static Key key(Kind kind, Bytes of) {
    return POINTS.with(kind.code()).with(of);
  }

  /** What all edges of a kind that lead to something begin with, before where they come from. */
  static Key back(Kind kind, Bytes to) {
    return BACK.with(kind.code()).with(to);
  }
}
