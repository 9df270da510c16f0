package org.openledger.devnet.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that does not hold the state of this chain; the file is left as it is. */
public final class StateFileException extends IOException {

  private static final long serialVersionUID = 1L;

  StateFileException(Path file, String problem) {
    super("state file " + file + " " + problem);
  }

  StateFileException(Path file, String problem, Throwable cause) {
    super("state file " + file + " " + problem, cause);
  }
}
