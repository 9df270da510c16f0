package org.openledger.node.history.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** The rows below one root of the map. */
final class MapRows implements Rows {

  private final MVMap<byte[], byte[]> map;
  private final Supplier<RootReference<byte[], byte[]>> root;

  MapRows(MVMap<byte[], byte[]> map, Supplier<RootReference<byte[], byte[]>> root) {
    this.map = map;
    this.root = root;
  }

  @Override
  public Optional<Fields> get(Key key) {
    byte[] sealed = SealedRows.sound(() -> map.get(root.get().root, key.bytes()));
    return Optional.ofNullable(sealed).map(it -> Fields.wrap(Checksum.open(key.bytes(), it)));
  }

  @Override
  public Iterator<Row> ascending(Key from, Key to) {
    SealedRows rows = new SealedRows(map, root.get(), from, false);
    return new Range(rows, key -> key.compareTo(to) < 0);
  }

  @Override
  public Iterator<Row> descending(Key from, Key to) {
    SealedRows rows = new SealedRows(map, root.get(), to, true);
    // The walk begins at its bound, if there is such a row.
    return new Range(rows, key -> key.compareTo(from) >= 0, to);
  }

  /** The rows from a key on. */
  SealedRows sealed(Key from) {
    return new SealedRows(map, root.get(), from, false);
  }

  private static final class Range implements Iterator<Row> {

    private final SealedRows rows;
    private final Predicate<Key> within;
    private @Nullable Row next;

    Range(SealedRows rows, Predicate<Key> within) {
      this.rows = rows;
      this.within = within;
      advance();
    }

    Range(SealedRows rows, Predicate<Key> within, Key skipped) {
      this(rows, within);
      if (next != null && next.key().equals(skipped)) {
        advance();
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      Row row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      advance();
      return row;
    }

    private void advance() {
      next = rows.next() && within.test(rows.key()) ? rows.row() : null;
    }
  }
}
