package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.index.SegmentState;
import org.openledger.node.index.SegmentStatus;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;

class NodeTest {

  private static final Address DATANETS = NativeAddress.DATANETS.address();
  private static final ContractAbi ABI = ContractAbi.of("Datanets");
  private static final Content FIRST = text("the first text", "and a second document");
  private static final Content SECOND = text("another contribution");
  private static final Bytes32 ROOT =
      Bytes32.wrap(SegmentRoot.of(new long[] {1, 2}, new byte[][] {FIRST.root(), SECOND.root()}));

  @TempDir Path directory;

  private static Content text(String... documents) {
    return Content.of(
        Stream.of(documents)
            .map(d -> d.getBytes(StandardCharsets.UTF_8))
            .map(b -> IntStream.range(0, b.length).map(i -> b[i] & 0xff).toArray())
            .toList(),
        256);
  }

  private static NodeLog log(String event, List<Object> indexed, Object... data) {
    AbiEvent it = ABI.event(event);
    return new NodeLog(DATANETS, it.topics(indexed.toArray()), it.data(data));
  }

  private static NodeLog created() {
    return log(
        "DatanetCreated",
        List.of(1L, DATANETS),
        AbiValues.name("utf8-bytes"),
        Bytes32.ZERO,
        DATANETS,
        "name",
        Bytes32.ZERO,
        Bytes32.ZERO);
  }

  private static NodeLog published(long id, Content content) {
    return log(
        "ContentPublished",
        List.of(id, Bytes32.wrap(content.root())),
        Bytes.wrap(content.encoded()));
  }

  private static NodeLog sealed() {
    return log(
        "VersionSealed",
        List.of(1L, 1L, ROOT),
        (Object) new BigInteger[] {BigInteger.ONE, BigInteger.TWO});
  }

  private static void feed(Node node) {
    node.onBlock(1, List.of(created()));
    node.onBlock(2, List.of(published(1, FIRST), published(2, SECOND)));
    node.onBlock(3, List.of(sealed()));
    node.onBlock(4, List.of());
  }

  private static byte[] expectedDigest() {
    return Segment.of(
            "utf8-bytes", 256, List.of(Contribution.of(1, FIRST), Contribution.of(2, SECOND)))
        .digest();
  }

  private static SegmentStatus status(Node node) {
    return node.segmentStatus(ROOT).orElseThrow();
  }

  private Path segmentFile() {
    return directory.resolve("segments").resolve(ROOT.toUnprefixedHexString() + ".segment");
  }

  private Path contentFile(Content content) {
    String name = Bytes32.wrap(content.root()).toUnprefixedHexString() + ".content";
    return directory.resolve("content").resolve(name);
  }

  @Test
  void aSealedVersionIsIndexedFromTheLogsOfTheChain() {
    try (Node node = Node.open(directory)) {
      feed(node);
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
      SegmentStatus status = status(node);
      assertThat(status.state()).isEqualTo(SegmentState.READY);
      assertThat(status.indexDigest()).isEqualTo(Bytes.wrap(expectedDigest()).toHexString());
      assertThat(status.tokens()).isEqualTo(FIRST.tokenCount() + SECOND.tokenCount());
      assertThat(node.lastBlock()).isEqualTo(4);
    }
  }

  /** Content that stays off the chain: the node goes on, and indexes once it has all of it. */
  @Test
  void aVersionWhoseContentIsNotOnTheChainWaitsForIt() throws Exception {
    try (Node node = Node.open(directory)) {
      node.onBlock(1, List.of(created()));
      node.onBlock(2, List.of(contributed(1, FIRST), published(2, SECOND)));
      node.onBlock(3, List.of(sealed()));
      assertThat(node.resumeBlock()).isEqualTo(4);
      assertThatThrownBy(() -> node.segment(ROOT)).isInstanceOf(NodeFailureException.class);
      assertThat(status(node).state()).isEqualTo(SegmentState.FAILED);
      assertThat(node.resumeBlock()).isEqualTo(4);
    }
    try (Node node = Node.open(directory)) {
      node.onBlock(4, List.of(published(3, FIRST)));
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
    }
  }

  private static NodeLog contributed(long id, Content content) {
    return log(
        "Contributed",
        List.of(1L, id, DATANETS),
        Bytes32.wrap(content.root()),
        content.tokenCount(),
        (long) content.documentCount(),
        "uri");
  }

  @Test
  void takingBlocksInAgainChangesNothing() throws IOException {
    try (Node node = Node.open(directory)) {
      feed(node);
      byte[] journal = Files.readAllBytes(directory.resolve("journal.tsv"));
      feed(node);
      assertThat(Files.readAllBytes(directory.resolve("journal.tsv"))).isEqualTo(journal);
    }
  }

  @Test
  void aRestartedNodeHasItsIndexWithoutReadingTheChainAgain() {
    try (Node node = Node.open(directory)) {
      feed(node);
      node.segment(ROOT);
    }
    try (Node node = Node.open(directory)) {
      assertThat(node.lastBlock()).isEqualTo(3);
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
    }
  }

  @Test
  void aDamagedOrLostSegmentFileIsBuiltAnew() throws IOException {
    try (Node node = Node.open(directory)) {
      feed(node);
      node.segment(ROOT);
    }
    byte[] sound = Files.readAllBytes(segmentFile());
    byte[] damaged = sound.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(segmentFile(), damaged);
    try (Node node = Node.open(directory)) {
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
    }
    assertThat(Files.readAllBytes(segmentFile())).isEqualTo(sound);
    Files.delete(segmentFile());
    try (Node node = Node.open(directory)) {
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
    }
  }

  @Test
  void missingContentIsNamedAndComesBackWithTheBlocks() throws Exception {
    try (Node node = Node.open(directory)) {
      feed(node);
      node.segment(ROOT);
    }
    Files.delete(segmentFile());
    Files.delete(contentFile(SECOND));
    try (Node node = Node.open(directory)) {
      assertThatThrownBy(() -> node.segment(ROOT))
          .isInstanceOf(NodeFailureException.class)
          .hasMessageContaining("of contribution 2 is not on this node");
      assertThat(status(node).state()).isEqualTo(SegmentState.FAILED);
      node.onBlock(2, List.of(published(1, FIRST), published(2, SECOND)));
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
    }
  }

  @Test
  void damagedContentIsNeverIndexed() throws IOException {
    try (Node node = Node.open(directory)) {
      feed(node);
      node.segment(ROOT);
    }
    Files.delete(segmentFile());
    byte[] bytes = Files.readAllBytes(contentFile(FIRST));
    bytes[1] ^= 1;
    Files.write(contentFile(FIRST), bytes);
    try (Node node = Node.open(directory)) {
      assertThatThrownBy(() -> node.segment(ROOT)).hasMessageContaining("was damaged");
    }
    assertThat(contentFile(FIRST)).doesNotExist();
  }

  @Test
  void aJournalLineThatACrashCutShortIsDropped() throws IOException {
    try (Node node = Node.open(directory)) {
      feed(node);
      node.segment(ROOT);
    }
    Files.writeString(directory.resolve("journal.tsv"), "C\t9\t7\t0x12", StandardOpenOption.APPEND);
    try (Node node = Node.open(directory)) {
      assertThat(node.lastBlock()).isEqualTo(3);
      assertThat(node.segment(ROOT).digest()).isEqualTo(expectedDigest());
    }
  }

  @Test
  void logsOfOtherContractsArePassedOver() {
    try (Node node = Node.open(directory)) {
      NodeLog forged = sealed();
      node.onBlock(
          1, List.of(new NodeLog(NativeAddress.MODELS.address(), forged.topics(), forged.data())));
      assertThatThrownBy(() -> node.segment(ROOT)).hasMessageContaining("is unknown to this node");
    }
  }
}
