package org.openledger.precompile.feedback;

/** What became of a rater's ratings in a round. */
public enum BallotState {
  /** He has committed to none. */
  NONE(0),
  /** He has committed to them. */
  COMMITTED(1),
  /** He has revealed them. */
  REVEALED(2),
  /** And has been paid for them. */
  PAID(3),
  /** He has not revealed them in time, and has paid for that. */
  FORFEITED(4);

  private static final BallotState[] ALL = values();

  private final int code;

  BallotState(int code) {
    this.code = code;
  }

  static BallotState of(long code) {
    return ALL[(int) code];
  }

  /** The state's number in storage and ABI. */
  int code() {
    return code;
  }
}
