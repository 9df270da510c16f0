package org.openledger.precompile.spending;

import java.math.BigInteger;

/**
 * What an agent has spent. Periods are windows of equal length that follow each other from a block
 * on; what counts in one that has ended counts no more.
 *
 * @param inPeriod wei that count in the period that begins at {@code begin}
 * @param begin first block of a period
 * @param origin first block of the first of the periods
 * @param total wei that all cost, what came back taken off
 */
public record Spent(BigInteger inPeriod, long begin, long origin, BigInteger total) {

  /** Of an agent whose periods begin at a block. */
  public static Spent from(long block) {
    return new Spent(BigInteger.ZERO, block, block, BigInteger.ZERO);
  }

  /** As it is in a block's period. */
  public Spent at(long block, long periodBlocks) {
    long now = block - (block - origin) % periodBlocks;
    return now == begin ? this : new Spent(BigInteger.ZERO, now, origin, total);
  }

  /** With periods that begin at a block, in the first of which what counted so far still counts. */
  public Spent restarted(long block) {
    return new Spent(inPeriod, block, block, total);
  }

  public Spent plus(BigInteger wei) {
    return new Spent(inPeriod.add(wei), begin, origin, total.add(wei));
  }

  /**
   * With wei that came back.
   *
   * @param uncounted wei of them that counted in this period
   */
  public Spent minus(BigInteger wei, BigInteger uncounted) {
    return new Spent(inPeriod.subtract(uncounted), begin, origin, total.subtract(wei));
  }
}
