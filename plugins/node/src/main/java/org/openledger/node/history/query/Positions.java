package org.openledger.node.history.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.history.store.Rows;

/** Positions behind a key, the last one first. */
public final class Positions {

  private Positions() {}

  /**
   * Positions of a span of blocks, the last one first.
   *
   * @param prefix what the rows' keys begin with, before their positions
   * @param before only those before this one; empty: from the span's end
   * @param limit most positions
   */
  public static List<Position> backwards(
      Rows rows, Key prefix, Span span, Optional<Position> before, int limit) {
    Key end = prefix.with(span.last() + 1);
    Key upTo = before.map(it -> it.after(prefix)).filter(key -> key.compareTo(end) < 0).orElse(end);
    Iterator<Row> found = rows.descending(prefix.with(span.first()), upTo);
    List<Position> positions = new ArrayList<>();
    while (positions.size() < limit && found.hasNext()) {
      positions.add(Position.last(found.next().key()));
    }
    return positions;
  }
}
