package org.openledger.node.chain;

import org.apache.tuweni.bytes.Bytes;

/** A view of a native contract did not succeed. */
public final class ViewException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How it ended. */
  public enum Cause {
    /** The contract refused; {@link ViewException#data} says why. */
    REVERTED,
    /** It needs more gas than this node gives a query. */
    OUT_OF_GAS,
    /** The network has not activated the contracts in that block. */
    ABSENT
  }

  private final Cause reason;
  private final transient Bytes data;

  ViewException(Cause reason, String message, Bytes data) {
    super(message);
    this.reason = reason;
    this.data = data;
  }

  /** How it ended. */
  public Cause reason() {
    return reason;
  }

  /** ABI-encoded custom error; empty where it did not revert. */
  public Bytes data() {
    return data;
  }
}
