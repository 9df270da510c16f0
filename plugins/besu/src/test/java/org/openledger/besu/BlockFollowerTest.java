package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.Node;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

class BlockFollowerTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final FakeChain chain = new FakeChain();

  /** A node whose block 2 published content that is lost. */
  private Node withLostContent() throws IOException {
    try (Node node = Node.open(directory)) {
      node.bind("chain", 5);
      AbiEvent published = ContractAbi.of("Datanets").event("ContentPublished");
      node.onBlock(
          2,
          List.of(
              new NodeLog(
                  NativeAddress.DATANETS.address(),
                  published.topics(1L, Bytes32.ZERO),
                  published.data(Bytes.of(1)))));
      for (long number = 3; number <= 4; number++) {
        node.onBlock(number, List.of());
      }
      Files.delete(
          directory.resolve("content").resolve(Bytes32.ZERO.toUnprefixedHexString() + ".content"));
    }
    Node node = Node.open(directory);
    node.bind("chain", 5);
    return node;
  }

  @Test
  void blocksAreReadInOrderAndTheHeadIsFollowed() {
    try (Node node = Node.open(directory);
        BlockFollower follower = new BlockFollower(chain, node)) {
      assertThat(follower.isBehind()).isTrue();
      follower.announce();
      follower.await(LIMIT);
      assertThat(follower.isBehind()).isFalse();
      chain.head = 7;
      follower.announce();
      follower.await(LIMIT);
      assertThat(chain.read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }
  }

  @Test
  void aBlockWithoutReceiptsStopsTheFollowerUntilTheyAreThere() {
    chain.pruned.add(3L);
    try (Node node = Node.open(directory);
        BlockFollower follower = new BlockFollower(chain, node)) {
      follower.announce();
      follower.await(LIMIT);
      assertThat(node.lastBlock()).isEqualTo(2);
      chain.pruned.clear();
      follower.announce();
      follower.await(LIMIT);
      assertThat(node.lastBlock()).isEqualTo(5);
    }
  }

  @Test
  void theBlockOfLostContentIsReadAgain() throws IOException {
    try (Node node = withLostContent();
        BlockFollower follower = new BlockFollower(chain, node)) {
      assertThat(follower.isBehind()).isTrue();
      follower.announce();
      follower.await(LIMIT);
      assertThat(chain.read).containsExactly(2L, 3L, 4L, 5L);
    }
  }

  @Test
  void lostContentOfAPrunedBlockHoldsUpNoOtherBlock() throws IOException {
    chain.pruned.add(2L);
    try (Node node = withLostContent();
        BlockFollower follower = new BlockFollower(chain, node)) {
      node.onBlock(3, List.of());
      follower.announce();
      follower.await(LIMIT);
      assertThat(node.lastBlock()).isEqualTo(5);
    }
  }

  @Test
  void whoAsksForASegmentWhileTheNodeIsBehindWaitsForItAndStartsTheReading() {
    try (Node node = Node.open(directory);
        BlockFollower follower = new BlockFollower(chain, node)) {
      List<Long> asked = new ArrayList<>();
      FollowedSegments segments =
          new FollowedSegments(
              root -> {
                asked.add(node.lastBlock());
                throw new NodeFailureException("missing");
              });
      assertThatThrownBy(() -> segments.segment(Bytes32.ZERO)).hasMessage("missing");
      segments.follow(follower);
      assertThatThrownBy(() -> segments.segment(Bytes32.ZERO)).hasMessage("missing");
      assertThatThrownBy(() -> segments.segment(Bytes32.ZERO)).hasMessage("missing");
      assertThat(asked).containsExactly(0L, 0L, 5L, 5L);
    }
  }

  @Test
  void aCorpusIsAskedForInWholeAndAgainOnceItsMissingVersionsHaveComeIn() {
    try (Node node = Node.open(directory);
        BlockFollower follower = new BlockFollower(chain, node)) {
      List<Bytes32> asked = new ArrayList<>();
      int[] corpora = new int[1];
      FollowedSegments segments =
          new FollowedSegments(
              new SegmentSource() {
                @Override
                public Segment segment(Bytes32 root) {
                  asked.add(root);
                  if (node.lastBlock() < 5) {
                    throw new NodeFailureException("missing");
                  }
                  return Segment.of("utf8-bytes", 256, List.of());
                }

                @Override
                public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
                  corpora[0]++;
                  if (node.lastBlock() < 5) {
                    throw new NodeFailureException("missing");
                  }
                  return question.apply(List.of());
                }
              });
      List<List<Bytes32>> corpus =
          List.of(List.of(Bytes32.ZERO), List.of(Bytes32.leftPad(Bytes.of(1))));
      assertThatThrownBy(() -> segments.read(corpus, List::size)).hasMessage("missing");
      segments.follow(follower);
      assertThat(segments.<Integer>read(corpus, List::size)).isZero();
      assertThat(corpora[0]).isEqualTo(3);
      assertThat(asked).contains(Bytes32.ZERO, Bytes32.leftPad(Bytes.of(1)));
      asked.clear();
      assertThat(segments.<Integer>read(corpus, List::size)).isZero();
      assertThat(asked).isEmpty(); // In normal work no version is asked for by itself.
    }
  }
}
