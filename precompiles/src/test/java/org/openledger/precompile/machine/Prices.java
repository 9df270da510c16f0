package org.openledger.precompile.machine;

import java.math.BigInteger;
import java.util.Arrays;
import org.openledger.precompile.host.Address;

/** What an inference costs, computed as the documents say it, without the contracts' code. */
record Prices(
    BigInteger inputRate,
    BigInteger outputRate,
    int creator,
    int stakers,
    int contributors,
    Address sink) {

  /** ceil((input · rate + output · rate) / 1,000) wei. */
  BigInteger net(long inputTokens, long outputTokens) {
    BigInteger milli =
        inputRate
            .multiply(BigInteger.valueOf(inputTokens))
            .add(outputRate.multiply(BigInteger.valueOf(outputTokens)));
    BigInteger[] parts = milli.divideAndRemainder(BigInteger.valueOf(1_000));
    return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
  }

  /**
   * Creator's, stakers' and contributors' part of a net fee: largest remainder, ties to the left.
   */
  BigInteger[] split(BigInteger net) {
    return split(net, new int[] {creator, stakers, contributors}, 10_000);
  }

  /** Equal parts. */
  static BigInteger[] equal(BigInteger amount, int parts) {
    int[] weights = new int[parts];
    Arrays.fill(weights, 1);
    return split(amount, weights, parts);
  }

  private static BigInteger[] split(BigInteger amount, int[] weights, int whole) {
    BigInteger[] parts = new BigInteger[weights.length];
    Integer[] order = new Integer[weights.length];
    BigInteger[] rests = new BigInteger[weights.length];
    BigInteger left = amount;
    for (int i = 0; i < parts.length; i++) {
      BigInteger times = amount.multiply(BigInteger.valueOf(weights[i]));
      parts[i] = times.divide(BigInteger.valueOf(whole));
      rests[i] = times.mod(BigInteger.valueOf(whole));
      order[i] = i;
      left = left.subtract(parts[i]);
    }
    Arrays.sort(order, (a, b) -> rests[b].compareTo(rests[a])); // Stable: ties keep their order.
    for (int i = 0; i < left.intValueExact(); i++) {
      parts[order[i]] = parts[order[i]].add(BigInteger.ONE);
    }
    return parts;
  }
}
