package org.openledger.precompile.feedback;

/**
 * How often each rating was given for an item. INV-FEED-03: what a rater's rating is compared with
 * is made of all others' ratings and not of his own.
 *
 * @param ones ratings of 1, and so on; each ≥ 0
 */
record Histogram(int ones, int twos, int threes, int fours, int fives) {

  /** The lowest rating. */
  static final int WORST = 1;

  /** The highest rating. */
  static final int BEST = 5;

  /** Points of a rating that is the middle of the others'. */
  static final int FULL = 2 * (BEST - WORST);

  /** How often a rating was given. */
  int of(int rating) {
    return switch (rating) {
      case 1 -> ones;
      case 2 -> twos;
      case 3 -> threes;
      case 4 -> fours;
      case 5 -> fives;
      default -> throw new IllegalArgumentException("no rating: " + rating);
    };
  }

  /** How many ratings there are. */
  int count() {
    return ones + twos + threes + fours + fives;
  }

  /** The sum of all ratings. */
  int sum() {
    return ones + 2 * twos + 3 * threes + 4 * fours + 5 * fives;
  }

  /** With one rating more; or less, where the change is -1. */
  Histogram plus(int rating, int change) {
    return new Histogram(
        ones + (rating == 1 ? change : 0),
        twos + (rating == 2 ? change : 0),
        threes + (rating == 3 ? change : 0),
        fours + (rating == 4 ? change : 0),
        fives + (rating == 5 ? change : 0));
  }

  /** The sum of the two middle ratings, twice the one where their number is odd: 2 … 10. */
  int doubledMedian() {
    int count = count();
    return nth((count - 1) / 2) + nth(count / 2);
  }

  /** The rating at a place of their ascending order, from 0. */
  private int nth(int place) {
    int seen = 0;
    for (int rating = WORST; rating < BEST; rating++) {
      seen += of(rating);
      if (place < seen) {
        return rating;
      }
    }
    return BEST;
  }

  /**
   * By how many points one of these ratings agrees with the others.
   *
   * @param rating that is among them
   * @param minOthers fewer others are compared with nobody, ≥ 1
   * @return 0 … {@link #FULL}
   */
  int agreement(int rating, int minOthers) {
    Histogram others = plus(rating, -1);
    return others.count() < minOthers ? 0 : FULL - Math.abs(2 * rating - others.doubledMedian());
  }
}
