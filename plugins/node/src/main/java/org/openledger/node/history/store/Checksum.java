package org.openledger.node.history.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Checks of rows. Each value ends with the CRC-32C of its key and what it says; the sum of a 64-bit
 * mix of them over all rows finds rows that are missing. Against faults, not against forgers: who
 * can write the file can write the chain's database too.
 */
final class Checksum {

  private Checksum() {}

  /** What a row says, with its check behind it. */
  static byte[] seal(byte[] key, byte[] fields) {
    return ByteBuffer.allocate(fields.length + Integer.BYTES)
        .put(fields)
        .putInt(crc(key, fields, fields.length))
        .array();
  }

  /** What a sealed row says. */
  static byte[] open(byte[] key, byte[] sealed) {
    int size = sealed.length - Integer.BYTES;
    if (size < 0 || ByteBuffer.wrap(sealed).getInt(size) != crc(key, sealed, size)) {
      throw new DamagedStoreException("the row " + Key.wrap(key) + " is damaged");
    }
    return Arrays.copyOf(sealed, size);
  }

  /** What a sealed row adds to the sum over all rows. */
  static long weight(byte[] key, byte[] sealed) {
    long mixed =
        (long) Arrays.hashCode(key) << Integer.SIZE
            ^ (ByteBuffer.wrap(sealed).getInt(sealed.length - Integer.BYTES) & 0xffff_ffffL);
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  private static int crc(byte[] key, byte[] fields, int size) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(fields, 0, size);
    return (int) crc.getValue();
  }
}
