package org.openledger.attribution.rule;

/**
 * What a model version fixes about its attribution.
 *
 * @param minSpan tokens of the shortest counting window, at least 1
 * @param minRarityBits bits of the lightest counting window, at least 1
 * @param unit what a paid token is worth
 * @param maxWeight wMax, the cap of a token's weight in 1/1024 bit, at least 1
 */
public record Parameters(int minSpan, int minRarityBits, Unit unit, int maxWeight) {
  /** Checks the ranges. */
  public Parameters {
    if (minSpan < 1 || minRarityBits < 1 || maxWeight < 1) {
      throw new IllegalArgumentException(
          "minSpan, minRarityBits and maxWeight are at least 1: "
              + minSpan
              + ", "
              + minRarityBits
              + ", "
              + maxWeight);
    }
  }

  /** The weight of the lightest counting window, in 1/1024 bit. */
  public long minWeight() {
    return 1024L * minRarityBits;
  }

  /** Whether a window of so many tokens and so much weight counts (rule version 1, step 2). */
  public boolean counts(int tokens, long weight) {
    return tokens >= minSpan && weight >= minWeight();
  }
}
