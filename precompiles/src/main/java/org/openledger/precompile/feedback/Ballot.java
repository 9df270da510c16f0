package org.openledger.precompile.feedback;

import java.math.BigInteger;

/**
 * What a rater has said in a round.
 *
 * @param state what became of it
 * @param content the first 31 bytes of the commitment while it is open or if it was forfeited; else
 *     the ratings, packed
 */
record Ballot(BallotState state, BigInteger content) {

  /** Whether there are ratings. */
  boolean isRevealed() {
    return state == BallotState.REVEALED || state == BallotState.PAID;
  }

  /** The ratings, where there are some. */
  Ratings ratings() {
    return new Ratings(content);
  }

  Ballot in(BallotState next) {
    return new Ballot(next, content);
  }
}
