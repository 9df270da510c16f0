package org.openledger.precompile.dispatch;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiError;

/** Ends a call that the contract refuses, with a custom error. Caught by the wrapper only. */
public final class RevertException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Bytes data;

  /**
   * @param error an error of the contract's interface
   * @param arguments its arguments
   */
  public RevertException(AbiError error, Object... arguments) {
    super(error.name(), null, false, false);
    this.data = error.encode(arguments);
  }

  /** A refusal of another contract, passed on. */
  RevertException(Bytes data) {
    super("passed on", null, false, false);
    this.data = data;
  }

  /** The ABI-encoded error. */
  public Bytes data() {
    return data;
  }
}
