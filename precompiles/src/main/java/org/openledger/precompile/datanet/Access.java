package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What an account may use.
 *
 * @param expiry the first block without access
 * @param start first block of the part that was paid for
 * @param paidUntil first block behind that part
 * @param paid wei paid for it
 * @param purpose for which it was granted last
 */
record Access(long expiry, long start, long paidUntil, BigInteger paid, Bytes32 purpose) {

  static final Access NONE = new Access(0, 0, 0, BigInteger.ZERO, Bytes32.ZERO);

  /** Whether it reaches a block. */
  boolean reaches(long block) {
    return block < expiry;
  }

  /** The part of what was paid that stands for a block and those behind it, rounded up: wei. */
  BigInteger unused(long block) {
    if (block >= paidUntil) {
      return BigInteger.ZERO;
    }
    BigInteger all = BigInteger.valueOf(paidUntil - start);
    BigInteger left = paid.multiply(BigInteger.valueOf(paidUntil - block));
    return left.add(all).subtract(BigInteger.ONE).divide(all);
  }

  /**
   * This, and some blocks more for a price: they run from {@code block} on, or from the end of what
   * was paid for. What is unused and what is new are spread evenly over all of them.
   */
  Access bought(long block, long blocks, BigInteger price, Bytes32 reason) {
    long until = Math.max(paidUntil, block) + blocks;
    return new Access(Math.max(expiry, until), block, until, unused(block).add(price), reason);
  }

  /** This, up to another block for nothing. */
  Access given(long until, Bytes32 reason) {
    return new Access(until, start, paidUntil, paid, reason);
  }
}
