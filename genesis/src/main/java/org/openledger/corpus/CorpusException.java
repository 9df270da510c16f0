package org.openledger.corpus;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A corpus cannot be read as what it was said to be; the message names the file. */
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public CorpusException(String message) {
    super(message);
  }

  /** With a message for people, and what made it happen. */
  public CorpusException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
