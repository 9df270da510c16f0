package org.openledger.integration.besu;

import com.fasterxml.jackson.databind.JsonNode;

/** An error that a node answered. */
public final class RpcErrorAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final String data;

  RpcErrorAnswer(String method, JsonNode error) {
    super(method + ": " + error);
    this.code = error.path("code").asInt();
    this.data = error.path("data").asText("");
  }

  public int code() {
    return code;
  }

  /** The error's data: for a reverted call, what it reverted with. */
  public String data() {
    return data;
  }
}
