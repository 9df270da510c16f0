package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.genesis.local.BesuInstallation;
import org.openledger.genesis.local.LocalNetwork;
import org.openledger.genesis.local.NodeJava;
import org.openledger.genesis.local.NodeStatus;
import org.openledger.genesis.local.PluginZip;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger network start}: runs a network on this machine. */
@Command(
    name = "start",
    description = "Starts the nodes on this machine, and waits until they make blocks.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    footer =
        "%nBESU_HOME says where Besu is (default: /opt/besu), NODE_HEAP how much memory each"
            + " node's Java takes (default: 512m), BESU_OPTS its other options (default: such that"
            + " it starts quickly; empty: Java's own, faster under load).")
public final class NetworkStartCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private NodesMixin network = new NodesMixin();

  @Option(
      names = "--plugin",
      paramLabel = "ZIP",
      description = "The plugin to run with (default: that of this release).")
  private @Nullable Path plugin;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long to wait for blocks (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() throws IOException {
    new Arguments(spec).require(timeout >= 0, "--timeout takes 0 seconds or more, not " + timeout);
    LocalNetwork local = network.open(spec.commandLine().getErr());
    List<NodeStatus> nodes =
        local.start(
            BesuInstallation.find(System.getenv("BESU_HOME")),
            plugin == null ? PluginZip.built() : PluginZip.at(plugin),
            NodeJava.quick(),
            Duration.ofSeconds(timeout));
    NetworkStatusCommand.print(nodes, spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
