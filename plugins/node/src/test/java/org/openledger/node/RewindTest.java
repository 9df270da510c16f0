package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.node.ChainScript.CHAIN;
import static org.openledger.node.ChainScript.DIGEST;
import static org.openledger.node.ChainScript.ROOT;
import static org.openledger.node.ChainScript.SECOND;
import static org.openledger.node.ChainScript.published;
import static org.openledger.node.ChainScript.text;

import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;

/** A node follows a chain that goes back. */
class RewindTest {

  @TempDir Path directory;
  private final ChainScript script = new ChainScript();

  @Test
  void whatIsNoMoreIsForgottenAndReadAgain() {
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 0);
      script.feed(node, 9);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
      node.rewind(3);
      assertThat(node.resumeBlock()).isEqualTo(4);
      assertThat(node.lastBlock()).isEqualTo(3);
      assertThatThrownBy(() -> node.segment(ROOT)).hasMessageContaining("is unknown to this node");
      assertThat(script.feed(node, 9)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
    }
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 9);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
    }
  }

  @Test
  void anotherHistoryTakesThePlaceOfTheFirst() {
    Content other = text("what another history tells");
    Bytes32 root =
        Bytes32.wrap(SegmentRoot.of(new long[] {1, 2}, new byte[][] {other.root(), SECOND.root()}));
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 0);
      script.feed(node, 5);
      node.segment(ROOT);
      node.rewind(1);
      new ChainScript()
          .with(2, published(1, other))
          .with(4, ChainScript.sealed(1, root, 1, 2))
          .with(5)
          .feed(node, 5);
      assertThat(node.segment(root).tokens()).isPositive();
      assertThatThrownBy(() -> node.segment(ROOT)).hasMessageContaining("is unknown to this node");
    }
  }

  @Test
  void blocksThatToldNothingAreNotReadAgain() {
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 0);
      script.feed(node, 20);
      node.rewind(15);
      assertThat(node.resumeBlock()).isEqualTo(16);
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
      node.rewind(30);
      assertThat(node.resumeBlock()).isEqualTo(16);
    }
  }

  @Test
  void backToTheBeginningNothingIsKnown() {
    try (Node node = Node.open(directory)) {
      node.bind(CHAIN, 0);
      script.feed(node, 5);
      node.rewind(0);
      assertThat(node.resumeBlock()).isEqualTo(1);
      assertThat(node.lastBlock()).isZero();
      assertThat(script.feed(node, 5)).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L));
    }
  }
}
