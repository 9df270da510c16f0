package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.attribution.weight.make.WeightTableMaker;
import org.openledger.progress.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code openledger index weights}: counts a tokenizer's tokens in a reference corpus. The same
 * corpus gives the same table, byte for byte.
 */
@Command(
    name = "weights",
    description = "Makes a table of token weights: counts of a tokenizer's tokens in a corpus.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class WeightsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "CORPUS",
      description = "One file of UTF-8 documents, joined by NUL bytes.")
  private Path corpus = Path.of("");

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "ID",
      description = "Whose tokens are counted: utf8-bytes or cl100k_base.")
  private String tokenizer = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Where the table goes; replaced where it exists.")
  private Path output = Path.of("");

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!Tokenizers.ids().contains(tokenizer)) {
      throw new ParameterException(
          spec.commandLine(), "no tokenizer " + tokenizer + ": there are " + Tokenizers.ids());
    }
    if (!Files.isRegularFile(corpus) || !Files.isReadable(corpus)) {
      throw new IOException("the corpus " + corpus + " is not a file that can be read");
    }
    WeightTable table = make(Tokenizers.byId(tokenizer));
    Path parent = output.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException("there is no directory for " + output);
    }
    Files.write(output, table.bytes());
    PrintWriter out = spec.commandLine().getOut();
    String hash = HexFormat.of().formatHex(table.hash());
    if (json) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("tokenizer", tokenizer);
      outcome.put("tokens", table.tokens());
      outcome.put("bytes", table.bytes().length);
      outcome.put("sha256", hash);
      out.println(JsonLine.text(outcome));
    } else {
      out.println(output + ": " + table.tokens() + " tokens, " + table.bytes().length + " bytes");
      out.println("SHA-256 " + hash);
    }
    out.flush();
    return ExitCode.OK;
  }

  private WeightTable make(Tokenizer counted) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Steps steps = Terminal.errors() ? Steps.bars() : Steps.lines(err);
    long[] told = new long[1];
    try (Steps.Step step = steps.begin("counting", Files.size(corpus))) {
      return WeightTableMaker.make(
          corpus,
          counted,
          (name, done, total) -> {
            step.advance(done - told[0]);
            told[0] = done;
          });
    }
  }
}
