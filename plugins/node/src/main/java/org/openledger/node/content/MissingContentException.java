package org.openledger.node.content;

/** Content that this node should have, but has not. */
public final class MissingContentException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message completes "content … "
   */
  public MissingContentException(String message) {
    super(message);
  }
}
