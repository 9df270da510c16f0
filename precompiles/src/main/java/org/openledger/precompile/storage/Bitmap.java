package org.openledger.precompile.storage;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * Flags by number, 256 to a word: {@code mapping(uint256 => uint256)}. Unordered nonces are kept
 * so, as Uniswap's Permit2 does. Numbers are mostly given one after the other: where the word of
 * the last one stands is not computed again.
 */
public final class Bitmap {

  private static final int WORD_BITS = 8;

  private final Storage storage;
  private final Slot words;
  private BigInteger lastIndex = BigInteger.ZERO;
  private @Nullable Slot lastWord;

  /**
   * @param storage of the call
   * @param words the mapping
   */
  public Bitmap(Storage storage, Slot words) {
    this.storage = storage;
    this.words = words;
  }

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
    BigInteger index = number.shiftRight(WORD_BITS);
    Slot word = lastWord;
    if (word == null || !index.equals(lastIndex)) {
      word = words.mapping(UInt256.valueOf(index));
      lastWord = word;
      lastIndex = index;
    }
    return word;
  }

  private static int bit(BigInteger number) {
    return number.intValue() & (1 << WORD_BITS) - 1;
  }
}
