package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.collection.CollectionBuild;
import org.openledger.attribution.collection.CollectionWriter;
import org.openledger.attribution.collection.Disk;
import org.openledger.attribution.collection.Manifest;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.corpus.Corpus;
import org.openledger.corpus.FolderCorpus;
import org.openledger.corpus.Ingest;
import org.openledger.corpus.JoinedFile;
import org.openledger.corpus.TokenFile;
import org.openledger.progress.Phases;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code openledger index build}: makes an index of a folder of text or of a file of tokens. */
@Command(
    name = "build",
    description = {
      "Makes an index of a folder of text, of a file of texts, or of a file of token ids.",
      "Each text is one contribution; orders are 1, 2, … by the names of the contributors, then by"
          + " the paths of the files. What DIR held before stays usable until the new index is"
          + " whole, and for good if the command is stopped."
    },
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class BuildCommand implements Callable<Integer> {

  static final String MAX_TOKENS = "33554432";

  /** Where contributions are from. */
  static final class Origin {
    @Option(
        names = "--corpus",
        paramLabel = "FOLDER",
        description =
            "Text: first-level folders are the contributors, UTF-8 files below them the documents;"
                + " hidden ones are passed over, of identical texts the first is kept.")
    private @Nullable Path folder;

    @Option(
        names = "--tokens",
        paramLabel = "FILE",
        description =
            "Token ids, 4 bytes each, little endian; FF FF FF FF ends a document. The file is the"
                + " contributor.")
    private @Nullable Path tokens;

    @Option(
        names = "--text",
        paramLabel = "FILE",
        description =
            "UTF-8 documents joined by NUL; of identical ones the first is kept. The file is the"
                + " contributor.")
    private @Nullable Path text;

    private Corpus corpus() throws IOException {
      if (folder != null) {
        return FolderCorpus.of(folder);
      }
      return text != null ? JoinedFile.of(text) : TokenFile.of(Objects.requireNonNull(tokens));
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The index; made where it is missing.")
  private Path directory = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Origin origin = new Origin();

  @Option(
      names = "--tokenizer",
      paramLabel = "ID",
      defaultValue = "cl100k_base",
      description = "utf8-bytes or cl100k_base (default: ${DEFAULT-VALUE}).")
  private String tokenizer = "cl100k_base";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that read, tokenize and hash (default: as many as there are processors). With"
              + " more than one, segments are sorted beside them. Any number gives the same bytes.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = MAX_TOKENS,
      description =
          "Tokens of a segment, unless one contribution has more (default: ${DEFAULT-VALUE}).")
  private long maxTokens = Long.parseLong(MAX_TOKENS);

  @Option(names = "--append", description = "Add to the index instead of replacing it.")
  private boolean append;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  private String left = "";

  @Override
  public Integer call() throws IOException {
    Arguments arguments = new Arguments(spec);
    Tokenizer chosen = arguments.tokenizer(tokenizer);
    arguments.require(threads >= 1 && threads <= 1_024, "--threads takes 1 to 1024");
    arguments.require(maxTokens >= 1, "--max-tokens takes at least 1");
    Corpus corpus = origin.corpus();
    Manifest manifest;
    try (Phases phases = arguments.phases();
        CollectionWriter writer =
            CollectionWriter.create(directory, chosen.id(), chosen.vocabularySize(), Disk.REAL);
        CollectionBuild build = begin(writer, phases)) {
      long documents = Ingest.into(build, corpus, chosen, threads, phases);
      left = corpus.left();
      if (documents == 0) {
        throw new IOException("nothing to index" + left + "; " + directory + " is as it was");
      }
      manifest = build.commit();
    }
    print(manifest);
    return ExitCode.OK;
  }

  private CollectionBuild begin(CollectionWriter writer, Phases phases) throws IOException {
    int writers = Ingest.writers(threads, maxTokens);
    return append
        ? writer.append(maxTokens, writers, phases)
        : writer.replace(maxTokens, writers, phases);
  }

  private void print(Manifest manifest) {
    PrintWriter out = spec.commandLine().getOut();
    String digest = HexFormat.of().formatHex(manifest.digest());
    if (json) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("tokenizer", manifest.tokenizerId());
      outcome.put("contributions", manifest.contributions());
      outcome.put("tokens", manifest.tokens());
      outcome.put("segments", manifest.segments().size());
      outcome.put("digest", digest);
      out.println(JsonLine.text(outcome));
    } else {
      out.printf(
          "%d contributions, %d tokens in %d segments%s%n",
          manifest.contributions(), manifest.tokens(), manifest.segments().size(), left);
      out.println("index digest " + digest);
    }
    out.flush();
  }
}
