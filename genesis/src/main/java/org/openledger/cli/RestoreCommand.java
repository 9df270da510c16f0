package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.node.archive.Archive;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index restore}: puts what a node lacks back from an archive. */
@Command(
    name = "restore",
    description = {
      "Checks every file of an archive, and puts what a node lacks into its data directory.",
      "Without NODE it only checks. A node that runs takes up contents by itself, segments at its"
          + " next start.",
      "Exit code 1 where a file of the archive is missing or damaged: all such are named, the"
          + " others restored."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ARCHIVE", description = "The archive's directory.")
  private Path archive = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NODE",
      description = "The node's data directory (--plugin-openledger-data-path).")
  private @Nullable Path node;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Archive from = new Archive(archive);
    Archive.Report report = node == null ? from.check() : from.restore(node);
    ArchiveReport.print(spec, report, json);
    return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
