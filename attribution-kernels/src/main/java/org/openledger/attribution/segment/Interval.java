package org.openledger.attribution.segment;

/**
 * The ranks [lo, hi) of the suffixes that begin with some ids.
 *
 * @param lo first rank
 * @param hi one past the last rank
 */
public record Interval(int lo, int hi) {
  /** How often the ids occur. */
  public int count() {
    return hi - lo;
  }

  /** Whether the ids occur nowhere. */
  public boolean isEmpty() {
    return hi <= lo;
  }
}
