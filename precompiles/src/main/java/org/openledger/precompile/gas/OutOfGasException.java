package org.openledger.precompile.gas;

/** Ends a call whose gas does not suffice. Caught by the wrapper only. */
public final class OutOfGasException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Made by the meter, and where a call within a call ends by it. */
  public OutOfGasException() {
    super("out of gas", null, false, false);
  }
}
