package org.openledger.integration.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.Json;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.distribution.NextRelease;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.web3j.crypto.RawTransaction;

/**
 * Four validators go over to a next version of the protocol: three are replaced, one after the
 * other, by a release that has it; the fourth misses it, stops, is upgraded and goes on; one that
 * comes late replays all blocks, each by the version that held in it.
 */
@RequiresBesu
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeOnBesuTest {

  private static final Wallet ADMIN = Wallet.of(DevAccounts.of(0).privateKey());
  private static final long NOTICE = 12;

  /** What a call costs more in the tests' version 2, and where that counts calls: NextVersion. */
  private static final long DEARER = 1_000;

  private static final String COUNTER = "0x3e8";
  private static final BigInteger GAS = BigInteger.valueOf(200_000);
  private static final BigInteger GAS_PRICE = BigInteger.valueOf(1_000);

  private Path next;
  private TestNet net;
  private NodeEntry left;
  private long first;
  private long fee = 1;

  @BeforeAll
  void fourValidatorsOfThisRelease(@TempDir Path temporary) throws Exception {
    next = NextRelease.zip(temporary);
    ObjectNode file = (ObjectNode) Json.parse(Development.file(4));
    ((ObjectNode) file.path("parameters")).put(Parameter.PROTOCOL_NOTICE.label(), NOTICE);
    Path config = Files.writeString(temporary.resolve("network.json"), Json.pretty(file));
    net =
        TestNet.create(
            temporary.resolve("net"),
            "--config",
            config.toString(),
            "--storage",
            "bonsai,forest,bonsai-parallel,bonsai");
    left = net.node(3);
    net.start();
  }

  @AfterAll
  void stop() {
    if (net != null) {
      net.close();
    }
  }

  private List<NodeEntry> upgraded() {
    return net.nodes().subList(0, 3);
  }

  /** Both releases make blocks together, as long as the old version holds. */
  @Test
  @Order(1)
  void threeAreReplacedOneAfterTheOtherWhileTransactionsRun() {
    for (NodeEntry node : upgraded()) {
      List<NodeEntry> others = net.nodes().stream().filter(it -> !it.equals(node)).toList();
      net.stop(node);
      new MixedLoad(others, node.name().hashCode()).run(60);
      net.start(next, node);
      TestNet.awaitHead(node, TestNet.head(left));
      assertThat(version(node, "newestProtocolVersion")).isEqualTo(2);
      assertThat(version(node, "protocolVersion")).isEqualTo(1);
    }
    assertThat(version(left, "newestProtocolVersion")).isEqualTo(1);
    TestNet.assertSameChains(net.nodes());
  }

  /** Where a later version may have a contract there is none yet, and no coins are lost. */
  @Test
  @Order(2)
  void aReservedAddressTakesNoCoins() {
    Address reserved = NativeAddress.reserved().getLast();
    JsonNode receipt = transact(net.node(0), reserved, BigInteger.TEN, Bytes.EMPTY);
    assertThat(receipt.path("status").asText()).isEqualTo("0x0");
    assertThat(number(receipt.path("gasUsed"))).isEqualTo(GAS.longValueExact());
    for (NodeEntry node : net.nodes()) {
      TestNet.awaitHead(node, block(receipt));
      assertThat(TestNet.ask(node, "eth_getBalance", reserved.toString(), "latest").asText())
          .isEqualTo("0x0");
    }
  }

  @Test
  @Order(3)
  void whatIsScheduledIsToldEverywhereAndTheOneThatLacksItIsNotReady() throws Exception {
    first = TestNet.head(left) + NOTICE + 3;
    JsonNode receipt = send(net.node(0), "scheduleProtocol", 2L, first);
    TestNet.awaitHead(left, block(receipt));
    for (NodeEntry node : net.nodes()) {
      assertThat(version(node, "scheduledProtocolVersion")).isEqualTo(2);
      assertThat(version(node, "scheduledProtocolBlock")).isEqualTo(first);
      assertThat(version(node, "protocolVersion")).isEqualTo(1);
      boolean lacks = node.equals(left);
      TestNet.awaitLog(node, lacks ? "OL-370" : "OL-008");
      assertThat(TestNet.unreadiness(node).contains("OL-410")).as(node.name()).isEqualTo(lacks);
    }
    assertThat(TestNet.log(left))
        .contains("protocol version 2 will hold from block " + first)
        .contains("OL-410");
  }

  /** Each of the calls changes the same word, so that the version alone decides over its gas. */
  @Test
  @Order(4)
  void callsBeforeAtAndAfterTheBlockAreEachOfTheirVersion() {
    setFee(net.node(0));
    SortedMap<Long, Long> gas = new TreeMap<>();
    while (gas.isEmpty() || gas.lastKey() < first + 2) {
      JsonNode receipt = setFee(net.node(0));
      gas.put(block(receipt), number(receipt.path("gasUsed")));
    }
    assertThat(gas.firstKey()).as("calls before").isLessThan(first);
    long before = gas.get(gas.firstKey());
    assertThat(gas)
        .as("first block of version 2: %d", first)
        .allSatisfy(
            (block, used) -> assertThat(used).isEqualTo(before + (block < first ? 0 : DEARER)));
    for (NodeEntry node : upgraded()) {
      TestNet.awaitHead(node, gas.lastKey());
      assertThat(protocolVersion(node, first - 1)).isEqualTo(1);
      assertThat(protocolVersion(node, first)).isEqualTo(2);
      assertThat(counter(node, first - 1)).isZero();
      assertThat(counter(node, gas.lastKey()))
          .isEqualTo(gas.keySet().stream().filter(block -> block >= first).count());
      assertThat(TestNet.unreadiness(node)).doesNotContain("OL-410", "OL-411");
      TestNet.awaitLog(node, "OL-009");
    }
  }

  @Test
  @Order(5)
  void theOneThatMissedItStandsBeforeItSaysWhyAndLosesNoTransaction() throws Exception {
    TestNet.awaitLog(left, "OL-301");
    assertThat(TestNet.log(left))
        .contains(
            "protocol version 2 of the chain holds from block " + first,
            "this node's software knows up to 1: install the release that has it");
    JsonNode receipt = setFee(left);
    TestNet.awaitBlocks(net.node(0), 2);
    long standing = TestNet.head(left);
    assertThat(standing).isBetween(first - 1, block(receipt) - 1);
    assertThat(TestNet.unreadiness(left)).contains("OL-401", "OL-411");
    assertThat(version(left, "newestProtocolVersion")).isEqualTo(1);
    TestNet.assertSameChains(net.nodes());
  }

  @Test
  @Order(6)
  void upgradedItGoesOnFromWhereItStands() {
    long standing = TestNet.head(left);
    net.stop(left);
    net.start(next, left);
    TestNet.awaitHead(left, TestNet.head(net.node(0)));
    assertThat(TestNet.head(left)).isGreaterThan(standing);
    assertThat(TestNet.unreadiness(left)).doesNotContain("OL-401", "OL-410", "OL-411");
    new MixedLoad(net.nodes(), 5).run(60);
    TestNet.assertSameChains(net.nodes());
    TestNet.assertConserved(net.nodes());
  }

  @Test
  @Order(7)
  void aLateNodeReplaysAllBlocksEachByItsVersion() throws Exception {
    NodeEntry late = net.node(1);
    List<Path> kept = List.of(late.data(), late.key(), late.operatorKey());
    net.stop(late);
    try (Stream<Path> files = Files.walk(late.data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    }
    net.start(next, late);
    TestNet.awaitHead(late, TestNet.head(net.node(0)));
    TestNet.assertSameChains(net.nodes());
    assertThat(protocolVersion(late, first - 1)).isEqualTo(1);
    TestNet.assertNoBadBlock(upgraded());
  }

  /** Changes one word to another value; neither is zero, so each costs the same. */
  private JsonNode setFee(NodeEntry node) {
    fee = 3 - fee;
    return send(node, "setParameter", Parameter.PLATFORM_FEE.key(), fee);
  }

  /** Handed to a node; its receipt is asked of one that goes on. */
  private JsonNode send(NodeEntry node, String function, Object... arguments) {
    Bytes input =
        Bytes.wrap(
            ContractAbi.of("System")
                .function(function)
                .encodeCall(AbiValues.tuple(arguments))
                .array());
    JsonNode receipt = transact(node, NativeAddress.SYSTEM.address(), BigInteger.ZERO, input);
    assertThat(receipt.path("status").asText()).as("%s", receipt).isEqualTo("0x1");
    return receipt;
  }

  private JsonNode transact(NodeEntry node, Address to, BigInteger coins, Bytes input) {
    String nonce =
        TestNet.ask(net.node(0), "eth_getTransactionCount", ADMIN.address().toString(), "latest")
            .asText();
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(Long.decode(nonce)),
            GAS_PRICE,
            GAS,
            to.toString(),
            coins,
            input.toHexString());
    Bytes raw = ADMIN.sign(transaction, DevnetOptions.CHAIN_ID);
    String hash = TestNet.ask(node, "eth_sendRawTransaction", raw.toHexString()).asText();
    return Awaitility.await("receipt of " + hash)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> TestNet.ask(net.node(0), "eth_getTransactionReceipt", hash), JsonNode::isObject);
  }

  private static long block(JsonNode receipt) {
    return number(receipt.path("blockNumber"));
  }

  private static long number(JsonNode quantity) {
    return Long.decode(quantity.asText());
  }

  private static long version(NodeEntry node, String field) {
    return number(TestNet.ask(node, "openledger_version").path(field));
  }

  /** As the contract says it in a block. */
  private static long protocolVersion(NodeEntry node, long block) {
    String data = "0x" + ContractAbi.of("System").function("protocolVersion").selectorHex();
    ObjectNode call =
        Json.object().put("to", NativeAddress.SYSTEM.address().toString()).put("data", data);
    String word = TestNet.ask(node, "eth_call", call, "0x" + Long.toHexString(block)).asText();
    return Bytes.fromHexString(word).toUnsignedBigInteger().longValueExact();
  }

  /** Calls of System that version 2 has counted up to a block. */
  private static long counter(NodeEntry node, long block) {
    String word =
        TestNet.ask(
                node,
                "eth_getStorageAt",
                NativeAddress.SYSTEM.address().toString(),
                COUNTER,
                "0x" + Long.toHexString(block))
            .asText();
    return Bytes.fromHexString(word).toUnsignedBigInteger().longValueExact();
  }
}
