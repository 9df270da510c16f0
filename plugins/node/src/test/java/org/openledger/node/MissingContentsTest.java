package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openledger.node.ChainScript.CHAIN;
import static org.openledger.node.ChainScript.DIGEST;
import static org.openledger.node.ChainScript.FIRST;
import static org.openledger.node.ChainScript.ROOT;
import static org.openledger.node.ChainScript.SECOND;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.index.SegmentState;

/** What a node tells of contents and indexes that it lacks, long before a block needs them. */
class MissingContentsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  /** The second contribution stays off the chain; the version is announced in block 5. */
  private final ChainScript script =
      new ChainScript()
          .with(3, ChainScript.contributed(2, SECOND))
          .with(5, ChainScript.announced(DIGEST))
          .with(6, ChainScript.activated(DIGEST));

  private Node open() {
    Node node = Node.open(directory);
    node.bind(CHAIN, 9);
    return node;
  }

  private static void awaitFailed(Node node) {
    await()
        .atMost(LIMIT)
        .until(() -> node.segmentStatus(ROOT).orElseThrow().state() == SegmentState.FAILED);
  }

  @Test
  void aContentIsMissingFromTheSealingOnAndTheNodeUnreadyFromTheAnnouncementOn() {
    try (Node node = open()) {
      script.feed(node, 3);
      assertThat(node.missingContents()).isEmpty();
      script.feed(node, 4);
      awaitFailed(node);
      Bytes32 root = Bytes32.wrap(SECOND.root());
      assertThat(node.missingContents())
          .containsExactly(new MissingContent(2, root, "utf8-bytes", 1, 1, false));
      assertThat(node.unready()).isEmpty();
      script.feed(node, 5);
      assertThat(node.missingContents())
          .containsExactly(new MissingContent(2, root, "utf8-bytes", 1, 1, true));
      assertThat(node.unready())
          .containsExactly(
              new Unready(
                  ROOT,
                  1,
                  1,
                  SegmentState.FAILED,
                  1,
                  "content " + root.toHexString() + " of contribution 2 is missing"));
      node.keep(root, SECOND.encoded());
      await().atMost(LIMIT).until(() -> node.unready().isEmpty());
      assertThat(node.missingContents()).isEmpty();
      assertThat(node.isReady(ROOT)).isTrue();
    }
  }

  @Test
  void aRestartForgetsNothingOfIt() {
    try (Node node = open()) {
      script.feed(node, 5);
    }
    try (Node node = open()) {
      awaitFailed(node);
      assertThat(node.unready()).hasSize(1);
      assertThat(node.missingContents()).hasSize(1);
    }
  }

  /** As from an archive, or from another node's directory. */
  @Test
  void aContentThatIsPutIntoTheDirectoryIsTakenUp() throws Exception {
    try (Node node = open()) {
      script.feed(node, 6);
      awaitFailed(node);
      node.retry();
      assertThat(node.unready()).hasSize(1);
      Files.write(ChainScript.contentFile(directory, SECOND), SECOND.encoded());
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                node.retry();
                assertThat(node.unready()).isEmpty();
              });
      assertThat(node.segment(ROOT).digest()).isEqualTo(DIGEST.toArray());
    }
  }

  @Test
  void whatStandsInABlockThatIsReadAgainIsNotFetched() throws Exception {
    ChainScript inline = new ChainScript();
    try (Node node = open()) {
      inline.feed(node, 3);
    }
    Files.delete(ChainScript.contentFile(directory, FIRST));
    try (Node node = open()) {
      node.onBlock(4, List.of(ChainScript.sealed()));
      awaitFailed(node);
      assertThat(node.missingContents()).isEmpty();
      // The host no longer has the block: now peers are asked.
      assertThat(node.giveUp(2)).isTrue();
      assertThat(node.missingContents())
          .extracting(MissingContent::root)
          .containsExactly(Bytes32.wrap(FIRST.root()));
    }
  }
}
