package org.openledger.cli;

import org.openledger.devnet.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code openledger}: exit code 0 for done, 1 for failed, 2 for wrong use. */
@Command(
    name = "openledger",
    description = "Pays the people whose data made an AI's answer.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    footer = "%nIn the source tree, `./openledger test` runs every test.",
    subcommands = {DemoCommand.class, DevnetCommand.class, IndexCommand.class, BenchCommand.class})
public final class OpenLedger implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command with its sub-commands; what fails is told in one line. */
  public static CommandLine commandLine() {
    return new CommandLine(new OpenLedger())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("openledger: " + reason(failure));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing sub-command");
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** Tells the version. */
  static final class Release implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"openledger " + Version.number()};
    }
  }
}
