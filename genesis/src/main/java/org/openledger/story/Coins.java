package org.openledger.story;

import java.math.BigInteger;
import org.openledger.demo.Open;

/** Amounts of the story, in wei. */
final class Coins {

  private static final BigInteger ONE = BigInteger.TEN.pow(18);
  private static final BigInteger THOUSANDTH = BigInteger.TEN.pow(15);

  private Coins() {}

  /** So many OPEN. */
  static BigInteger open(long amount) {
    return ONE.multiply(BigInteger.valueOf(amount));
  }

  /** So many thousandths of an OPEN. */
  static BigInteger thousandths(long amount) {
    return THOUSANDTH.multiply(BigInteger.valueOf(amount));
  }

  /** For people. */
  static String words(BigInteger wei) {
    return Open.exact(wei) + " OPEN";
  }
}
