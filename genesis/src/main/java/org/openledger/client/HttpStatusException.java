package org.openledger.client;

import org.jspecify.annotations.Nullable;

/** Something answers at a URL, but not with JSON-RPC. */
public final class HttpStatusException extends ClientException {

  private static final long serialVersionUID = 1L;

  private final int status;

  HttpStatusException(String url, int status, String what, @Nullable Throwable cause) {
    super(url + " is no JSON-RPC endpoint: HTTP status " + status + ", " + what, cause);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
