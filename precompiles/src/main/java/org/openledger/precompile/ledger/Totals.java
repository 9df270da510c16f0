package org.openledger.precompile.ledger;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * What is owed in all, and the parts of it that the network's own two accounts have not collected:
 * {@code uint112 liabilities; uint72 platform; uint72 treasury}.
 *
 * @param liabilities sum of all that is owed, in wei
 * @param platform platform fees, in wei
 * @param treasury the stakers' shares, which are the treasury's while nothing can be staked, in wei
 */
public record Totals(BigInteger liabilities, BigInteger platform, BigInteger treasury) {

  private static final Field LIABILITIES = new Field(0, 14);
  private static final Field PLATFORM = LIABILITIES.then(9);
  private static final Field TREASURY = PLATFORM.then(9);

  /** Most wei that may be owed in all. */
  public static final BigInteger MAX_LIABILITIES = LIABILITIES.max();

  /** Most wei that may accrue for one of the two accounts. */
  public static final BigInteger MAX_ACCRUAL = PLATFORM.max();

  static Totals get(UInt256 word) {
    return new Totals(
        LIABILITIES.get(word).toUnsignedBigInteger(),
        PLATFORM.get(word).toUnsignedBigInteger(),
        TREASURY.get(word).toUnsignedBigInteger());
  }

  /**
   * The word.
   *
   * @throws IllegalArgumentException where a sum does not fit: whoever adds has checked it
   */
  UInt256 word() {
    UInt256 word = LIABILITIES.set(UInt256.ZERO, UInt256.valueOf(liabilities));
    word = PLATFORM.set(word, UInt256.valueOf(platform));
    return TREASURY.set(word, UInt256.valueOf(treasury));
  }

  /** With more owed, some of it to the two accounts. */
  public Totals plus(BigInteger owed, BigInteger toPlatform, BigInteger toTreasury) {
    return new Totals(liabilities.add(owed), platform.add(toPlatform), treasury.add(toTreasury));
  }

  /** After the platform account has collected. */
  public Totals platformCollected() {
    return new Totals(liabilities, BigInteger.ZERO, treasury);
  }

  /** After the treasury has collected. */
  public Totals treasuryCollected() {
    return new Totals(liabilities, platform, BigInteger.ZERO);
  }
}
