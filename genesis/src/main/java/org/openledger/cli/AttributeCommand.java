package org.openledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openledger.attribution.collection.SegmentCollection;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code openledger index attribute}: whose an answer is. */
@Command(
    name = "attribute",
    description = "Says which contributors an answer is from, by attribution rule version 1.",
    mixinStandardHelpOptions = true,
    versionProvider = OpenLedger.Release.class)
public final class AttributeCommand implements Callable<Integer> {

  private static final int MAX_WEIGHT = 16 * 1_024;

  @Spec private CommandSpec spec = CommandSpec.create();

  @picocli.CommandLine.Parameters(paramLabel = "DIR", description = "The index.")
  private Path directory = Path.of("");

  @Option(
      names = "--answer",
      required = true,
      paramLabel = "FILE",
      description = "The answer as UTF-8 text; - for the standard input.")
  private String answer = "";

  @Option(
      names = "--min-span",
      paramLabel = "N",
      defaultValue = "6",
      description = "Tokens of the shortest counting window (default: ${DEFAULT-VALUE}).")
  private int minSpan = 6;

  @Option(
      names = "--min-rarity",
      paramLabel = "BITS",
      defaultValue = "40",
      description = "Bits of the lightest counting window (default: ${DEFAULT-VALUE}).")
  private int minRarity = 40;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      defaultValue = "tokens",
      description = "What a paid token is worth: tokens or rarity (default: ${DEFAULT-VALUE}).")
  private Unit unit = Unit.TOKENS;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    new Arguments(spec)
        .require(minSpan >= 1 && minRarity >= 1, "--min-span and --min-rarity take at least 1");
    String text = text();
    try (SegmentCollection index = SegmentCollection.open(directory)) {
      Tokenizer tokenizer = Tokenizers.byId(index.manifest().tokenizerId());
      WeightTable table =
          WeightTable.shipped(tokenizer.id())
              .orElseThrow(() -> new IOException("no table of weights for " + tokenizer.id()));
      Parameters parameters = new Parameters(minSpan, minRarity, unit, MAX_WEIGHT);
      Attribution attribution = Attribution.of(tokenizer.encode(text), index, table, parameters);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(JsonLine.text(attribution.report()));
      } else {
        attribution.print(out);
      }
      out.flush();
    }
    return ExitCode.OK;
  }

  private String text() throws IOException {
    byte[] bytes =
        answer.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(answer));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("the answer is not UTF-8", e);
    }
  }
}
