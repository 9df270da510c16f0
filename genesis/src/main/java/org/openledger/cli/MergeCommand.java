package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.attribution.collection.CollectionWriter;
import org.openledger.attribution.collection.Disk;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index merge}: makes few segments of many. */
@Command(
    name = "merge",
    description = {
      "Merges neighbouring segments. What attribution finds stays the same.",
      "Who has the index open keeps reading the old files."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class MergeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The index.")
  private Path directory = Path.of("");

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = BuildCommand.MAX_TOKENS,
      description = "Tokens of the largest result (default: ${DEFAULT-VALUE}).")
  private long maxTokens = Long.parseLong(BuildCommand.MAX_TOKENS);

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    arguments.require(maxTokens >= 1, "--max-tokens takes at least 1");
    int before;
    int after;
    try (Phases phases = arguments.phases();
        CollectionWriter writer = CollectionWriter.open(directory, Disk.REAL)) {
      before = writer.manifest().segments().size();
      writer.merge(maxTokens, phases);
      after = writer.manifest().segments().size();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("before", before);
      outcome.put("after", after);
      out.println(JsonLine.text(outcome));
    } else {
      out.println(before + " segments before, " + after + " after");
    }
    out.flush();
    return ExitCode.OK;
  }
}
