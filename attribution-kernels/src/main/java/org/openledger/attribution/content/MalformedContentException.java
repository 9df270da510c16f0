package org.openledger.attribution.content;

/** Bytes or ids that are no canonical content; the message says which, and where. */
public final class MalformedContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a reason for people. */
  public MalformedContentException(String reason) {
    super(reason);
  }
}
