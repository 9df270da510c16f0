package org.openledger.precompile.feedback;

/** Where a correction stands. */
public enum CorrectionState {
  /** There is no such correction. */
  NONE(0),
  /** Its author offers it. */
  PROPOSED(1),
  /** The model's creator has approved it, and the pool has paid. */
  APPROVED(2);

  private static final CorrectionState[] ALL = values();

  private final int code;

  CorrectionState(int code) {
    this.code = code;
  }

  static CorrectionState of(long code) {
    return ALL[(int) code];
  }

  /** The state's number in storage and ABI. */
  int code() {
    return code;
  }
}
