package org.openledger.precompile.storage;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
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
      byte[] word = storage.load(slot).toArray();
      for (; i < count && indexes[i] / perWord() == last; i++) {
        add(word, Bytes32.SIZE - elementBytes * (1 + (int) (indexes[i] % perWord())), amounts[i]);
      }
      storage.store(slot, UInt256.fromBytes(Bytes32.wrap(word)));
    }
  }

  /** Adds to the element that stands at some byte of a word, from its low end on. */
  private void add(byte[] word, int at, BigInteger amount) {
    byte[] added = amount.toByteArray();
    int carry = amount.bitLength() > 8 * elementBytes ? 1 : 0;
    if (carry == 0) {
      for (int i = 1; i <= elementBytes; i++) {
        int place = at + elementBytes - i;
        carry += (word[place] & 0xff) + (i <= added.length ? added[added.length - i] & 0xff : 0);
        word[place] = (byte) carry;
        carry >>>= 8;
      }
    }
    if (carry != 0) {
      throw new IllegalArgumentException("a sum of more than " + 8 * elementBytes + " bits");
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
