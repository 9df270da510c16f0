package org.openledger.node.evidence;

/** A node cannot make the evidence that it was asked for. */
public final class UnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Unavailable reason;

  UnavailableException(Unavailable reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Unavailable reason() {
    return reason;
  }
}
