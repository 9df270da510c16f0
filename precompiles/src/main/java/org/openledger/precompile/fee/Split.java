package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Splits an amount by integer weights so that the parts add up to it: each part is rounded down,
 * and what is left over goes by largest remainder, one wei each, ties to the lower index
 * (Hamilton's method).
 */
public final class Split {

  private Split() {}

  /**
   * The parts of an amount.
   *
   * @param amount ≥ 0
   * @param weights each ≥ 0, not all zero
   * @return as many parts as weights; they add up to the amount
   */
  public static BigInteger[] byLargestRemainder(BigInteger amount, long... weights) {
    BigInteger sum = BigInteger.ZERO;
    for (long weight : weights) {
      if (weight < 0) {
        throw new IllegalArgumentException("a negative weight: " + weight);
      }
      sum = sum.add(BigInteger.valueOf(weight));
    }
    if (amount.signum() < 0 || sum.signum() == 0) {
      throw new IllegalArgumentException(
          amount + " cannot be split by " + Arrays.toString(weights));
    }
    BigInteger[] parts = new BigInteger[weights.length];
    BigInteger[] remainders = new BigInteger[weights.length];
    BigInteger left = amount;
    for (int i = 0; i < weights.length; i++) {
      BigInteger[] quotient =
          amount.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
      parts[i] = quotient[0];
      remainders[i] = quotient[1];
      left = left.subtract(quotient[0]);
    }
    for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
      int largest = 0;
      for (int i = 1; i < weights.length; i++) {
        if (remainders[i].compareTo(remainders[largest]) > 0) {
          largest = i;
        }
      }
      parts[largest] = parts[largest].add(BigInteger.ONE);
      remainders[largest] = BigInteger.ONE.negate();
    }
    return parts;
  }
}
