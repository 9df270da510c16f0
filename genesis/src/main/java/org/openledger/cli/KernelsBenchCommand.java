package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.bench.Divsufsort;
import org.openledger.attribution.bench.Libsais;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.bench.BenchReport;
import org.openledger.bench.BenchRow;
import org.openledger.bench.CorpusException;
import org.openledger.bench.Curve;
import org.openledger.bench.GrowthBench;
import org.openledger.bench.KernelsBench;
import org.openledger.bench.Machine;
import org.openledger.bench.PeerLibraries;
import org.openledger.bench.Repeats;
import org.openledger.bench.SkippedRow;
import org.openledger.bench.TextCorpus;
import org.openledger.bench.WorkDirectory;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger bench kernels}: construction and queries over a corpus. */
@Command(
    name = "kernels",
    description = {
      "Measures index construction and attribution queries over a corpus, in one thread, beside"
          + " libsais and libdivsufsort (where they are installed), a plain binary search and a"
          + " scan.",
      "Every twentieth document is held out of the index. Progress goes to the standard error"
          + " output."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; a goal that is missed changes nothing about that",
      "1:failed, such as by too little memory",
      "2:wrong use, or a corpus that cannot be measured with"
    },
    footer = {
      "",
      "The heap is up to 70 %% of the machine's memory; OPENLEDGER_JAVA_OPTS=-Xmx12g sets another.",
      "10^8 tokens take about 6 GB, and the 3*10^8 bytes of --growth about 10 GB."
    })
public final class KernelsBenchCommand implements Callable<Integer> {

  private static final String TOKENIZER = "cl100k_base";
  private static final String BYTES = "utf8-bytes";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      description =
          "A folder of text files, or one file of UTF-8 documents joined by NUL; at least 20"
              + " documents (default: the licence texts of this JDK, which are few).")
  private @Nullable Path corpus;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Stop reading the corpus after so many tokens (default: all).")
  private long most = TextCorpus.MOST_TOKENS;

  @Option(
      names = "--growth",
      description =
          "Also measure how costs grow with the corpus (10^5 to 3*10^8 tokens, also of the bytes),"
              + " the answer and the segments.")
  private boolean growth;

  @Option(
      names = "--growth-only",
      description = "Measure the growth alone; --out then writes growth.json.")
  private boolean growthOnly;

  @Option(
      names = "--divsufsort",
      paramLabel = "FILE",
      defaultValue = Divsufsort.LIBRARY,
      description =
          "The library that construction from bytes is compared with (default: ${DEFAULT-VALUE}).")
  private String divsufsort = Divsufsort.LIBRARY;

  @Option(
      names = "--libsais",
      paramLabel = "FILE",
      defaultValue = Libsais.LIBRARY,
      description =
          "The library that construction from tokens is compared with (default: ${DEFAULT-VALUE}).")
  private String libsais = Libsais.LIBRARY;

  @Mixin private BenchRepeats repeats = new BenchRepeats();

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    arguments.require(most >= 1, "--tokens takes at least 1");
    Repeats much = repeats.repeats(arguments);
    PrintWriter err = spec.commandLine().getErr();
    BenchReport report;
    try (Phases phases = arguments.phases()) {
      report = measure(much, phases);
    } catch (CorpusException e) {
      err.println("openledger: " + e.getMessage());
      return ExitCode.USAGE;
    }
    output.show(report, growthOnly ? "growth" : "kernels", spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private BenchReport measure(Repeats much, Phases phases) throws IOException {
    Path source = corpus == null ? Path.of(System.getProperty("java.home"), "legal") : corpus;
    TextCorpus texts = new TextCorpus(source);
    List<BenchRow> rows = new ArrayList<>();
    List<SkippedRow> skipped = new ArrayList<>();
    List<Curve> curves = new ArrayList<>();
    try (WorkDirectory work = WorkDirectory.create()) {
      Path directory = work.path();
      Tokenizer tokenizer = Tokenizers.byId(TOKENIZER);
      List<int[]> documents = tokens(texts, tokenizer, phases);
      if (!growthOnly) {
        KernelsBench bench =
            new KernelsBench(tokenizer, new PeerLibraries(divsufsort, libsais), much, phases);
        rows.addAll(bench.run(documents, directory));
        skipped.addAll(bench.skipped());
      }
      if (growth || growthOnly) {
        GrowthBench grow = new GrowthBench(tokenizer, directory, much, phases);
        curves.addAll(grow.byCorpus(documents));
        curves.addAll(grow.byOutput(documents));
        curves.addAll(grow.bySegments(documents));
        documents = List.of(); // The bytes need the room.
        curves.addAll(ofBytes(texts, directory, much, phases, skipped));
      }
    }
    return new BenchReport(Machine.describe(), rows, curves, skipped);
  }

  private List<Curve> ofBytes(
      TextCorpus texts, Path directory, Repeats much, Phases phases, List<SkippedRow> skipped)
      throws IOException {
    Tokenizer tokenizer = Tokenizers.byId(BYTES);
    try {
      return new GrowthBench(tokenizer, directory, much, phases)
          .byCorpus(tokens(texts, tokenizer, phases));
    } catch (CorpusException e) {
      skipped.add(new SkippedRow("growth of " + BYTES, String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  private List<int[]> tokens(TextCorpus texts, Tokenizer tokenizer, Phases phases)
      throws IOException {
    List<int[]> documents = texts.tokens(tokenizer, most, phases);
    PrintWriter err = spec.commandLine().getErr();
    long tokens = documents.stream().mapToLong(ids -> ids.length).sum();
    err.printf(
        Locale.ROOT, "%,d documents, %,d tokens of %s%n", documents.size(), tokens, tokenizer.id());
    err.flush();
    return documents;
  }
}
