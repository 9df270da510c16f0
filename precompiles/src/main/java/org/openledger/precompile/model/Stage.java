package org.openledger.precompile.model;

/** A model's life-cycle, with the codes of the ABI and of storage. */
public enum Stage {
  NONE(0),
  PROPOSED(1),
  APPROVED(2),
  DATA_COLLECTION(3),
  FINE_TUNING(4),
  FEEDBACK(5),
  DEPLOYED(6),
  RETIRED(7);

  private static final Stage[] BY_CODE = values();

  private final int code;

  Stage(int code) {
    this.code = code;
  }

  /** The stage's number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** The stage of a code. */
  public static Stage of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }

  /** The stage after this one. */
  public Stage next() {
    return of(code + 1L);
  }
}
