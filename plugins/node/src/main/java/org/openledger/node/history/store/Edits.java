package org.openledger.node.history.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** What one block changes, with what was there before; for the thread that writes. */
public final class Edits implements Rows {

  private static final byte[] NOTHING = new byte[0];

  private final MVMap<byte[], byte[]> map;
  private final MapRows rows;

  /** What was there before the first change of each key, sealed; empty where nothing was. */
  private final Map<Key, byte[]> before = new LinkedHashMap<>();

  private long addedRows;
  private long addedWeight;

  Edits(MVMap<byte[], byte[]> map, MapRows rows) {
    this.map = map;
    this.rows = rows;
  }

  @Override
  public Optional<Fields> get(Key key) {
    return rows.get(key);
  }

  @Override
  public Iterator<Row> ascending(Key from, Key to) {
    return rows.ascending(from, to);
  }

  @Override
  public Iterator<Row> descending(Key from, Key to) {
    return rows.descending(from, to);
  }

  /** Writes a row in place of the one that may be there. */
  public void put(Key key, Fields.Writer fields) {
    set(key, Checksum.seal(key.bytes(), fields.bytes()));
  }

  /** Takes a row away, if it is there. */
  public void remove(Key key) {
    set(key, NOTHING);
  }

  /** Puts everything back. */
  void restore() {
    before.forEach((key, value) -> swap(key, value));
    before.clear();
  }

  /** All that is needed to put everything back later. */
  void writeUndo(Fields.Writer to) {
    to.shortNumber(before.size());
    before.forEach((key, value) -> to.data(Bytes.wrap(key.bytes())).data(Bytes.wrap(value)));
  }

  /** Puts back what another block's edits wrote with {@link #writeUndo}. */
  void undo(Fields from) {
    int count = from.shortNumber();
    for (int i = 0; i < count; i++) {
      Key key = Key.wrap(from.data().toArrayUnsafe());
      set(key, from.data().toArrayUnsafe());
    }
  }

  /** How many more rows there are now. */
  long addedRows() {
    return addedRows;
  }

  /** By how much the sum of the rows' weights has grown, modulo 2^64. */
  long addedWeight() {
    return addedWeight;
  }

  private void set(Key key, byte[] sealed) {
    byte[] previous = swap(key, sealed);
    before.putIfAbsent(key, previous == null ? NOTHING : previous);
  }

  private byte @Nullable [] swap(Key key, byte[] sealed) {
    byte[] previous = sealed.length == 0 ? map.remove(key.bytes()) : map.put(key.bytes(), sealed);
    if (previous != null) {
      addedRows--;
      addedWeight -= Checksum.weight(key.bytes(), previous);
    }
    if (sealed.length > 0) {
      addedRows++;
      addedWeight += Checksum.weight(key.bytes(), sealed);
    }
    return previous;
  }
}
