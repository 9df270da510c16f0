package org.openledger.precompile.pool;

import java.math.BigInteger;

/**
 * Wei that several own by shares: what earns in a pool, or what cools. A slash takes wei and leaves
 * shares, so it reaches all owners at once. INV-STAKE-07: wei ≤ shares, and one is zero only with
 * the other. So a wei buys at least one share, and nobody gains by rounding.
 *
 * @param wei what there is
 * @param shares what it is divided into
 */
public record Side(BigInteger wei, BigInteger shares) {

  /** Most wei of one side. */
  public static final BigInteger MAX_WEI = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

  /** Most shares of one side. */
  public static final BigInteger MAX_SHARES =
      BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private static final BigInteger PER = BigInteger.valueOf(10_000);

  public boolean isEmpty() {
    return shares.signum() == 0;
  }

  /** What some of the shares are worth, in wei, rounded down. */
  public BigInteger worth(BigInteger some) {
    return isEmpty() ? BigInteger.ZERO : some.multiply(wei).divide(shares);
  }

  /** Shares for more wei, rounded down. */
  public BigInteger bought(BigInteger more) {
    return isEmpty() ? more : more.multiply(shares).divide(wei);
  }

  /**
   * Shares that leave with some wei, rounded up.
   *
   * @param held the owner's shares: all of them leave with all that they are worth
   * @param less wei, at most what they are worth
   */
  public BigInteger sold(BigInteger held, BigInteger less) {
    if (less.equals(worth(held))) {
      return held;
    }
    return less.multiply(shares).add(wei).subtract(BigInteger.ONE).divide(wei);
  }

  public Side plus(BigInteger moreWei, BigInteger moreShares) {
    return new Side(wei.add(moreWei), shares.add(moreShares));
  }

  public Side minus(BigInteger lessWei, BigInteger lessShares) {
    return new Side(wei.subtract(lessWei), shares.subtract(lessShares));
  }

  /** Wei that a slash takes of it, rounded down: less than all where it takes less than all. */
  public BigInteger part(long per10000) {
    return part(wei, per10000);
  }

  /** A part of a number, rounded down. */
  static BigInteger part(BigInteger of, long per10000) {
    return of.multiply(BigInteger.valueOf(per10000)).divide(PER);
  }
}
