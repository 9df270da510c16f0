package org.openledger.precompile.gas;

/** Ends a call whose gas does not suffice. Caught by the wrapper only. */
public final class OutOfGasException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Made by the meter. */
  OutOfGasException() {
    super("out of gas", null, false, false);
  }
}
