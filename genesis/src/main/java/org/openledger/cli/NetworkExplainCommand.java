package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openledger.genesis.settings.Explanation;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger network explain}: what each setting of a configuration does. */
@Command(
    name = "explain",
    description = "Says what each setting of a configuration does.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class NetworkExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The configuration.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    Optional<SettingsFile> read = new NetworkFiles(spec).read(file);
    if (read.isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    Table table = new Table("setting", "value", "", "what it does");
    for (Explanation row : read.get().explanations()) {
      table.row(row.setting(), row.value(), row.given() ? "" : "default", row.purpose());
    }
    PrintWriter out = spec.commandLine().getOut();
    table.print(out);
    out.flush();
    return ExitCode.OK;
  }
}
