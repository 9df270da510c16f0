package org.openledger.precompile.service;

/** What became of a subscription, with the codes of the ABI and of storage. */
public enum SubscriptionStatus {
  NONE(0),
  ACTIVE(1),
  ENDED(2),
  CLOSED(3);

  private static final SubscriptionStatus[] BY_CODE = values();

  private final int code;

  SubscriptionStatus(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  public static SubscriptionStatus of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }
}
