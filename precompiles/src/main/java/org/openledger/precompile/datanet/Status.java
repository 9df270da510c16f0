package org.openledger.precompile.datanet;

/** Where a contribution stands, with the codes of the ABI and of storage. */
public enum Status {
  NONE(0),
  PENDING(1),
  ACCEPTED(2),
  REJECTED(3),
  DUPLICATE(4),
  /** Not revealed yet, or lapsed. */
  COMMITTED(5);

  private static final Status[] BY_CODE = values();

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /** The status's number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** The status of a code. */
  public static Status of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
