package org.openledger.precompile.ledger;

import java.math.BigInteger;

/**
 * Coins that somebody has put in and takes out with notice.
 *
 * @param amount wei held
 * @param unlocking wei of them that a withdrawal was announced for
 * @param unlockBlock first block in which it can be finished
 */
public record Holding(BigInteger amount, BigInteger unlocking, long unlockBlock) {

  /** Most wei of one holding. */
  public static final BigInteger MAX = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

  /** With more wei, at most {@link #MAX} in all. */
  public Holding plus(BigInteger wei) {
    return new Holding(amount.add(wei), unlocking, unlockBlock);
  }

  /** With fewer wei; what was announced shrinks last. */
  public Holding minus(BigInteger wei) {
    BigInteger rest = amount.subtract(wei);
    return new Holding(rest, unlocking.min(rest), unlockBlock);
  }

  /** With a withdrawal announced in place of any other; of 0 wei: none. */
  public Holding unlocking(BigInteger wei, long block) {
    return new Holding(amount, wei, wei.signum() == 0 ? 0 : block);
  }

  /** Wei that no withdrawal was announced for. */
  public BigInteger staying() {
    return amount.subtract(unlocking);
  }

  /** After the announced withdrawal. */
  public Holding finished() {
    return new Holding(amount.subtract(unlocking), BigInteger.ZERO, 0);
  }
}
