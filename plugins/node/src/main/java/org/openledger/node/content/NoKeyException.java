package org.openledger.node.content;

import java.io.IOException;

/** A file that should hold a private key holds none; its name is in the message, nothing of it. */
public final class NoKeyException extends IOException {

  private static final long serialVersionUID = 1L;

  NoKeyException(String message) {
    super(message);
  }
}
