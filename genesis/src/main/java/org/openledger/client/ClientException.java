package org.openledger.client;

import org.jspecify.annotations.Nullable;

/** Why a node did not do what it was asked; the message is one line for people. */
public abstract sealed class ClientException extends RuntimeException
    permits UnreachableException,
        HttpStatusException,
        RpcErrorException,
        RevertedException,
        OverdueException {

  private static final long serialVersionUID = 1L;

  ClientException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
