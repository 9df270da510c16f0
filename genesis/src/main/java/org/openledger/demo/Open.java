package org.openledger.demo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Amounts of wei in OPEN, exactly. */
public final class Open {

  private static final int DECIMALS = 18;
  private static final int FEWEST = 3;

  private Open() {}

  /** An amount with as many decimals as it needs. */
  public static String exact(BigInteger wei) {
    return format(wei, decimals(List.of(wei)));
  }

  /** How many decimals amounts that stand in one column need. */
  static int decimals(List<BigInteger> amounts) {
    int most = FEWEST;
    for (BigInteger wei : amounts) {
      most = Math.max(most, decimal(wei).stripTrailingZeros().scale());
    }
    return most;
  }

  /** An amount with so many decimals, at least as many as it needs. */
  static String format(BigInteger wei, int decimals) {
    return decimal(wei).setScale(decimals).toPlainString();
  }

  private static BigDecimal decimal(BigInteger wei) {
    return new BigDecimal(wei, DECIMALS);
  }
}
