package org.openledger.evidence;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.demo.Demo;
import org.openledger.demo.DemoOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.precompile.abi.ContractAbi;

/** Tells the demo's story with texts of a test's own, and finds what it settled. */
public final class SettledStory {

  public static final String ALICE =
      "The quick brown fox jumps over the lazy dog while seventeen purple elephants juggle"
          + " lanterns.";
  public static final String BOB =
      "Nobody at the observatory expected the comet to rattle their teacups on a rainy Thursday.";
  public static final String CAROL =
      "Carol keeps a diary about barges, locks and patient lockkeepers who whistle at dawn.";

  private SettledStory() {}

  /** Settles an answer over the texts of Alice, Bob and Carol, who copied Alice. */
  public static EvidenceMaker.Wanted tell(DevNetwork network, Path directory, String answer)
      throws IOException {
    write(directory, "corpus/alice/a.txt", ALICE);
    write(directory, "corpus/alice/copy.txt", BOB + " That is what Bob will say.");
    write(directory, "corpus/bob/b.txt", BOB);
    write(directory, "corpus/carol/c.txt", ALICE);
    write(directory, "corpus/carol/own.txt", CAROL);
    write(directory, "answer.txt", answer);
    DemoOptions defaults = DemoOptions.defaults();
    DemoOptions options =
        new DemoOptions(
            directory.resolve("corpus"),
            network.url(),
            0,
            directory.resolve("answer.txt"),
            null,
            defaults.seed(),
            defaults.tokens(),
            true,
            false,
            false);
    try (Demo demo =
        new Demo(options, new PrintWriter(new StringWriter()), new PrintWriter(System.err))) {
      demo.run();
    }
    return settled(network.chain());
  }

  /** The last settlement of a chain. */
  public static EvidenceMaker.Wanted settled(ChainView chain) {
    Bytes32 event = ContractAbi.of("InferenceFees").event("InferenceSettled").signature();
    for (long number = chain.head().number(); number > 0; number--) {
      BlockRef block = chain.block(number).orElseThrow();
      for (ChainTransaction transaction : chain.transactions(block).orElseThrow()) {
        for (NodeLog log : transaction.logs()) {
          if (log.topics().getFirst().equals(event)) {
            return new EvidenceMaker.Wanted(transaction.hash(), Optional.empty(), Optional.empty());
          }
        }
      }
    }
    throw new IllegalStateException("nothing was settled");
  }

  private static void write(Path directory, String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
