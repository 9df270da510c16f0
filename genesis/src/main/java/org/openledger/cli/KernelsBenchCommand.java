package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.bench.BenchRow;
import org.openledger.bench.KernelsBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger bench kernels}: construction and queries over a corpus. */
@Command(
    name = "kernels",
    description = "Measures index construction and attribution queries over a corpus.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class KernelsBenchCommand implements Callable<Integer> {

  private static final String TOKENIZER = "cl100k_base";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      description =
          "A folder of text files, or one file of UTF-8 documents joined by NUL (default: the"
              + " licence texts of this JDK, which are few).")
  private @Nullable Path corpus;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Stop reading the corpus after so many tokens (default: all).")
  private long most = Integer.MAX_VALUE - 1_000_000L;

  @Option(names = "--json", description = "Print the rows as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path source = corpus == null ? Path.of(System.getProperty("java.home"), "legal") : corpus;
    PrintWriter err = spec.commandLine().getErr();
    Tokenizer tokenizer = Tokenizers.byId(TOKENIZER);
    List<int[]> documents = new ArrayList<>();
    long[] tokens = new long[1];
    read(
        source,
        text -> {
          int[] ids = tokenizer.encode(text);
          documents.add(ids);
          tokens[0] += ids.length;
          return tokens[0] < most;
        });
    err.printf(Locale.ROOT, "%,d documents, %,d tokens%n", documents.size(), tokens[0]);
    err.flush();
    Path directory = Files.createTempDirectory("openledger-bench");
    List<BenchRow> rows;
    try {
      rows =
          new KernelsBench(
                  tokenizer,
                  (step, done, total) -> {
                    if (done == total) {
                      err.println(step);
                      err.flush();
                    }
                  })
              .run(documents, directory);
    } finally {
      Files.delete(directory);
    }
    print(rows);
    return ExitCode.OK;
  }

  /** Hands over each text, until one is refused. */
  private static void read(Path source, Predicate<String> texts) throws IOException {
    if (Files.isRegularFile(source)) {
      byte[] bytes = Files.readAllBytes(source);
      int begin = 0;
      for (int end = 0; end <= bytes.length; end++) {
        if (end == bytes.length || bytes[end] == 0) {
          if (!texts.test(new String(bytes, begin, end - begin, StandardCharsets.UTF_8))) {
            return;
          }
          begin = end + 1;
        }
      }
      return;
    }
    if (!Files.isDirectory(source)) {
      throw new IOException("the corpus " + source + " does not exist");
    }
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = text(file);
        if (!text.isBlank() && text.indexOf('\0') < 0 && !texts.test(text)) {
          return;
        }
      }
    }
  }

  /** A file's text; empty where it is none. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private void print(List<BenchRow> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("machine", machine());
      report.put("rows", rows.stream().map(BenchRow::toMap).toList());
      out.println(JsonLine.text(report));
    } else {
      out.println(machine());
      int width =
          rows.stream().map(row -> row.name().length()).max(Comparator.naturalOrder()).orElse(0);
      for (BenchRow row : rows) {
        StringBuilder line = new StringBuilder();
        line.append(
            String.format(
                Locale.ROOT,
                "%-" + width + "s  %,14.3f %-9s",
                row.name(),
                row.value(),
                row.unit()));
        Double goal = row.goal();
        if (goal != null) {
          line.append(
              String.format(
                  Locale.ROOT,
                  "  goal %s %,.2f: %s",
                  row.atLeast() ? "≥" : "≤",
                  goal,
                  Boolean.TRUE.equals(row.met()) ? "met" : "missed"));
        }
        Double ratio = row.ratio();
        if (ratio != null) {
          line.append(
              String.format(
                  Locale.ROOT, "  %s %,.3f, ratio %.1f", row.peer(), row.peerValue(), ratio));
        }
        out.println(line.toString().stripTrailing());
      }
    }
    out.flush();
  }

  private static String machine() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, Java "
        + Runtime.version();
  }
}
