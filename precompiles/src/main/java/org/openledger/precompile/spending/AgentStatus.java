package org.openledger.precompile.spending;

/** What an agent is at present, with the codes of the ABI and of storage. */
public enum AgentStatus {
  NONE(0),
  PROPOSED(1),
  ACTIVE(2),
  PAUSED(3),
  REVOKED(4);

  private static final AgentStatus[] BY_CODE = values();

  private final int code;

  AgentStatus(int code) {
    this.code = code;
  }

  /** The number in the ABI and in storage. */
  public int code() {
    return code;
  }

  /** What a code stands for. */
  static AgentStatus of(long code) {
    return BY_CODE[Math.toIntExact(code)];
  }

  /** Whether the wallet has consented, and the agent was not revoked since. */
  public boolean isBound() {
    return this == ACTIVE || this == PAUSED;
  }
}
