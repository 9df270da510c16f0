package org.openledger.node.history.store;

import java.util.Iterator;
import java.util.Optional;

/** Rows in the order of their keys. What is damaged raises {@link DamagedStoreException}. */
public interface Rows {

  /** The row of a key. */
  Optional<Fields> get(Key key);

  /** The rows from one key (inclusive) up to another (exclusive), ascending. */
  Iterator<Row> ascending(Key from, Key to);

  /** The rows from one key (inclusive) up to another (exclusive), the last one first. */
  Iterator<Row> descending(Key from, Key to);

  /** The first row from one key (inclusive) up to another (exclusive). */
  default Optional<Row> first(Key from, Key to) {
    Iterator<Row> rows = ascending(from, to);
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }

  /** The last row from one key (inclusive) up to another (exclusive). */
  default Optional<Row> last(Key from, Key to) {
    Iterator<Row> rows = descending(from, to);
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }
}
