package org.openledger.precompile.storage;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/**
 * A value smaller than a word, packed with others as solc packs them: the first in the lowest
 * bytes.
 *
 * @param offset bytes from the low end of the word
 * @param size bytes, 1 … 32-offset
 */
public record Field(int offset, int size) {

  private static final UInt256[] MASKS = new UInt256[33];

  static {
    for (int size = 0; size < 32; size++) {
      MASKS[size] = UInt256.ONE.shiftLeft(8 * size).subtract(1);
    }
    MASKS[32] = UInt256.MAX_VALUE;
  }

  public Field {
    if (offset < 0 || size < 1 || offset + size > 32) {
      throw new IllegalArgumentException("no field of " + size + " bytes at " + offset);
    }
  }

  /** The field right behind this one. */
  public Field then(int bytes) {
    return new Field(offset + size, bytes);
  }

  /** The largest value that fits. */
  public BigInteger max() {
    return BigInteger.ONE.shiftLeft(8 * size).subtract(BigInteger.ONE);
  }

  /** The field's value in a word. */
  public UInt256 get(UInt256 word) {
    return word.shiftRight(8 * offset).and(mask());
  }

  /** The field's value as a number that is known to be below 2^63. */
  public long getLong(UInt256 word) {
    return get(word).toLong();
  }

  /** The field's value as a number. */
  public BigInteger getNumber(UInt256 word) {
    return get(word).toUnsignedBigInteger();
  }

  /** The field's value as an address (20 bytes). */
  public Address getAddress(UInt256 word) {
    return Address.fromWord(get(word));
  }

  /** The word with this field replaced. */
  public UInt256 set(UInt256 word, UInt256 value) {
    if (value.compareTo(mask()) > 0) {
      throw new IllegalArgumentException("a value of " + value.bitLength() + " bits in " + this);
    }
    UInt256 hole = mask().shiftLeft(8 * offset).not();
    return word.and(hole).or(value.shiftLeft(8 * offset));
  }

  /** The word with this field replaced; the value is not negative. */
  public UInt256 set(UInt256 word, long value) {
    return set(word, UInt256.valueOf(value));
  }

  /** The word with this field replaced; the value is not negative. */
  public UInt256 set(UInt256 word, BigInteger value) {
    return set(word, UInt256.valueOf(value));
  }

  /** The word with this field replaced. */
  public UInt256 set(UInt256 word, Address value) {
    return set(word, value.toWord());
  }

  private UInt256 mask() {
    return MASKS[size];
  }
}
