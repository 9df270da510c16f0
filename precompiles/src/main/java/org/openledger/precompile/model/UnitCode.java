package org.openledger.precompile.model;

import java.math.BigInteger;
import org.openledger.attribution.rule.Unit;

/** The numbers of attribution units in the ABI and in storage. */
final class UnitCode {

  /** The largest code that names a unit. */
  static final BigInteger LARGEST = BigInteger.ONE;

  private UnitCode() {}

  static int of(Unit unit) {
    return switch (unit) {
      case TOKENS -> 0;
      case RARITY -> 1;
    };
  }

  static Unit unit(long code) {
    return switch (Math.toIntExact(code)) {
      case 0 -> Unit.TOKENS;
      case 1 -> Unit.RARITY;
      default -> throw new IllegalArgumentException("no attribution unit has code " + code);
    };
  }
}
