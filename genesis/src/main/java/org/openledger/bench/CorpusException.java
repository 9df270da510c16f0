package org.openledger.bench;

import java.io.IOException;

/** A corpus that cannot be measured with; the message says what is wrong about it. */
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With this message. */
  public CorpusException(String message) {
    super(message);
  }
}
