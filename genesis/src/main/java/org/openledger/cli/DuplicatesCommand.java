package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.attribution.collection.Duplicates;
import org.openledger.attribution.collection.Passage;
import org.openledger.attribution.collection.SegmentCollection;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.corpus.CorpusDocument;
import org.openledger.corpus.FolderCorpus;
import org.openledger.progress.Phases;
import org.openledger.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index duplicates}: how much of a new document is in the index, and whose. */
@Command(
    name = "duplicates",
    description = {
      "Says which share of a new document's windows the index holds already, and whose they are.",
      "A window is every run of N tokens; it counts for whoever was first to contribute the"
          + " longest passage from its begin on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class DuplicatesCommand implements Callable<Integer> {

  private record Row(String document, int tokens, Duplicates found) {}

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The index.")
  private Path directory = Path.of("");

  @Option(
      names = "--document",
      required = true,
      paramLabel = "PATH",
      description = "A text, or a folder of texts.")
  private Path document = Path.of("");

  @Option(
      names = "--min-span",
      paramLabel = "N",
      defaultValue = "16",
      description = "Tokens of a window (default: ${DEFAULT-VALUE}).")
  private int minSpan = 16;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that tokenize and look up (default: as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    arguments.require(minSpan >= 1, "--min-span takes at least 1");
    arguments.require(threads >= 1 && threads <= 1_024, "--threads takes 1 to 1024");
    if (!Files.exists(document)) {
      throw new IOException("there is no " + document);
    }
    try (SegmentCollection index = SegmentCollection.open(directory)) {
      FolderCorpus texts = FolderCorpus.ofDocuments(document);
      List<Row> rows = new ArrayList<>();
      try (Phases phases = arguments.phases()) {
        long bytes = texts.bytes();
        texts.<Row>read(
            Tokenizers.byId(index.manifest().tokenizerId()),
            threads,
            text -> row(text, index),
            rows::add,
            done -> phases.report("looking up", done, bytes));
      }
      if (rows.isEmpty()) {
        throw new IOException(document + " holds no text");
      }
      print(rows, index);
    }
    return ExitCode.OK;
  }

  private Row row(CorpusDocument text, SegmentCollection index) {
    int[] tokens = text.tokens();
    return new Row(text.name(), tokens.length, Duplicates.of(tokens, minSpan, index.segments()));
  }

  private void print(List<Row> rows, SegmentCollection index) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      List<Map<String, Object>> reports = new ArrayList<>();
      for (Row row : rows) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("document", row.document());
        report.put("tokens", row.tokens());
        report.put("windows", row.found().windows());
        report.put("present", row.found().present());
        report.put("contributors", byContributor(List.of(row), index));
        reports.add(report);
      }
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("minSpan", minSpan);
      outcome.put("documents", reports);
      out.println(JsonLine.text(outcome));
    } else {
      Table documents = new Table("document", ">tokens", ">windows", ">present", ">share");
      long windows = 0;
      for (Row row : rows) {
        Duplicates found = row.found();
        windows += found.windows();
        documents.row(
            row.document(),
            Integer.toString(row.tokens()),
            Integer.toString(found.windows()),
            Integer.toString(found.present()),
            Attribution.percent(found.present(), found.windows()));
      }
      documents.print(out);
      out.println();
      Table contributors = new Table("whose", ">windows", ">share");
      long all = windows;
      byContributor(rows, index)
          .forEach(
              (name, count) ->
                  contributors.row(name, Long.toString(count), Attribution.percent(count, all)));
      contributors.print(out);
    }
    out.flush();
  }

  /** Windows of each contributor, those of most first. */
  private static Map<String, Long> byContributor(List<Row> rows, SegmentCollection index) {
    Map<String, Long> windows = new LinkedHashMap<>();
    for (Row row : rows) {
      for (Passage passage : row.found().passages()) {
        String name = index.sources().find(passage.order()).contributor();
        windows.merge(name, (long) passage.windows(), Long::sum);
      }
    }
    Map<String, Long> sorted = new LinkedHashMap<>();
    windows.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
