package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openledger.node.archive.Archive;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index archive}: keeps what a node needs that replays the chain. */
@Command(
    name = "archive",
    description = {
      "Adds to an archive what a node holds of all versions that are or were active: contents and"
          + " segments.",
      "The node may run. What is there already, with its length, is not copied again.",
      "Exit code 1 where something is missing then, or damaged; what is, is printed."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class ArchiveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "NODE",
      description = "The node's data directory (--plugin-openledger-data-path).")
  private Path node = Path.of("");

  @Parameters(index = "1", paramLabel = "ARCHIVE", description = "The archive's directory.")
  private Path archive = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Archive.Report report = new Archive(archive).add(node);
    ArchiveReport.print(spec, report, json);
    return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
