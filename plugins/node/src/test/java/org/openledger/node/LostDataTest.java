package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.node.ChainScript.CHAIN;
import static org.openledger.node.ChainScript.DIGEST;
import static org.openledger.node.ChainScript.FIRST;
import static org.openledger.node.ChainScript.ROOT;
import static org.openledger.node.ChainScript.SECOND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.host.NodeFailureException;

/** Lost and damaged data come back from the chain, whatever it is, and only what is needed. */
class LostDataTest {

  @TempDir Path directory;
  private final ChainScript script = new ChainScript();

  private Node open() {
    Node node = Node.open(directory);
    node.bind(CHAIN, 9);
    return node;
  }

  private void fill(long head) {
    try (Node node = open()) {
      script.feed(node, head);
      if (head >= 4) {
        node.segment(ROOT);
      }
    }
  }

  private static void assertComplete(Node node) {
    assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
  }

  @Test
  void nothingIsReadAgainWhereNothingIsLost() throws IOException {
    fill(9);
    Files.delete(ChainScript.contentFile(directory, FIRST));
    try (Node node = open()) {
      assertThat(node.resumeBlock()).isEqualTo(5);
      assertComplete(node);
      assertThat(script.feed(node, 9)).containsExactly(5L, 6L, 7L, 8L, 9L);
      assertThat(node.resumeBlock()).isEqualTo(10);
    }
  }

  @Test
  void contentLostBetweenTwoRunsIsAskedForAtOnce() throws IOException {
    fill(9);
    Files.delete(ChainScript.segmentFile(directory));
    Files.delete(ChainScript.contentFile(directory, SECOND));
    try (Node node = open()) {
      assertThat(script.feed(node, 6)).startsWith(3L).containsOnly(3L, 5L, 6L);
      assertComplete(node);
    }
  }

  @Test
  void contentThatNoVersionHoldsYetIsAskedForToo() throws IOException {
    fill(3);
    Files.delete(ChainScript.contentFile(directory, FIRST));
    try (Node node = open()) {
      assertThat(script.feed(node, 5)).containsExactly(2L, 3L, 4L, 5L);
      assertComplete(node);
    }
  }

  @Test
  void damageThatBuildingFindsIsRepairedWithoutARestart() throws IOException {
    fill(9);
    Files.delete(ChainScript.segmentFile(directory));
    Files.write(ChainScript.contentFile(directory, FIRST), new byte[] {0, 1});
    try (Node node = open()) {
      assertThatThrownBy(() -> node.segment(ROOT))
          .isInstanceOf(NodeFailureException.class)
          .hasMessageContaining("of contribution 1 was damaged and is removed")
          .hasMessageContaining("it is read again from the chain");
      assertThat(script.feed(node, 5)).containsExactly(2L, 5L);
      assertComplete(node);
    }
  }

  @Test
  void contentThatComesIsNotDamagedByTheFileInItsPlace() throws IOException {
    fill(3);
    Files.write(ChainScript.contentFile(directory, FIRST), new byte[] {0, 1});
    try (Node node = open()) {
      node.onBlock(2, List.of(ChainScript.published(1, FIRST)));
      script.feed(node, 5);
      assertComplete(node);
    }
  }

  @Test
  void aBlockThatTheHostNoLongerHasHoldsUpNoOther() throws IOException {
    fill(3);
    Files.delete(ChainScript.contentFile(directory, FIRST));
    try (Node node = open()) {
      assertThat(node.giveUp(2)).isTrue();
      assertThat(node.resumeBlock()).isEqualTo(3);
      script.feed(node, 3);
      assertThat(node.giveUp(4)).isFalse();
      assertThat(node.resumeBlock()).isEqualTo(4);
    }
  }

  @Test
  void aBlockThatFailsIsAskedForAgain() throws IOException {
    fill(3);
    Path lost = ChainScript.contentFile(directory, FIRST);
    Files.delete(lost);
    Path obstacle = Path.of(lost + ".part");
    try (Node node = open()) {
      Files.createDirectory(obstacle);
      assertThatThrownBy(() -> script.feed(node, 5)).isInstanceOf(NodeFailureException.class);
      assertThat(node.resumeBlock()).isEqualTo(2);
      Files.deleteIfExists(obstacle); // Whoever failed there has tidied up, maybe.
      script.feed(node, 5);
      assertComplete(node);
    }
  }

  @Test
  void aDamagedJournalIsReadAgainFromItsDamage() throws IOException {
    fill(9);
    Path journal = directory.resolve("journal.tsv");
    Files.writeString(journal, Files.readString(journal).replace("C\t3\t2", "C\t3\t7"));
    try (Node node = open()) {
      assertThat(node.resumeBlock()).isEqualTo(2);
      assertThat(script.feed(node, 5)).containsExactly(2L, 3L, 4L, 5L);
      assertComplete(node);
    }
  }

  @Test
  void factsThatDoNotFitAreNotWrittenAndTheChainIsReadFromItsStart() throws IOException {
    try (Node node = open()) {
      script.feed(node, 2);
      byte[] before = Files.readAllBytes(directory.resolve("journal.tsv"));
      assertThatThrownBy(() -> node.onBlock(4, List.of(ChainScript.sealed())))
          .isInstanceOf(NodeFailureException.class)
          .hasMessageContaining("speaks of contribution 2")
          .hasMessageContaining("read again from its first block");
      assertThat(Files.readAllBytes(directory.resolve("journal.tsv"))).isEqualTo(before);
      assertThat(script.feed(node, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertComplete(node);
    }
    try (Node node = open()) {
      assertComplete(node);
    }
  }

  @Test
  void aVersionOfOtherContentsIsNotWritten() {
    try (Node node = open()) {
      script.feed(node, 2);
      node.onBlock(3, List.of(ChainScript.published(2, FIRST)));
      assertThatThrownBy(() -> node.onBlock(4, List.of(ChainScript.sealed())))
          .hasMessageContaining("of other contents than this node knows");
      assertThat(directory.resolve("journal.tsv")).content().doesNotContain("S\t");
    }
  }

  @Test
  void aFactThatDiffersReplacesTheOldOne() {
    try (Node node = open()) {
      node.onBlock(1, List.of(ChainScript.created("no such tokenizer")));
      node.onBlock(2, List.of(ChainScript.published(1, SECOND)));
      node.onBlock(1, List.of(ChainScript.created("utf8-bytes")));
      node.onBlock(2, List.of(ChainScript.published(1, FIRST)));
      script.feed(node, 5);
      assertComplete(node);
    }
    try (Node node = open()) {
      assertComplete(node);
    }
  }

  @Test
  void anIndexOfAnotherDigestThanTheAttestedFailsAndNamesBoth() {
    script.with(5, ChainScript.activated(Bytes32.repeat((byte) 7)));
    try (Node node = open()) {
      script.feed(node, 5);
      assertThatThrownBy(() -> node.segment(ROOT))
          .isInstanceOf(NodeFailureException.class)
          .hasMessageContaining(DIGEST.toHexString())
          .hasMessageContaining(Bytes32.repeat((byte) 7).toHexString());
    }
    try (Node node = open()) {
      assertThatThrownBy(() -> node.segment(ROOT)).hasMessageContaining("the chain attested");
    }
  }
}
