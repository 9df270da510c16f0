package org.openledger.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.node.Node;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** A version that is sealed, announced and active, with content that stays off the chain. */
class NodeReadinessTest {

  private static final Address DATANETS = NativeAddress.DATANETS.address();
  private static final ContractAbi ABI = ContractAbi.of("Datanets");
  private static final Content TEXT = text("a text that is handed in by hand");
  private static final Bytes32 CONTENT = Bytes32.wrap(TEXT.root());
  private static final Bytes32 SEGMENT =
      Bytes32.wrap(SegmentRoot.of(new long[] {1}, new byte[][] {TEXT.root()}));

  @TempDir Path directory;
  private Node node;
  private NodeReadiness readiness;
  private long head;
  private Optional<HeadProtocol> protocol = Optional.empty();

  private static Content text(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return Content.of(
        List.of(IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray()), 256);
  }

  private void block(String event, List<Object> indexed, Object... data) {
    AbiEvent it = ABI.event(event);
    head++;
    node.onBlock(head, List.of(new NodeLog(DATANETS, it.topics(indexed.toArray()), it.data(data))));
  }

  @BeforeEach
  void sealVersionWithoutContent() {
    node = Node.open(directory);
    readiness = new NodeReadiness(node, () -> head, () -> protocol);
    block(
        "DatanetCreated",
        List.of(1L, DATANETS),
        AbiValues.name("utf8-bytes"),
        Bytes32.ZERO,
        DATANETS,
        "name",
        Bytes32.ZERO,
        Bytes32.ZERO);
    block(
        "Contributed",
        List.of(1L, 1L, DATANETS),
        CONTENT,
        BigInteger.valueOf(TEXT.tokenCount()),
        BigInteger.ONE,
        "");
    block("VersionSealed", List.of(1L, 1L, SEGMENT), (Object) new BigInteger[] {BigInteger.ONE});
  }

  @AfterEach
  void close() {
    node.close();
  }

  private List<String> codes() {
    return readiness.reasons().stream().map(Reason::code).toList();
  }

  /** The index is made on a thread of its own. */
  private void awaitCodes(String... expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!codes().equals(List.of(expected)) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(codes()).containsExactly(expected);
  }

  @Test
  void whatWasOnlySealedKeepsNobodyFromBeingReady() {
    assertThat(codes()).isEmpty();
  }

  @Test
  void anAnnouncedVersionWithoutItsContentDoesAndItsContentEndsIt() throws InterruptedException {
    block("VersionScheduled", List.of(1L, 1L), Bytes32.ZERO, BigInteger.valueOf(head + 100));
    awaitCodes("OL-402");
    assertThat(readiness.reasons().getFirst().message())
        .contains("Datanet 1 version 1", CONTENT.toHexString() + " of contribution 1 is missing");
    node.keep(CONTENT, TEXT.encoded());
    awaitCodes();
  }

  @Test
  void anActiveVersionThatCannotBeBuiltIsToldWithItsProblem() throws InterruptedException {
    node.keep(CONTENT, TEXT.encoded());
    // No index has this digest.
    block("VersionActivated", List.of(1L, 1L), Bytes32.fromHexString("0x" + "ee".repeat(32)));
    awaitCodes("OL-403");
    assertThat(readiness.reasons().getFirst().message()).contains("digest");
  }

  @Test
  void aRestartForgetsNothing() throws InterruptedException {
    block("VersionScheduled", List.of(1L, 1L), Bytes32.ZERO, BigInteger.valueOf(head + 100));
    node.close();
    node = Node.open(directory);
    readiness = new NodeReadiness(node, () -> head, () -> protocol);
    awaitCodes("OL-402");
  }

  @Test
  void lagIsToldBeyondAFewBlocks() {
    head += NodeReadiness.BLOCKS_BEHIND;
    assertThat(codes()).isEmpty();
    head++;
    assertThat(codes()).containsExactly("OL-405");
    assertThat(readiness.reasons(3)).isEmpty();
  }

  @Test
  void aFailureStandsUntilTheHostHasTheBlock() {
    readiness.failed(head, "asked about the past");
    assertThat(codes()).isEmpty();
    readiness.failed(head + 1, "a page of a mapped file is gone");
    assertThat(codes()).containsExactly("OL-401");
    assertThat(readiness.reasons().getFirst().message())
        .contains("block " + (head + 1), "a page of a mapped file is gone");
    block("VersionSealed", List.of(1L, 2L, SEGMENT), (Object) new BigInteger[] {BigInteger.ONE});
    assertThat(codes()).isEmpty();
  }

  private void protocol(Activation activation) {
    protocol = Optional.of(new HeadProtocol(activation, head));
  }

  @Test
  void aScheduledVersionThatTheSoftwareLacksIsTwoThingsBeforeItsBlockAndFromThere() {
    long from = head + 1 + NodeReadiness.UPGRADE_BLOCKS;
    Activation scheduled = new Activation(1, 2, from);
    protocol(scheduled);
    assertThat(codes()).as("there is time").isEmpty();
    protocol = Optional.of(new HeadProtocol(scheduled, head + 1));
    assertThat(codes()).containsExactly("OL-410");
    assertThat(readiness.reasons().getFirst().message())
        .isEqualTo(
            "protocol version 2 will hold from block "
                + from
                + " on, 7200 blocks from now, this node's software knows up to 1; install the"
                + " release that has it, and start this node again");
    protocol = Optional.of(new HeadProtocol(scheduled, from - 2));
    assertThat(codes()).containsExactly("OL-410");
    protocol = Optional.of(new HeadProtocol(scheduled, from - 1));
    assertThat(codes()).as("the next block is its first").containsExactly("OL-411");
    protocol = Optional.of(new HeadProtocol(scheduled, from + 1_000));
    assertThat(codes()).containsExactly("OL-411");
  }

  @Test
  void aScheduledVersionThatTheSoftwareHasKeepsNobodyFromBeingReady() {
    protocol(new Activation(0, 1, head + 2));
    assertThat(codes()).isEmpty();
    protocol(new Activation(0, 1, head));
    assertThat(codes()).isEmpty();
    protocol(Activation.of(1));
    assertThat(codes()).isEmpty();
  }
}
