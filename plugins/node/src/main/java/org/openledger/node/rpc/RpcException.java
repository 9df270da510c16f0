package org.openledger.node.rpc;

import org.jspecify.annotations.Nullable;

/** A JSON-RPC error answer. */
public final class RpcException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A parameter is missing or of the wrong type or range. */
  public static final int INVALID_PARAMS = -32602;

  /** What was asked for is not known to this node. */
  public static final int NOT_FOUND = -39001;

  private final int code;
  private final transient @Nullable Object data;

  /**
   * @param code a JSON-RPC error code
   * @param message what is wrong and what to do
   * @param data details for machines, or null
   */
  public RpcException(int code, String message, @Nullable Object data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /** The JSON-RPC error code. */
  public int code() {
    return code;
  }

  /** Details for machines. */
  public @Nullable Object data() {
    return data;
  }
}
