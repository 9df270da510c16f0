package org.openledger.precompile.datanet;

/** Whether anybody is paid for a contribution, with the codes of the ABI. It only ever grows. */
public enum Standing {
  /** Its contributor is. */
  PAID(0),
  /** A text that belongs to nobody. */
  COMMONS(1),
  TAKEN_DOWN(2),
  SLASHED(3);

  private static final Standing[] BY_CODE = values();

  private final int code;

  Standing(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  static Standing of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
