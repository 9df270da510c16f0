package org.openledger.precompile.storage;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Flags by number, 256 to a word: {@code mapping(uint256 => uint256)}. Unordered nonces are kept
 * so, as Uniswap's Permit2 does.
 *
 * @param storage of the call
 * @param words the mapping
 */
public record Bitmap(Storage storage, Slot words) {

  private static final int WORD_BITS = 8;

  /** Whether a number's flag is set. */
  public boolean get(BigInteger number) {
    return storage.loadNumber(word(number)).testBit(bit(number));
  }

  /** Sets a number's flag. */
  public void set(BigInteger number) {
    Slot word = word(number);
    storage.store(word, storage.loadNumber(word).setBit(bit(number)));
  }

  /** Sets a number's flag; says whether it was not set before. */
  public boolean add(BigInteger number) {
    Slot word = word(number);
    BigInteger flags = storage.loadNumber(word);
    boolean free = !flags.testBit(bit(number));
    if (free) {
      storage.store(word, flags.setBit(bit(number)));
    }
    return free;
  }

  /** Clears a number's flag. */
  public void clear(BigInteger number) {
    Slot word = word(number);
    storage.store(word, storage.loadNumber(word).clearBit(bit(number)));
  }

  private Slot word(BigInteger number) {
    return words.mapping(UInt256.valueOf(number.shiftRight(WORD_BITS)));
  }

  private static int bit(BigInteger number) {
    return number.intValue() & (1 << WORD_BITS) - 1;
  }
}
