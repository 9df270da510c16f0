package org.openledger.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code openledger index}: what attribution looks up, made and looked at by hand. */
@Command(
    name = "index",
    description = "Makes what attribution looks up, and looks things up in it.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    subcommands = {
      BuildCommand.class,
      AttributeCommand.class,
      DuplicatesCommand.class,
      StatsCommand.class,
      CheckCommand.class,
      MergeCommand.class,
      ArchiveCommand.class,
      RestoreCommand.class,
      IndexBenchCommand.class,
      WeightsCommand.class
    })
public final class IndexCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing sub-command");
  }
}
