package org.openledger.node.history.store;

/** The file does not say what was written, or is not open: it is to be made anew. */
public final class DamagedStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DamagedStoreException(String message) {
    super(message);
  }

  DamagedStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
