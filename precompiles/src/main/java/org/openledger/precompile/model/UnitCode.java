package org.openledger.precompile.model;

import java.math.BigInteger;
import org.openledger.attribution.rule.Unit;

/**
 * The numbers of attribution units in the ABI and in storage. The mode of a version is its unit: it
 * attributes tokens, or pays by attested influence, never both.
 */
final class UnitCode {

  /** The code of versions that pay by attested influence: no token has a unit. */
  static final int INFLUENCE = 2;

  /** The largest code that names a unit. */
  static final BigInteger LARGEST = BigInteger.valueOf(INFLUENCE);

  private UnitCode() {}

  static int of(Unit unit, boolean influence) {
    if (influence) {
      return INFLUENCE;
    }
    return switch (unit) {
      case TOKENS -> 0;
      case RARITY -> 1;
    };
  }

  static Unit unit(long code) {
    return switch (Math.toIntExact(code)) {
      case 0, INFLUENCE -> Unit.TOKENS; // Meant only where influence does not pay.
      case 1 -> Unit.RARITY;
      default -> throw new IllegalArgumentException("no attribution unit has code " + code);
    };
  }
}
