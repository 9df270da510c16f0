package org.hyperledger.besu.plugin.services.exception;

import org.hyperledger.besu.plugin.services.rpc.RpcMethodError;

/** Ends a method with an error. */
public class PluginRpcEndpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PluginRpcEndpointException(RpcMethodError rpcMethodError) {
    throw new UnsupportedOperationException();
  }

  public PluginRpcEndpointException(RpcMethodError rpcMethodError, String data) {
    throw new UnsupportedOperationException();
  }
}
