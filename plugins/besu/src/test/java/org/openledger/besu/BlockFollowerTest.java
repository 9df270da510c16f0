package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.Node;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

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
}
