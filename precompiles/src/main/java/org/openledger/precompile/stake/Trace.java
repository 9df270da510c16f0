package org.openledger.precompile.stake;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * A number's past, as OpenZeppelin's Checkpoints.Trace208 keeps it: {@code struct { uint48 key;
 * uint208 value }[]}, at most one entry a block, keys ascending. INV-STAKE-05: an entry of an
 * earlier block never changes.
 */
final class Trace {

  private static final Field KEY = new Field(0, 6);
  private static final Field VALUE = KEY.then(26);

  private final Storage storage;
  private final Slot at;

  Trace(Storage storage, Slot at) {
    this.storage = storage;
    this.at = at;
  }

  /** The number now. */
  BigInteger latest() {
    long count = storage.loadLong(at);
    return count == 0 ? BigInteger.ZERO : value(count - 1);
  }

  /**
   * The number at the end of a block; one read for each halving of the entries.
   *
   * @param block at most the present one
   */
  BigInteger at(long block) {
    long low = 0;
    long high = storage.loadLong(at);
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (KEY.getLong(storage.load(at.element(middle))) > block) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high == 0 ? BigInteger.ZERO : value(high - 1);
  }

  /**
   * Sets the number from the present block on.
   *
   * @param value below 2^208
   */
  void push(BigInteger value) {
    long block = storage.blockNumber();
    long count = storage.loadLong(at);
    UInt256 entry = KEY.set(UInt256.ZERO, block);
    entry = VALUE.set(entry, value);
    if (count > 0 && KEY.getLong(storage.load(at.element(count - 1))) == block) {
      storage.store(at.element(count - 1), entry);
    } else {
      storage.store(at.element(count), entry);
      storage.store(at, count + 1);
    }
  }

  private BigInteger value(long index) {
    return VALUE.getNumber(storage.load(at.element(index)));
  }
}
