package org.hyperledger.besu.plugin.services.rpc;

/** An error of a method. */
public interface RpcMethodError {
  int getCode();

  String getMessage();
}
