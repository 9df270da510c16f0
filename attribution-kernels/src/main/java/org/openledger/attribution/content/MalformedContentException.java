package org.openledger.attribution.content;

/** Bytes or ids that are no canonical content; the message says which, and where. */
public final class MalformedContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for programs: contracts must not repeat a message, which may change. */
  public enum Flaw {
    NO_DOCUMENT,
    NOT_TERMINATED,
    TRUNCATED_ID,
    UNKNOWN_ID,
    TOO_LARGE,
    WRONG_RUN,
    WRONG_PROOF
  }

  private final Flaw flaw;

  /** With a reason for people. */
  public MalformedContentException(Flaw flaw, String reason) {
    super(reason);
    this.flaw = flaw;
  }

  public Flaw flaw() {
    return flaw;
  }
}
