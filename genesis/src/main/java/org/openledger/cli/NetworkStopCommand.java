package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.local.LocalNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger network stop}: ends the nodes that run on this machine. */
@Command(
    name = "stop",
    description = "Stops the nodes that run on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkStopCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

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

  @Override
  public Integer call() throws IOException {
    LocalNetwork network =
        new LocalNetwork(NetworkDirectory.open(directory), spec.commandLine().getErr()).only(names);
    if (network.stop() == 0) {
      spec.commandLine().getErr().println("no node of " + directory + " was running");
    }
    return ExitCode.OK;
  }
}
