package org.openledger.precompile.epoch;

/** Where an epoch stands, with the codes of the ABI and of storage. */
public enum EpochState {
  /** There is none, or settlements still add to it. */
  NONE(0),
  /** Closed; waits for a result until its deadline. */
  AWAITING(1),
  /** Has a result that can be challenged, or paid once the window has passed. */
  PENDING(2),
  CHALLENGED(3),
  /** The challenge failed. */
  UPHELD(4),
  PAID(5),
  /** No result came in time, or none stood: the pool went to the Datanets' treasuries. */
  FORFEITED(6);

  private static final EpochState[] BY_CODE = values();

  private final int code;

  EpochState(int code) {
    this.code = code;
  }

  /** The state's number in the ABI and in storage. */
  public int code() {
    return code;
  }

  static EpochState of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
