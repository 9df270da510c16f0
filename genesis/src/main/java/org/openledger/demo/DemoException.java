package org.openledger.demo;

import org.jspecify.annotations.Nullable;

/** Why the demo cannot go on: one line that says what to do. */
public final class DemoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DemoException(String message) {
    this(message, null);
  }

  public DemoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
