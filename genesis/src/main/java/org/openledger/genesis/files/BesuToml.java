package org.openledger.genesis.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a node's options as it is now: whoever runs the node may change it.
 *
 * @param file where it is
 * @param text what stands there; empty: there is no file
 */
record BesuToml(Path file, String text) {

  static final String FILE = "besu.toml";

  private static final NodePorts BESUS_OWN = new NodePorts(8545, 8546, 30_303, 9545);
  private static final int LAST_PORT = 65_535;
  private static final Pattern NUMBER = Pattern.compile("([\"']?)(?<port>[0-9]{1,5})\\1");

  /** As the start script looks for them. */
  private static final Pattern OPERATOR_KEY =
      Pattern.compile("(?m)^plugin-openledger-(peers|content-serve)=");

  /** That of a node's directory; without a file nothing is set. */
  static BesuToml of(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return new BesuToml(file, Files.exists(file) ? Files.readString(file) : "");
    } catch (IOException e) {
      throw new NetworkException("cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Where the node listens once it is started: as the file says, else as Besu does by itself.
   *
   * @param created where it was to listen first; holds where there is no file
   */
  NodePorts ports(NodePorts created) {
    return text.isEmpty()
        ? created
        : new NodePorts(
            port("rpc-http-port", BESUS_OWN.rpc()),
            port("rpc-ws-port", BESUS_OWN.ws()),
            port("p2p-port", BESUS_OWN.p2p()),
            port("metrics-port", BESUS_OWN.metrics()));
  }

  private int port(String option, int otherwise) {
    Matcher line = Pattern.compile("(?m)^\\s*" + option + "\\s*=\\s*([^#\n]*)").matcher(text);
    if (!line.find()) {
      return otherwise;
    }
    String value = line.group(1).strip();
    Matcher number = NUMBER.matcher(value);
    if (!number.matches() || Integer.parseInt(number.group("port")) > LAST_PORT) {
      throw new NetworkException(file + ": " + option + " is no port: " + value);
    }
    return Integer.parseInt(number.group("port"));
  }

  /** Whether the node serves or fetches contents: its operator signs what it asks for. */
  boolean needsOperatorKey() {
    return OPERATOR_KEY.matcher(text).find();
  }
}
