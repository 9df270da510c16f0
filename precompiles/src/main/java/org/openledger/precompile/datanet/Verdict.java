package org.openledger.precompile.datanet;

/** What a reviewer says of a contribution, with the codes of the ABI. */
public enum Verdict {
  NONE(0),
  ACCEPT(1),
  ACCEPT_AS_COMMONS(2),
  REJECT(3),
  DUPLICATE(4);

  private static final Verdict[] BY_CODE = values();

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  static Verdict of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
