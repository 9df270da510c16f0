package org.openledger.attribution.rule;

/** Weights of the windows of an answer, from sums of its prefixes. */
final class WeightSums {
  private final long[] before;

  /** One weight for each token, none negative. */
  WeightSums(int[] output, int[] weights) {
    if (weights.length != output.length) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + output.length + " tokens");
    }
    before = new long[weights.length + 1];
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] < 0) {
        throw new IllegalArgumentException("a weight is not negative: " + weights[i]);
      }
      before[i + 1] = before[i] + weights[i];
    }
  }

  /** Weight of the tokens [begin, end). */
  long weight(int begin, int end) {
    return before[end] - before[begin];
  }

  boolean counts(int begin, int end, Parameters p) {
    return p.counts(end - begin, weight(begin, end));
  }
}
