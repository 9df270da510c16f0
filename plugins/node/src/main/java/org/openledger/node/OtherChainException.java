package org.openledger.node;

/** The node's data are of another chain than its host's. */
public final class OtherChainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OtherChainException(String message) {
    super(message);
  }
}
