package org.openledger.besu;

/** Why this node must not run: found while the plugin was being installed or verified. */
final class StartUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /**
   * @param message what is wrong and what the operator should do
   */
  StartUpException(Refusal refusal, String message) {
    super(message);
    this.refusal = refusal;
  }

  StartUpException(Refusal refusal, String message, Throwable cause) {
    super(message, cause);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
