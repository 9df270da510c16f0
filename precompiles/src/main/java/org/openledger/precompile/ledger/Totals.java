package org.openledger.precompile.ledger;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * What is owed in all, and the parts of it that the platform and general stake have not collected:
 * {@code uint112 liabilities; uint72 platform; uint72 stakers}.
 *
 * @param liabilities sum of all that is owed, in wei
 * @param platform platform fees, in wei
 * @param stakers what general stake has earned, which is the treasury's while there is none, in wei
 */
public record Totals(BigInteger liabilities, BigInteger platform, BigInteger stakers) {

  private static final Field LIABILITIES = new Field(0, 14);
  private static final Field PLATFORM = LIABILITIES.then(9);
  private static final Field STAKERS = PLATFORM.then(9);

  /** Most wei that may be owed in all. */
  public static final BigInteger MAX_LIABILITIES = LIABILITIES.max();

  /** Most wei that may accrue for the platform, or for general stake. */
  public static final BigInteger MAX_ACCRUAL = PLATFORM.max();

  static Totals get(UInt256 word) {
    return new Totals(
        LIABILITIES.getNumber(word), PLATFORM.getNumber(word), STAKERS.getNumber(word));
  }

  /**
   * The word.
   *
   * @throws IllegalArgumentException where a sum does not fit: whoever adds has checked it
   */
  UInt256 word() {
    UInt256 word = LIABILITIES.set(UInt256.ZERO, liabilities);
    word = PLATFORM.set(word, platform);
    return STAKERS.set(word, stakers);
  }

  /** With more owed, some of it to the platform and general stake. */
  public Totals plus(BigInteger owed, BigInteger toPlatform, BigInteger toStakers) {
    return new Totals(liabilities.add(owed), platform.add(toPlatform), stakers.add(toStakers));
  }

  /** After the platform account has collected. */
  public Totals platformCollected() {
    return new Totals(liabilities, BigInteger.ZERO, stakers);
  }

  /** After what general stake has earned was shared out. */
  public Totals stakersCollected() {
    return new Totals(liabilities, platform, BigInteger.ZERO);
  }
}
