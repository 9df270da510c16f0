package org.openledger.client;

import java.util.List;

/**
 * A JSON-RPC request.
 *
 * @param method its method
 * @param params positional parameters: strings, numbers, booleans, lists, maps
 */
public record RpcRequest(String method, List<Object> params) {

  /** A request with these parameters. */
  public static RpcRequest of(String method, Object... params) {
    return new RpcRequest(method, List.of(params));
  }
}
