package org.openledger.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openledger network}: networks of Besu nodes, configured, made and run. */
@Command(
    name = "network",
    description = "Configures, makes and runs networks of Besu nodes.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    subcommands = {
      NetworkValidateCommand.class,
      NetworkExplainCommand.class,
      NetworkCreateCommand.class,
      NetworkStartCommand.class,
      NetworkStopCommand.class,
      NetworkStatusCommand.class,
      NetworkLogsCommand.class
    })
public final class NetworkCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing sub-command");
  }
}
