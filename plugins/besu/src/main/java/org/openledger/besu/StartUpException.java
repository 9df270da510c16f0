package org.openledger.besu;

/** Why this node must not run: found while the plugin was being installed or verified. */
final class StartUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what the operator should do
   */
  StartUpException(String message) {
    super(message);
  }

  StartUpException(String message, Throwable cause) {
    super(message, cause);
  }
}
