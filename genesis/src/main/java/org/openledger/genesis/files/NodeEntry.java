package org.openledger.genesis.files;

import java.nio.file.Path;
import java.util.Optional;
import org.openledger.precompile.host.Address;

/**
 * A node of a network's directory.
 *
 * @param name its name
 * @param directory its files
 * @param address the address that it signs blocks with
 * @param operator whose key it signs requests for contents with; empty: of nobody that is known
 * @param ports where it listens
 */
public record NodeEntry(
    String name, Path directory, Address address, Optional<Address> operator, NodePorts ports) {

  /** Blocks, state, content, indexes. */
  public Path data() {
    return directory.resolve("data");
  }

  /** Its private key. */
  public Path key() {
    return data().resolve("key");
  }

  /** The private key of its operator, where it serves and fetches contents. */
  public Path operatorKey() {
    return data().resolve("operator.key");
  }

  /** The plugin's jars. */
  public Path plugins() {
    return directory.resolve("plugins");
  }

  /** What starts it. */
  public Path script() {
    return directory.resolve("start.sh");
  }

  /** What it has logged. */
  public Path log() {
    return directory.resolve("node.log");
  }

  /** The id of its process, while it runs. */
  public Path pid() {
    return directory.resolve("pid");
  }

  /** Where it answers JSON-RPC. */
  public String url() {
    return "http://127.0.0.1:" + ports.rpc();
  }

  /** Stands in the command line of its process, so that no other is taken for it. */
  public String mark() {
    return "-Dopenledger.node=" + address;
  }
}
