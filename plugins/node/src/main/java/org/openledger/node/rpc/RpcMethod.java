package org.openledger.node.rpc;

import java.util.List;

/** A JSON-RPC method with positional parameters. */
@FunctionalInterface
public interface RpcMethod {

  /**
   * Answers one request.
   *
   * @param params JSON values as strings, numbers, booleans, lists, maps; empty where none were
   *     given
   * @return a JSON value, or a record, list or map of them
   */
  Object call(List<Object> params) throws RpcException;
}
