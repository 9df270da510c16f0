package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.attribution.collection.Manifest;
import org.openledger.attribution.collection.SegmentCollection;
import org.openledger.attribution.collection.SegmentEntry;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index stats}: what an index consists of. */
@Command(
    name = "stats",
    description = "Says what an index consists of; reads its manifest only.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class StatsCommand implements Callable<Integer> {

  private static final int SHORT = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The index.")
  private Path directory = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Manifest manifest = SegmentCollection.manifest(directory);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.text(report(manifest)));
    } else {
      print(manifest, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void print(Manifest manifest, PrintWriter out) {
    Table table =
        new Table(
            "segment", ">orders", ">contributions", ">tokens", ">bytes", ">bytes/token", "digest");
    long bytes = 0;
    for (SegmentEntry s : manifest.segments()) {
      table.row(
          s.root().substring(0, SHORT),
          s.firstOrder() + "–" + s.lastOrder(),
          Integer.toString(s.contributions()),
          Long.toString(s.tokens()),
          Long.toString(s.length()),
          each(s.length(), s.tokens()),
          s.digest().substring(0, SHORT));
      bytes += s.length();
    }
    table.row(
        "all",
        "",
        Long.toString(manifest.contributions()),
        Long.toString(manifest.tokens()),
        Long.toString(bytes),
        each(bytes, manifest.tokens()),
        "");
    table.print(out);
    out.println();
    out.println("  tokens of " + manifest.tokenizerId() + ", V = " + manifest.vocabularySize());
    out.println("  index digest " + HexFormat.of().formatHex(manifest.digest()));
  }

  private static String each(long bytes, long tokens) {
    return tokens == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) bytes / tokens);
  }

  private static Map<String, Object> report(Manifest manifest) {
    List<Map<String, Object>> segments = new ArrayList<>();
    for (SegmentEntry s : manifest.segments()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("root", s.root());
      row.put("digest", s.digest());
      row.put("firstOrder", s.firstOrder());
      row.put("lastOrder", s.lastOrder());
      row.put("contributions", s.contributions());
      row.put("tokens", s.tokens());
      row.put("bytes", s.length());
      segments.add(row);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("tokenizer", manifest.tokenizerId());
    report.put("vocabularySize", manifest.vocabularySize());
    report.put("contributions", manifest.contributions());
    report.put("tokens", manifest.tokens());
    report.put("digest", HexFormat.of().formatHex(manifest.digest()));
    report.put("segments", segments);
    return report;
  }
}
