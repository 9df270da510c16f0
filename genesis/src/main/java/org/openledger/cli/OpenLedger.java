package org.openledger.cli;

import java.util.Locale;
import org.openledger.devnet.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command {@code openledger}: exit code 0 for done, 1 for failed, 2 for wrong use. */
@Command(
    name = "openledger",
    description = "Pays the people whose data made an AI's answer.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    footer = "%nIn the source tree, `./openledger test` runs every test.",
    subcommands = {
      DemoCommand.class,
      DevnetCommand.class,
      NetworkCommand.class,
      IndexCommand.class,
      BenchCommand.class,
      AttackCommand.class,
      AttestCommand.class,
      VerifyCommand.class,
      ExplainCommand.class
    })
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
        .setExecutionStrategy(OpenLedger::runLast)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("openledger: " + FailureReason.of(failure));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing sub-command");
  }

  /**
   * Runs what was asked for. Too little memory is a failure like others, and not of the program.
   */
  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      return outOfMemory(last(parsed).commandSpec().commandLine());
    }
  }

  static int outOfMemory(CommandLine command) {
    command
        .getErr()
        .printf(
            Locale.ROOT,
            "openledger: the memory did not suffice (heap of %,d MiB): give more, such as by"
                + " OPENLEDGER_JAVA_OPTS=-Xmx12g, or take a smaller corpus%n",
            Runtime.getRuntime().maxMemory() >> 20);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static ParseResult last(ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }

  /** Tells the version. */
  static final class Release implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"openledger " + Version.number()};
    }
  }
}
