package org.openledger.genesis.settings;

/**
 * Something about a file that is wrong, or that deserves a second look.
 *
 * @param path where, such as {@code validators[2].name}; empty for the file as a whole
 * @param message what, and what to do
 */
public record Problem(String path, String message) {

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
