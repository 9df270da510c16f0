package org.openledger.node.peer;

/** Why a peer gave no piece of a content. */
final class PeerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is to be thought of the peer. */
  enum Reason {
    /** It does not hold this content; others it may. */
    LACKS,
    /** It cannot be reached, is too slow or busy. */
    UNREACHABLE,
    /** It does not serve this node. */
    REFUSED,
    /** What it gave is not what was asked for. */
    WRONG
  }

  private final Reason reason;

  PeerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
