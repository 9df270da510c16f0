package org.openledger.precompile.influence;

/** Where an attester stands, with the codes of the ABI and of storage. */
public enum AttesterState {
  NONE(0),
  ACTIVE(1),
  /** Its bond is too small, or its role was revoked. */
  SUSPENDED(2),
  /** Signs no more; its bond waits. */
  LEAVING(3);

  private static final AttesterState[] BY_CODE = values();

  private final int code;

  AttesterState(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  static AttesterState of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
