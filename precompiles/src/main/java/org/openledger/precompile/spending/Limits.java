package org.openledger.precompile.spending;

import java.math.BigInteger;

/**
 * What an agent may spend.
 *
 * @param perInference most wei of one inference, or one reservation
 * @param perPeriod most wei of one period
 * @param periodBlocks blocks of a period, ≥ 1
 * @param expiry last block in which it may spend
 */
public record Limits(
    BigInteger perInference, BigInteger perPeriod, long periodBlocks, long expiry) {

  /** Most wei of a limit. */
  public static final BigInteger MAX_WEI = BigInteger.ONE.shiftLeft(88).subtract(BigInteger.ONE);

  /** Longest period, in blocks. */
  public static final long MAX_PERIOD = 1L << 28;

  /** Latest expiry. */
  public static final long MAX_EXPIRY = (1L << 32) - 2;
}
