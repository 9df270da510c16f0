package org.openledger.genesis.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.genesis.settings.Json;
import org.openledger.precompile.host.Address;

/**
 * A directory that {@code network create} made.
 *
 * @param directory where
 * @param nodes its nodes, in the configuration's order
 */
public record NetworkDirectory(Path directory, List<NodeEntry> nodes) {

  static final String NODES = "nodes.json";

  public NetworkDirectory {
    nodes = List.copyOf(nodes);
  }

  /** The genesis file that all nodes share. */
  public Path genesis() {
    return directory.resolve("genesis.json");
  }

  /** The configuration, with every default written out. */
  public Path settings() {
    return directory.resolve("network.json");
  }

  /** Its nodes' names, addresses and ports. */
  Path nodesFile() {
    return directory.resolve(NODES);
  }

  /**
   * Opens one. Its nodes' ports are those of their options as they are now.
   *
   * @throws NetworkException where it is none
   */
  public static NetworkDirectory open(Path directory) throws IOException {
    Path home = directory.toAbsolutePath().normalize();
    Path file = home.resolve(NODES);
    if (!Files.isRegularFile(file)) {
      throw new NetworkException(
          directory
              + " is no network's directory ("
              + NODES
              + " is missing): make one with ./openledger network create --output "
              + directory);
    }
    List<NodeEntry> nodes;
    try {
      nodes = nodes(home, Json.parse(Files.readString(file)));
    } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
      throw new NetworkException(
          file
              + " is damaged: put back a copy of it (it has the names, addresses and ports of the"
              + " nodes), or make the network anew in another directory with ./openledger network"
              + " create",
          e);
    }
    if (nodes.isEmpty()) {
      throw new NetworkException(file + " names no node: it was changed by hand");
    }
    return new NetworkDirectory(home, nodes);
  }

  private static List<NodeEntry> nodes(Path home, JsonNode file) {
    List<NodeEntry> nodes = new ArrayList<>();
    for (JsonNode node : file.path("nodes")) {
      String name = node.path("name").asText();
      Path own = home.resolve("nodes").resolve(name);
      NodePorts created =
          new NodePorts(
              node.path("rpcPort").asInt(),
              node.path("wsPort").asInt(),
              node.path("p2pPort").asInt(),
              node.path("metricsPort").asInt());
      nodes.add(
          new NodeEntry(
              name,
              own,
              Address.fromHex(node.path("address").asText()),
              Optional.of(node.path("operator").asText())
                  .filter(it -> !it.isEmpty())
                  .map(Address::fromHex),
              BesuToml.of(own).ports(created)));
    }
    return nodes;
  }

  /** What {@link #open} reads. */
  String text() {
    ObjectNode file = Json.object();
    ArrayNode list = file.putArray("nodes");
    for (NodeEntry node : nodes) {
      ObjectNode entry = list.addObject();
      entry.put("name", node.name()).put("address", node.address().toString());
      node.operator().ifPresent(who -> entry.put("operator", who.toString()));
      entry
          .put("rpcPort", node.ports().rpc())
          .put("wsPort", node.ports().ws())
          .put("p2pPort", node.ports().p2p())
          .put("metricsPort", node.ports().metrics());
    }
    return Json.pretty(file);
  }
}
