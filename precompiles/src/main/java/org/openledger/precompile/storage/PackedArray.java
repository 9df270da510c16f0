package org.openledger.precompile.storage;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An array of fixed length with several elements to a word, as solc lays out {@code uint128[2**32]}
 * or {@code uint32[2**32]}: from its slot on without a gap, the first element at the low end. What
 * stands side by side is read and written with one word's gas.
 */
public final class PackedArray {

  private final Slot start;
  private final int elementBytes;

  /**
   * @param start the array's slot
   * @param elementBytes 1, 2, 4, 8 or 16
   */
  public PackedArray(Slot start, int elementBytes) {
    if (Integer.bitCount(elementBytes) != 1 || elementBytes > 16) {
      throw new IllegalArgumentException("no elements of " + elementBytes + " bytes");
    }
    this.start = start;
    this.elementBytes = elementBytes;
  }

  /** An element. */
  public BigInteger load(Storage storage, long index) {
    return field(index).get(storage.load(word(index))).toUnsignedBigInteger();
  }

  /** An element of at most 4 bytes. */
  public long loadLong(Storage storage, long index) {
    return field(index).getLong(storage.load(word(index)));
  }

  /**
   * Writes an element.
   *
   * @param value ≥ 0
   * @throws IllegalArgumentException if it does not fit
   */
  public void store(Storage storage, long index, BigInteger value) {
    Slot word = word(index);
    storage.store(word, field(index).set(storage.load(word), UInt256.valueOf(value)));
  }

  /**
   * Adds to elements; each word is read and written once.
   *
   * @param indexes ascending, each once
   * @param amounts ≥ 0
   * @param count how many of both
   * @throws IllegalArgumentException if a sum does not fit
   */
  public void add(Storage storage, long[] indexes, BigInteger[] amounts, int count) {
    int i = 0;
    while (i < count) {
      Slot slot = word(indexes[i]);
      long last = indexes[i] / perWord();
      UInt256 word = storage.load(slot);
      for (; i < count && indexes[i] / perWord() == last; i++) {
        Field field = field(indexes[i]);
        BigInteger sum = field.get(word).toUnsignedBigInteger().add(amounts[i]);
        word = field.set(word, UInt256.valueOf(sum));
      }
      storage.store(slot, word);
    }
  }

  private Slot word(long index) {
    return start.member(index / perWord());
  }

  private Field field(long index) {
    return new Field((int) (index % perWord()) * elementBytes, elementBytes);
  }

  private int perWord() {
    return 32 / elementBytes;
  }
}
