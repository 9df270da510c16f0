package org.openledger.bench;

/**
 * How much is measured.
 *
 * @param answers of each kind and length, at least 1
 * @param rounds over them, at least 1; the median counts
 */
public record Repeats(int answers, int rounds) {
  /** Checks the ranges. */
  public Repeats {
    if (answers < 1 || rounds < 1) {
      throw new IllegalArgumentException("nothing is measured by " + answers + " and " + rounds);
    }
  }
}
