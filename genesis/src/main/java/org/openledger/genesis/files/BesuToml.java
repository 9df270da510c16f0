package org.openledger.genesis.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The file of a node's options as it is now: whoever runs the node may change it.
 *
 * @param text of the file
 */
record BesuToml(String text) {

  static final String FILE = "besu.toml";

  /** As the start script looks for them. */
  private static final Pattern OPERATOR_KEY =
      Pattern.compile("(?m)^plugin-openledger-(peers|content-serve)=");

  /** That of a node's directory; without a file nothing is set. */
  static BesuToml of(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return new BesuToml(Files.exists(file) ? Files.readString(file) : "");
    } catch (IOException e) {
      throw new NetworkException("cannot read " + file + ": " + e, e);
    }
  }

  /** Whether the node serves or fetches contents: its operator signs what it asks for. */
  boolean needsOperatorKey() {
    return OPERATOR_KEY.matcher(text).find();
  }
}
