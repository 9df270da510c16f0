package org.openledger.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code openledger network stop}: ends the nodes that run on this machine. */
@Command(
    name = "stop",
    description = "Stops the nodes that run on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkStopCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private NodesMixin network = new NodesMixin();

  @Override
  public Integer call() throws IOException {
    if (network.open(spec.commandLine().getErr()).stop() == 0) {
      spec.commandLine().getErr().println("no node of " + network.directory() + " was running");
    }
    return ExitCode.OK;
  }
}
