package org.openledger.client;

import java.util.List;

/** A contract refused a call, with one of its custom errors. */
public final class RevertedException extends ClientException {

  private static final long serialVersionUID = 1L;

  private final String error;
  private final transient List<Object> arguments;

  RevertedException(String contract, String error, List<Object> arguments, String shown) {
    super(contract + " reverted: " + shown, null);
    this.error = error;
    this.arguments = List.copyOf(arguments);
  }

  /** The error's name in the contract's interface; empty where it is not one of them. */
  public String error() {
    return error;
  }

  /** The error's arguments, in the ABI library's types. */
  public List<Object> arguments() {
    return arguments;
  }
}
