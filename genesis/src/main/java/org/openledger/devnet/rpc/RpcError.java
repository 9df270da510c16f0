package org.openledger.devnet.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC error: what a method throws instead of returning a result. */
public final class RpcError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final @Nullable String data;

  public RpcError(int code, String message) {
    this(code, message, null);
  }

  /**
   * @param data more about the error, usually {@code 0x} and the bytes of a revert
   */
  public RpcError(int code, String message, @Nullable String data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  public int code() {
    return code;
  }

  public Optional<String> data() {
    return Optional.ofNullable(data);
  }

  /** The error's message: never null here. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
