package org.openledger.attribution.segment;

import java.io.IOException;

/** A file that is no intact segment; the message says what is wrong. It can be rebuilt. */
public final class SegmentFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a reason for people. */
  public SegmentFormatException(String reason) {
    super(reason);
  }

  /** With a reason for people, and what led to it. */
  public SegmentFormatException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
