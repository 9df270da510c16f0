package org.openledger.genesis.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.DevAccounts;
import org.openledger.genesis.settings.Json;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.Validator;
import org.openledger.precompile.host.Address;

/** Writes a network's directory. */
public final class NetworkCreation {

  /** Ports from one node to the next; each takes two. */
  private static final int RPC_STEP = 10;

  /** As many as the plugin takes. */
  private static final int MOST_CONTENT_PEERS = 16;

  private static final String OWNER_ONLY = "rw-------";
  private static final String OWNER_DIRECTORY = "rwx------";
  private static final String EXECUTABLE = "rwxr-xr-x";

  private final Path directory;
  private final NetworkSettings settings;
  private final List<Optional<NodeKey>> keys;
  private final List<NodeEntry> nodes;

  private NetworkCreation(
      Path directory,
      NetworkSettings settings,
      List<Optional<NodeKey>> keys,
      List<NodeEntry> nodes) {
    this.directory = directory;
    this.settings = settings;
    this.keys = keys;
    this.nodes = nodes;
  }

  /**
   * Makes a network's directory.
   *
   * @param directory absent or empty
   * @param given what is configured; validators without a key get one
   * @param base the first node's ports; those of a further node are higher, by 10 for JSON-RPC and
   *     WebSocket and by 1 for the others
   * @throws NetworkException where the directory holds something
   */
  public static NetworkDirectory create(Path directory, NetworkSettings given, NodePorts base)
      throws IOException {
    requireEmpty(directory);
    List<Optional<NodeKey>> keys = new ArrayList<>();
    List<Validator> validators = new ArrayList<>();
    List<NodeEntry> nodes = new ArrayList<>();
    Path home = directory.toAbsolutePath().normalize();
    for (int i = 0; i < given.validators().size(); i++) {
      Validator validator = given.validators().get(i);
      Optional<NodeKey> made =
          validator.publicKey().isPresent() ? Optional.empty() : Optional.of(NodeKey.random());
      Bytes key = made.map(NodeKey::publicKey).or(validator::publicKey).orElseThrow();
      int p2p = validator.p2pPort().orElse(base.p2p() + i);
      Validator complete = validator.with(key, p2p);
      keys.add(made);
      validators.add(complete);
      nodes.add(
          new NodeEntry(
              validator.name(),
              home.resolve("nodes").resolve(validator.name()),
              complete.address(),
              complete.operator(),
              new NodePorts(
                  base.rpc() + RPC_STEP * i, base.ws() + RPC_STEP * i, p2p, base.metrics() + i)));
    }
    requirePorts(nodes, validators);
    NetworkCreation creation =
        new NetworkCreation(home, given.withValidators(validators), keys, nodes);
    return creation.write();
  }

  private NetworkDirectory write() throws IOException {
    NetworkDirectory network = new NetworkDirectory(directory, nodes);
    Files.createDirectories(directory);
    Files.writeString(network.genesis(), GenesisFile.text(settings));
    Files.writeString(network.settings(), settings.text());
    Files.writeString(directory.resolve("README.md"), readme());
    for (int i = 0; i < nodes.size(); i++) {
      writeNode(nodes.get(i), settings.validators().get(i), keys.get(i));
    }
    // Last: a directory that was given up half-way is none.
    Files.writeString(directory.resolve(NetworkDirectory.NODES), network.text());
    return network;
  }

  private void writeNode(NodeEntry node, Validator validator, Optional<NodeKey> key)
      throws IOException {
    Files.createDirectories(node.directory());
    Files.createDirectory(
        node.data(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_DIRECTORY)));
    Files.createDirectory(node.plugins());
    if (key.isPresent()) {
      writeKey(node.key(), key.get());
    }
    Optional<NodeKey> operatorKey = validator.operator().flatMap(NetworkCreation::knownKey);
    if (operatorKey.isPresent()) {
      writeKey(node.operatorKey(), operatorKey.get());
    }
    Files.writeString(
        node.directory().resolve(BesuToml.FILE),
        NodeOptions.toml(settings, validator, node.ports(), contentPeers(validator)));
    Files.writeString(node.directory().resolve("static-nodes.json"), peersOf(validator));
    Files.writeString(
        node.script(),
        template("start.sh")
            .replace("@NAME@", node.name())
            .replace("@ADDRESS@", node.address().toString())
            .replace("@OPERATOR@", validator.operator().map(Address::toString).orElse("nobody"))
            .replace("@MARK@", node.mark()));
    Files.setPosixFilePermissions(node.script(), PosixFilePermissions.fromString(EXECUTABLE));
  }

  private static void writeKey(Path file, NodeKey key) throws IOException {
    // Created with its permissions: it is at no moment readable to others.
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    Files.writeString(file, key.text() + "\n");
  }

  /** The key of an account of the development mnemonic, which everybody knows. */
  private static Optional<NodeKey> knownKey(Address account) {
    return IntStream.range(0, DevAccounts.FUNDED)
        .mapToObj(DevAccounts::of)
        .filter(it -> it.address().equals(account))
        .map(it -> new NodeKey(it.privateKey()))
        .findFirst();
  }

  /** Where a node fetches contents: the operators' nodes after it, in a ring. */
  private List<String> contentPeers(Validator self) {
    List<String> peers = new ArrayList<>();
    int place = settings.validators().indexOf(self);
    for (int i = 1; i < nodes.size() && peers.size() < MOST_CONTENT_PEERS; i++) {
      int other = (place + i) % nodes.size();
      Validator validator = settings.validators().get(other);
      String local = validator.isLocal() && self.isLocal() ? nodes.get(other).url() : null;
      String url = validator.rpcUrl().orElse(local);
      if (validator.operator().isPresent() && url != null) {
        peers.add(url.replaceFirst("//", "//" + validator.operator().get() + "@"));
      }
    }
    return peers;
  }

  /** The other nodes' URLs: Besu would try to reach itself. */
  private String peersOf(Validator self) {
    ArrayNode peers = JsonNodeFactory.instance.arrayNode();
    for (Validator other : settings.validators()) {
      if (!other.name().equals(self.name())) {
        String key = other.publicKey().orElseThrow().toUnprefixedHexString();
        String host = other.host().contains(":") ? "[" + other.host() + "]" : other.host();
        peers.add("enode://" + key + "@" + host + ":" + other.p2pPort().orElseThrow());
      }
    }
    return Json.pretty(peers);
  }

  private String readme() throws IOException {
    String rows =
        nodes.stream()
            .map(
                node ->
                    String.format(
                        "| %s | `%s` | http://127.0.0.1:%d | ws://127.0.0.1:%d | %d | %d |",
                        node.name(),
                        node.address(),
                        node.ports().rpc(),
                        node.ports().ws(),
                        node.ports().p2p(),
                        node.ports().metrics()))
            .collect(Collectors.joining("\n"));
    return template("README.md")
        .replace("@NAME@", settings.name())
        .replace("@CHAIN@", Long.toString(settings.chainId()))
        .replace("@COUNT@", Integer.toString(nodes.size()))
        .replace("@HASH@", settings.hash().toHexString())
        .replace("@DIRECTORY@", String.valueOf(directory.getFileName()))
        .replace("@FIRST@", nodes.getFirst().name())
        .replace("@NODES@", rows);
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new NetworkException(directory + " is a file: name a directory by --output");
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new NetworkException(
            directory
                + " is not empty, and may hold keys: nothing was changed; name another directory"
                + " by --output");
      }
    }
  }

  /** Nodes on other machines may have the same ports as those on this one. */
  private static void requirePorts(List<NodeEntry> nodes, List<Validator> validators) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      NodePorts ports = nodes.get(i).ports();
      String host = validators.get(i).host();
      for (int port : List.of(ports.rpc(), ports.ws(), ports.p2p(), ports.metrics())) {
        if (port < 1 || port > 65_535 || !taken.add(host + ":" + port)) {
          throw new NetworkException(
              "port "
                  + port
                  + (port < 1 || port > 65_535 ? " is not within 1 … 65535" : " has two uses")
                  + ": choose others by --rpc-port, --p2p-port, --metrics-port");
        }
      }
    }
  }

  private static String template(String name) throws IOException {
    try (InputStream in = NetworkCreation.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
