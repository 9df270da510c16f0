package org.openledger.node.rpc;

import java.util.Map;

/** A JSON-RPC error answer. */
public final class RpcException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RpcFailure failure;
  private final transient Map<String, Object> data;

  RpcException(RpcFailure failure, String message, Map<String, Object> data) {
    super(message, null, false, false);
    this.failure = failure;
    this.data = data;
  }

  /** What kind of failure it is. */
  public RpcFailure failure() {
    return failure;
  }

  /** The JSON-RPC error code. */
  public int code() {
    return failure.code();
  }

  /** What is wrong. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Details for machines; {@code error} is the failure's name. */
  public Map<String, Object> data() {
    return data;
  }

  /**
   * The details as a JSON text. Besu's errors carry a string there and nothing else, and a client
   * must find the same on every host.
   */
  public String dataText() {
    return Json.text(data);
  }
}
