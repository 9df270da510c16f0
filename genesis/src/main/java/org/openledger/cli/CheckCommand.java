package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.attribution.collection.CollectionCheck;
import org.openledger.attribution.collection.Finding;
import org.openledger.progress.Phases;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index check}: looks for damage, and says where it is. */
@Command(
    name = "check",
    description = {
      "Verifies the manifest and every byte of every segment, and proves that suffixes are sorted.",
      "Exit code 1 if anything is damaged; what is, and where, is printed."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The index.")
  private Path directory = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<Finding> findings;
    try (Phases phases = new Arguments(spec).phases()) {
      findings = CollectionCheck.of(directory, phases);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.text(report(findings)));
    } else if (findings.isEmpty()) {
      out.println(directory + " is intact");
    } else {
      Table table = new Table("file", "section", ">byte", "what");
      for (Finding finding : findings) {
        table.row(
            finding.file(), finding.section(), Long.toString(finding.offset()), finding.what());
      }
      table.print(out);
    }
    out.flush();
    return findings.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Map<String, Object> report(List<Finding> findings) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", finding.file());
      row.put("section", finding.section());
      row.put("offset", finding.offset());
      row.put("what", finding.what());
      rows.add(row);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("intact", findings.isEmpty());
    report.put("damage", rows);
    return report;
  }
}
