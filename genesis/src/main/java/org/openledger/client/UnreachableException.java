package org.openledger.client;

import org.jspecify.annotations.Nullable;

/** Nothing answers at a URL. */
public final class UnreachableException extends ClientException {

  private static final long serialVersionUID = 1L;

  UnreachableException(String url, @Nullable Throwable cause) {
    super(
        "no node answers at " + url + reason(cause) + ": is it running, is the URL right?", cause);
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }
}
