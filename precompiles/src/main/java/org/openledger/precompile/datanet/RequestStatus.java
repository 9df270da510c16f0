package org.openledger.precompile.datanet;

/** What became of a request for access, with the codes of the ABI. */
public enum RequestStatus {
  NONE(0),
  OPEN(1),
  GRANTED(2),
  DENIED(3),
  CANCELLED(4);

  private static final RequestStatus[] BY_CODE = values();

  private final int code;

  RequestStatus(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  static RequestStatus of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
