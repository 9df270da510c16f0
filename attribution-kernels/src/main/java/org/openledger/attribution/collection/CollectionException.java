package org.openledger.attribution.collection;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is no intact index, or that cannot be written now; the message says what to do.
 */
public final class CollectionException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a reason for people. */
  public CollectionException(String reason) {
    this(reason, null);
  }

  /** With a reason for people, and what led to it. */
  public CollectionException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
