package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.node.ChainScript.CHAIN;
import static org.openledger.node.ChainScript.DIGEST;
import static org.openledger.node.ChainScript.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's data are of one chain, and of nothing that this chain does not have. */
class BoundNodeTest {

  @TempDir Path directory;
  private final ChainScript script = new ChainScript();

  private void fill() {
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 0);
      script.feed(node, 9);
      node.segment(ROOT);
    }
  }

  @Test
  void theJournalsFirstLineNamesTheChain() throws IOException {
    fill();
    assertThat(Files.readAllLines(directory.resolve("journal.tsv")).getFirst())
        .startsWith("chain\t" + CHAIN + "\t");
  }

  @Test
  void dataOfAnotherChainAreRefusedAndLeftAlone() throws IOException {
    fill();
    byte[] journal = Files.readAllBytes(directory.resolve("journal.tsv"));
    try (Node node = Node.open(directory)) {
      assertThatThrownBy(() -> node.bind("a rehearsal", 100))
          .isInstanceOf(OtherChainException.class)
          .hasMessageContaining("the data in " + directory + " are of the chain " + CHAIN)
          .hasMessageContaining("a rehearsal")
          .hasMessageContaining("a data directory of its own");
    }
    assertThat(Files.readAllBytes(directory.resolve("journal.tsv"))).isEqualTo(journal);
  }

  @Test
  void whatBlocksAboveTheHeadToldIsForgotten() {
    fill();
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 3);
      assertThat(node.lastBlock()).isEqualTo(3);
      assertThat(node.resumeBlock()).isEqualTo(3);
      assertThatThrownBy(() -> node.segment(ROOT)).hasMessageContaining("is unknown to this node");
    }
    try (Node node = Node.open(directory)) {
      assertThat(node.lastBlock()).isEqualTo(3);
      node.bind(CHAIN, 3);
      script.feed(node, 5);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
    }
  }

  @Test
  void whatWasLearnedOfNoNamedChainIsReadAgain() {
    try (Node node = Node.open(directory)) {
      script.feed(node, 9);
      node.segment(ROOT);
    }
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 9);
      assertThat(node.resumeBlock()).isEqualTo(1);
      script.feed(node, 5);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
    }
  }
}
