package org.openledger.precompile.datanet;

/** What became of a contribution's bond, with the codes of the ABI. */
public enum BondState {
  NONE(0),
  HELD(1),
  RELEASED(2),
  SLASHED(3);

  private static final BondState[] BY_CODE = values();

  private final int code;

  BondState(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  static BondState of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
