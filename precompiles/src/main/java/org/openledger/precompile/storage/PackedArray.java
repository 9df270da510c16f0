package org.openledger.precompile.storage;

import java.math.BigInteger;
import java.util.Arrays;
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

  /** Adds to the element that stands at some byte of a word. */
  private void add(byte[] word, int at, BigInteger amount) {
    BigInteger sum = new BigInteger(1, word, at, elementBytes).add(amount);
    if (sum.bitLength() > 8 * elementBytes) {
      throw new IllegalArgumentException("a sum of " + sum.bitLength() + " bits");
    }
    byte[] bytes = sum.toByteArray(); // With a byte for the sign in front, maybe.
    int length = Math.min(bytes.length, elementBytes);
    Arrays.fill(word, at, at + elementBytes - length, (byte) 0);
    System.arraycopy(bytes, bytes.length - length, word, at + elementBytes - length, length);
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
