package org.openledger.node.archive;

import java.io.IOException;

/** An archive is damaged, of another chain, or incomplete. */
public final class ArchiveException extends IOException {

  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message);
  }
}
