package org.openledger.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.openledger.attribution.rule.Span;

/** How rare a span is, for people: bits with one decimal. */
final class Rarity {

  private static final BigDecimal UNITS_PER_BIT = BigDecimal.valueOf(1_024);

  private Rarity() {}

  static BigDecimal of(Span span) {
    return BigDecimal.valueOf(span.weight()).divide(UNITS_PER_BIT, 1, RoundingMode.HALF_UP);
  }
}
