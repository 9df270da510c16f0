package org.openledger.precompile.host;

/**
 * A failure of this node alone (memory, disk, a missing or damaged index). It leaves a contract as
 * this exception and never becomes a revert: other nodes do not share it, so a result made of it
 * would split the chain. The host stops at the block and takes it up again once repaired.
 */
public final class NodeFailureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is missing and what the operator should do
   */
  public NodeFailureException(String message) {
    super(message);
  }

  public NodeFailureException(String message, Throwable cause) {
    super(message, cause);
  }
}
