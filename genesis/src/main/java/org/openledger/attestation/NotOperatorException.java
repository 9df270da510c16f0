package org.openledger.attestation;

/** An account does not have the role of an operator. */
public final class NotOperatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotOperatorException(String message) {
    super(message);
  }
}
