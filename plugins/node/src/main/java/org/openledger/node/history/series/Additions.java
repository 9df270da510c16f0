package org.openledger.node.history.series;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Edits;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;

/**
 * What one block adds to sums. A block of many settlements pays the same few accounts over and
 * over: what is summed is looked up once, and where no list needs every point, written once.
 */
public final class Additions {

  private static final class Point {

    private final Kind kind;
    private Sums sums;
    private @Nullable Position last;

    private Point(Kind kind, Sums before) {
      this.kind = kind;
      this.sums = before;
    }
  }

  private final Edits rows;
  private final long block;

  /** By what a series' points begin with, in the order of the first addition. */
  private final Map<Key, Point> points = new LinkedHashMap<>();

  /** Of the block that rows are written of. */
  public Additions(Edits rows, long block) {
    this.rows = rows;
    this.block = block;
  }

  /**
   * Adds to the sums; what is added at one position twice counts once.
   *
   * @param of what is summed; of an edge from and to, one after the other
   * @param at in this block, not before what was added last
   */
  public void add(Kind kind, Bytes of, Position at, List<BigInteger> amounts) {
    Key prefix = Series.key(kind, of);
    Point point = points.get(prefix);
    if (point == null) {
      point = before(kind, of, prefix);
      points.put(prefix, point);
    }
    point.sums = point.sums.plus(at.equals(point.last) ? 0 : 1, amounts);
    point.last = at;
    if (kind.isListed()) {
      rows.put(at.after(prefix), point.sums.write());
    }
  }

  private Point before(Kind kind, Bytes of, Key prefix) {
    Optional<Row> last = rows.last(prefix, prefix.end());
    if (last.isEmpty() && kind.toSize() > 0) {
      Bytes from = of.slice(0, kind.fromSize());
      rows.put(Series.back(kind, of.slice(kind.fromSize())).with(from), Fields.write());
    }
    return new Point(kind, last.map(row -> Sums.read(row.fields(), kind)).orElse(Sums.none(kind)));
  }

  /** Writes what was not written yet, once the block has nothing more to add. */
  public void write() {
    points.forEach(
        (prefix, point) -> {
          if (!point.kind.isListed()) {
            rows.put(prefix.with(block), point.sums.write());
          }
        });
  }
}
