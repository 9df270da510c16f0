package org.openledger.attribution.weight;

/** Bytes that are no weight table; the message says why. */
public final class MalformedTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a reason for people. */
  public MalformedTableException(String reason) {
    super(reason);
  }
}
