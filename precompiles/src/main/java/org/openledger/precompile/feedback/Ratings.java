package org.openledger.precompile.feedback;

import java.math.BigInteger;

/**
 * A rater's ratings of a round's items, 4 bits each, the first item in the lowest.
 *
 * @param packed below 2^128
 */
record Ratings(BigInteger packed) {

  private static final int BITS = 4;

  /** Most items. */
  static final int MOST = 32;

  /** Of one byte each, all of them below 16. */
  static Ratings of(byte[] bytes) {
    BigInteger packed = BigInteger.ZERO;
    for (int item = bytes.length - 1; item >= 0; item--) {
      packed = packed.shiftLeft(BITS).or(BigInteger.valueOf(bytes[item]));
    }
    return new Ratings(packed);
  }

  /** The rating of an item; 0: none. */
  int get(int item) {
    return packed.shiftRight(BITS * item).intValue() & 0xf;
  }

  /** A byte for each of so many items. */
  byte[] bytes(int items) {
    byte[] bytes = new byte[items];
    for (int item = 0; item < items; item++) {
      bytes[item] = (byte) get(item);
    }
    return bytes;
  }
}
