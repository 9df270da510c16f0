package org.openledger.node.chain;

/** A host cannot prove its chain now, or what it gave as a proof is none. */
public final class ProofsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The operator has not said where proofs come from. */
    NOT_CONFIGURED,
    /** Too many proofs are being made. */
    BUSY,
    /** Where proofs come from does not answer, not in time, or with an error. */
    NO_ANSWER,
    /** What came proves nothing about the block that was asked for. */
    WRONG_ANSWER
  }

  private final Reason reason;

  public ProofsException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
