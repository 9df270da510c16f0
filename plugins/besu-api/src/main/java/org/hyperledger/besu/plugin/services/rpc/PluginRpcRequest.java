package org.hyperledger.besu.plugin.services.rpc;

/** A request to a method of a plugin. */
public interface PluginRpcRequest {
  Object[] getParams();
}
