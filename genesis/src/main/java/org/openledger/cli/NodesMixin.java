package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.local.LocalNetwork;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which nodes of which network a command is about. */
final class NodesMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      required = true,
      description = "The network's directory.")
  private Path directory = Path.of("");

  @Option(
      names = "--node",
      paramLabel = "NAME",
      split = ",",
      description = "These nodes only (default: all).")
  private List<String> names = List.of();

  Path directory() {
    return directory;
  }

  /**
   * The network, as far as its nodes are asked for.
   *
   * @throws org.openledger.genesis.files.NetworkException where there is no such network
   * @throws ParameterException where it has no such node
   */
  LocalNetwork open(PrintWriter err) throws IOException {
    NetworkDirectory network = NetworkDirectory.open(directory);
    List<String> known = network.nodes().stream().map(NodeEntry::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            command.commandLine(), "no node " + name + ": there are " + known);
      }
    }
    return new LocalNetwork(network, err).only(names);
  }
}
