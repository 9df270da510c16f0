package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.collection.SegmentCollection;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.bench.BenchReport;
import org.openledger.bench.CorpusException;
import org.openledger.bench.IndexBench;
import org.openledger.bench.Machine;
import org.openledger.bench.Repeats;
import org.openledger.bench.TextCorpus;
import org.openledger.progress.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index bench}: how fast an index answers. */
@Command(
    name = "bench",
    description = {
      "Measures how fast an index answers on this machine, in one thread: the longest match of each"
          + " position (match) and whose each token is (attribute).",
      "Answers are cut from the index (verbatim), made by an infinity-gram that read it"
          + " (generated), and your own if you give some (heldout)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:failed, such as by a damaged index",
      "2:wrong use, or answers that do not exist"
    })
public final class IndexBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The index.")
  private Path directory = Path.of("");

  @Option(
      names = "--answers",
      paramLabel = "PATH",
      description =
          "Your own answers, which are not in the index: a folder of text files, or one file of"
              + " UTF-8 texts joined by NUL.")
  private @Nullable Path answers;

  @Mixin private BenchRepeats repeats = new BenchRepeats();

  @Mixin private BenchOutput output = new BenchOutput();

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    Repeats much = repeats.repeats(arguments);
    Tokenizer tokenizer = arguments.tokenizer(SegmentCollection.manifest(directory).tokenizerId());
    BenchReport report;
    try (Phases phases = arguments.phases()) {
      List<int[]> own =
          answers == null
              ? List.of()
              : new TextCorpus(answers).tokens(tokenizer, TextCorpus.MOST_TOKENS, phases);
      IndexBench bench = new IndexBench(much, phases);
      report =
          new BenchReport(
              Machine.describe(), bench.run(directory, own), List.of(), bench.skipped());
    } catch (CorpusException e) {
      spec.commandLine().getErr().println("openledger: " + e.getMessage());
      return ExitCode.USAGE;
    }
    output.show(report, "index", spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
