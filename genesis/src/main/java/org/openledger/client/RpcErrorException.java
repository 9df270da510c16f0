package org.openledger.client;

import org.jspecify.annotations.Nullable;

/** A node answered a request with an error. */
public final class RpcErrorException extends ClientException {

  private static final long serialVersionUID = 1L;

  /** The code for a method that the node does not have. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** The code for a failure within the node. */
  public static final int INTERNAL = -32603;

  /** Besu's code for a method whose namespace is not switched on. */
  public static final int METHOD_NOT_ENABLED = -32604;

  private final int code;
  private final @Nullable String data;

  RpcErrorException(String method, int code, String message, @Nullable String data) {
    super(method + ": " + message + " (code " + code + detail(data) + ")", null);
    this.code = code;
    this.data = data;
  }

  /** The JSON-RPC error code. */
  public int code() {
    return code;
  }

  /** The error's data where they are a string: a revert's bytes in hexadecimal, or words. */
  public @Nullable String data() {
    return data;
  }

  /** Whether the node does not offer the method. */
  public boolean isUnknownMethod() {
    return code == METHOD_NOT_FOUND || code == METHOD_NOT_ENABLED;
  }

  private static String detail(@Nullable String data) {
    return data == null || data.equals("0x") ? "" : ", " + data;
  }
}
