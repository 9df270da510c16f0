package org.openledger.node.history.store;

import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/** A walk over rows that checks each one. */
final class SealedRows {

  private final Cursor<byte[], byte[]> cursor;
  private byte[] key = new byte[0];
  private byte[] sealed = new byte[0];
  private byte[] fields = new byte[0];

  /** Begins at the row of a key, or before the first one behind it. */
  SealedRows(
      MVMap<byte[], byte[]> map, RootReference<byte[], byte[]> root, Key from, boolean descending) {
    cursor = sound(() -> map.cursor(root, from.bytes(), null, descending));
  }

  /** Whatever the library makes of a file that is not as it was written. */
  static <T> T sound(Supplier<T> read) {
    try {
      return read.get();
    } catch (DamagedStoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DamagedStoreException("the file of the history cannot be read", e);
    }
  }

  /** Goes to the next row; false where there is none. */
  boolean next() {
    if (!sound(cursor::hasNext)) {
      return false;
    }
    key = sound(cursor::next);
    sealed = sound(cursor::getValue);
    fields = Checksum.open(key, sealed);
    return true;
  }

  Key key() {
    return Key.wrap(key);
  }

  Row row() {
    return new Row(Key.wrap(key), Fields.wrap(fields));
  }

  /** What the row adds to the sum over all rows. */
  long weight() {
    return Checksum.weight(key, sealed);
  }
}
