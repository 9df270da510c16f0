package org.openledger.precompile.ledger;

import java.math.BigInteger;

/**
 * Coins that somebody has put in and takes out with notice.
 *
 * @param amount wei held
 * @param unlocking wei of them that a withdrawal was announced for
 * @param unlockBlock first block in which it can be finished; {@link #NEVER} of an agent's wallet
 */
public record Holding(BigInteger amount, BigInteger unlocking, long unlockBlock) {

  /** Most wei of one holding. */
  public static final BigInteger MAX = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

  /** In place of the block: it is an agent's wallet's, and no withdrawal will ever be announced. */
  public static final long NEVER = (1L << 32) - 1;

  /** Whether it is an agent's wallet's: only payments within the agent's limits take of it. */
  public boolean isLocked() {
    return unlockBlock == NEVER;
  }

  /** As an agent's wallet's, with no withdrawal announced. */
  public Holding locked() {
    return new Holding(amount, BigInteger.ZERO, NEVER);
  }

  /** As it is once there is nothing of it, and the wallet is no agent's any more. */
  public static final Holding EMPTY = new Holding(BigInteger.ZERO, BigInteger.ZERO, 0);

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
