package org.openledger.genesis.files;

/** A network that cannot be made or run as asked; the message says what to do. */
public final class NetworkException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public NetworkException(String message) {
    super(message);
  }

  public NetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
