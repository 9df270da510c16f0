package org.openledger.client;

/** What was waited for did not happen in time. */
public final class OverdueException extends ClientException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what did not happen, and after how long
   */
  public OverdueException(String message) {
    super(message, null);
  }
}
