package org.openledger.attribution.weight;

import java.math.BigInteger;

/**
 * floor(1024 · log2(x / y)) for x ≥ y ≥ 1, exact, without floating point (rule version 1, step 1).
 *
 * <p>The definition is the rule's: the largest k ≥ 0 with 2^k · y^1024 ≤ x^1024, found by ten
 * squarings of big integers. The form for longs follows the same ten squarings with a lower and an
 * upper bound of 61 binary places, and asks the definition in the rare case that they disagree.
 */
public final class Log2 {
  private static final int SQUARINGS = 10;
  private static final int PLACES = 61;
  private static final long TWO = 1L << (PLACES + 1);

  private Log2() {}

  /**
   * The definition.
   *
   * @throws IllegalArgumentException unless x ≥ y ≥ 1
   */
  public static int floor1024(BigInteger x, BigInteger y) {
    requireOrder(y.signum() > 0 && x.compareTo(y) >= 0);
    int k = x.bitLength() - y.bitLength();
    if (y.shiftLeft(k).compareTo(x) > 0) {
      k--;
    }
    BigInteger upper = x;
    BigInteger lower = y.shiftLeft(k);
    for (int i = 0; i < SQUARINGS; i++) {
      upper = upper.multiply(upper);
      lower = lower.multiply(lower);
      k *= 2;
      BigInteger twice = lower.shiftLeft(1);
      if (upper.compareTo(twice) >= 0) {
        lower = twice;
        k++;
      }
    }
    return k;
  }

  /**
   * The same, fast.
   *
   * @throws IllegalArgumentException unless x ≥ y ≥ 1
   */
  public static int floor1024(long x, long y) {
    requireOrder(y > 0 && x >= y);
    int k = Long.numberOfLeadingZeros(y) - Long.numberOfLeadingZeros(x);
    if (y << k > x) {
      k--;
    }
    long low = quotient(x, y << k); // The ratio lies in [low, high), in units of 2^-61.
    long high = low + 1;
    // Both stay below 2 before each squaring, so that squares fit in 63 bits.
    boolean sure = high < TWO;
    for (int i = 0; i < SQUARINGS && sure; i++) {
      low = squareDown(low);
      high = squareUp(high);
      k *= 2;
      if (low >= TWO) {
        low >>= 1;
        high = (high + 1) >> 1;
        k++;
      } else {
        sure = high < TWO;
      }
    }
    return sure ? k : floor1024(BigInteger.valueOf(x), BigInteger.valueOf(y));
  }

  /** floor(2^61 · x / y) for y ≤ x &lt; 2y, by long division. */
  private static long quotient(long x, long y) {
    long quotient = 1;
    long rest = x - y;
    for (int i = 0; i < PLACES; i++) {
      rest <<= 1; // Below 2y, so below 2^64: compared without sign.
      quotient <<= 1;
      if (Long.compareUnsigned(rest, y) >= 0) {
        rest -= y;
        quotient |= 1;
      }
    }
    return quotient;
  }

  private static long squareDown(long a) {
    return Math.multiplyHigh(a, a) << (64 - PLACES) | (a * a) >>> PLACES;
  }

  private static long squareUp(long a) {
    boolean exact = ((a * a) & ((1L << PLACES) - 1)) == 0;
    return squareDown(a) + (exact ? 0 : 1);
  }

  private static void requireOrder(boolean ordered) {
    if (!ordered) {
      throw new IllegalArgumentException("the logarithm wants x >= y >= 1");
    }
  }
}
