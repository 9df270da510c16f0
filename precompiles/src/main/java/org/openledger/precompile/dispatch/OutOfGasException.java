package org.openledger.precompile.dispatch;

/** Ends a call whose gas does not suffice. Caught by the wrapper only. */
final class OutOfGasException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutOfGasException() {
    super("out of gas", null, false, false);
  }
}
