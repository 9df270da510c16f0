package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.collection.CollectionBuild;
import org.openledger.attribution.collection.CollectionWriter;
import org.openledger.attribution.collection.Disk;
import org.openledger.attribution.collection.Manifest;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.corpus.DocumentSink;
import org.openledger.corpus.FolderCorpus;
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
      "Makes an index of a folder of text, or of a file of token ids.",
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
    private @Nullable Path corpus;

    @Option(
        names = "--tokens",
        paramLabel = "FILE",
        description =
            "Token ids, 4 bytes each, little endian; FF FF FF FF ends a document. The file is the"
                + " contributor.")
    private @Nullable Path tokens;
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
          "Threads that tokenize (default: as many as there are processors). Any number gives the"
              + " same bytes.")
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
    Path corpus = origin.corpus;
    FolderCorpus folders = corpus == null ? null : FolderCorpus.of(corpus);
    if (origin.tokens != null && !Files.isRegularFile(origin.tokens)) {
      throw new IOException("the token file " + origin.tokens + " is not a file");
    }
    Manifest manifest;
    try (Phases phases = arguments.phases();
        CollectionWriter writer =
            CollectionWriter.create(directory, chosen.id(), chosen.vocabularySize(), Disk.REAL)) {
      CollectionBuild build =
          append ? writer.append(maxTokens, phases) : writer.replace(maxTokens, phases);
      boolean[] any = new boolean[1];
      read(
          folders,
          chosen,
          phases,
          document -> {
            Content content = Content.of(List.of(document.tokens()), chosen.vocabularySize());
            build.add(document.contributor(), document.name(), content);
            any[0] = true;
          });
      if (!any[0]) {
        throw new IOException("nothing to index" + left + "; " + directory + " is as it was");
      }
      manifest = build.commit();
    }
    print(manifest);
    return ExitCode.OK;
  }

  private void read(
      @Nullable FolderCorpus folders, Tokenizer chosen, Phases phases, DocumentSink sink)
      throws IOException {
    Path tokens = origin.tokens;
    if (tokens != null) {
      long bytes = Files.size(tokens);
      TokenFile.read(
          tokens, chosen.vocabularySize(), sink, done -> phases.report("reading", done, bytes));
    }
    if (folders == null) {
      return;
    }
    folders.tokenize(
        chosen, threads, sink, done -> phases.report("tokenizing", done, folders.files()));
    String skipped =
        folders.skipped().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(Collectors.joining(", "));
    left =
        " ("
            + folders.duplicates()
            + " duplicates"
            + (skipped.isEmpty() ? "" : ", skipped: " + skipped)
            + ")";
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
