package org.openledger.genesis.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openledger.genesis.settings.Validator;
import org.openledger.precompile.host.Address;

/**
 * Whether the key files of nodes hold the keys that they should. Besu runs with any key: with
 * another than its validator's a node makes no blocks, and nothing tells why.
 */
public final class KeyCheck {

  private final NetworkDirectory network;

  /** The keys of this network. */
  public KeyCheck(NetworkDirectory network) {
    this.network = network;
  }

  /**
   * Demands that these nodes have their keys.
   *
   * @throws NetworkException that names each key that is missing, or each that is a wrong one
   */
  public void require(List<NodeEntry> nodes) {
    List<String> missing = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (NodeEntry node : nodes) {
      sharedAddress(node).ifPresent(wrong::add);
      if (Files.isRegularFile(node.key())) {
        differs(node.key(), node.address(), "").ifPresent(wrong::add);
      } else {
        missing.add(node.key().toString());
      }
      if (node.operator().isEmpty() || !BesuToml.of(node.directory()).needsOperatorKey()) {
        continue;
      }
      if (Files.isRegularFile(node.operatorKey())) {
        String otherwise =
            " (where another account is the operator of "
                + node.name()
                + " now, let its address stand in "
                + network.nodesFile()
                + ")";
        differs(node.operatorKey(), node.operator().get(), otherwise).ifPresent(wrong::add);
      } else {
        missing.add(node.operatorKey() + " of operator " + node.operator().get());
      }
    }
    if (!missing.isEmpty()) {
      throw new NetworkException(
          "without their keys these nodes cannot start: "
              + String.join(", ", missing)
              + " (a validator whose public key is configured runs where its owner has the key)");
    }
    if (!wrong.isEmpty()) {
      throw new NetworkException(
          wrong.stream().distinct().collect(Collectors.joining("\n")) + "\nnothing was started");
    }
  }

  private Optional<String> sharedAddress(NodeEntry node) {
    List<String> names =
        network.nodes().stream()
            .filter(it -> it.address().equals(node.address()))
            .map(NodeEntry::name)
            .toList();
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            network.nodesFile()
                + " gives "
                + String.join(" and ", names)
                + " one address, "
                + node.address()
                + ": each node has a key of its own");
  }

  private Optional<String> differs(Path file, Address expected, String otherwise) {
    Optional<NodeKey> key = NodeKey.read(file);
    if (key.isEmpty()) {
      return Optional.of(
          file
              + " is damaged: one line of 64 hexadecimal digits is wanted; restore the key of "
              + expected
              + " from its backup");
    }
    Address found = Validator.address(key.get().publicKey());
    if (found.equals(expected)) {
      return Optional.empty();
    }
    String whose =
        network.nodes().stream()
            .filter(it -> it.address().equals(found))
            .map(it -> " (" + it.name() + ")")
            .findFirst()
            .orElse("");
    return Optional.of(
        file
            + " is the key of "
            + found
            + whose
            + ", not of "
            + expected
            + ": put the key of "
            + expected
            + " there"
            + otherwise);
  }
}
