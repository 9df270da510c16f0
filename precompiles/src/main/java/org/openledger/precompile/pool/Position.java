package org.openledger.precompile.pool;

import java.math.BigInteger;

/**
 * What one account has in a pool.
 *
 * @param shares of what earns
 * @param coolingShares of what cools
 * @param unlockBlock first block in which that can be withdrawn
 * @param slashedBlock in which the account was slashed there last; 0: never
 */
public record Position(
    BigInteger shares, BigInteger coolingShares, long unlockBlock, long slashedBlock) {

  public boolean isEmpty() {
    return shares.signum() == 0 && coolingShares.signum() == 0;
  }

  public Position withShares(BigInteger changed) {
    return new Position(changed, coolingShares, unlockBlock, slashedBlock);
  }

  /** With more that cools; all of it until the block. */
  public Position cooling(BigInteger more, long block) {
    return new Position(shares, coolingShares.add(more), block, slashedBlock);
  }

  /** With nothing that cools. */
  public Position withdrawn() {
    return new Position(shares, BigInteger.ZERO, 0, slashedBlock);
  }

  /** After a slash took a part of its shares in a block. */
  public Position slashed(long per10000, long block) {
    return new Position(
        shares.subtract(Side.part(shares, per10000)),
        coolingShares.subtract(Side.part(coolingShares, per10000)),
        unlockBlock,
        block);
  }
}
