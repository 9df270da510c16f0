package org.openledger.integration.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.bench.network.Answers;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.state.WorldState;
import org.openledger.genesis.files.ExtraData;
import org.openledger.genesis.files.GenesisFile;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.story.Licences;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/** Four validators, each with another storage: made, started, used, stopped, started again. */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FourValidatorsTest {

  private static final int VALIDATORS = 4;
  private static final int TRANSACTIONS = 3_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path temporary;
  private TestNet net;

  @BeforeAll
  void createAndStart(@TempDir Path given) throws Exception {
    temporary = given;
    net =
        TestNet.create(
            temporary.resolve("net"),
            "--validators",
            Integer.toString(VALIDATORS),
            "--storage",
            "forest,forest-cached,bonsai,bonsai-parallel");
    net.start();
  }

  @AfterAll
  void stop() {
    if (net != null) {
      net.close();
    }
  }

  @Test
  @Order(1)
  void allMakeBlocksTogether() throws Exception {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode report = net.status();
              assertThat(report.path("nodes"))
                  .hasSize(VALIDATORS)
                  .allMatch(node -> node.path("peers").asInt() == VALIDATORS - 1)
                  .allMatch(node -> node.path("block").asInt() > 0);
            });
  }

  @Test
  @Order(2)
  void theFirstBlockIsTheConfigurations() throws Exception {
    NetworkSettings settings = SettingsFile.read(net.network().settings()).settings();
    JsonNode genesis = TestNet.block(net.node(0), "0x0");
    ExtraData extra = ExtraData.decode(Bytes.fromHexString(genesis.path("extraData").asText()));
    assertThat(extra.configuration()).isEqualTo(settings.hash());
    assertThat(extra.validators()).containsExactlyElementsOf(settings.validatorAddresses());
    for (NodeEntry node : net.nodes()) {
      assertThat(TestNet.ask(node, "openledger_version").path("configuration").asText())
          .isEqualTo(settings.hash().toHexString());
    }
    // What is computed here without Besu is what Besu computed: no key of the file was passed over.
    assertThat(genesis.path("stateRoot").asText())
        .isEqualTo(WorldState.of(GenesisFile.alloc(settings)).root().toHexString());
  }

  @Test
  @Order(3)
  void theDemoTellsItsStoryAndAllStatesAgree() throws Exception {
    Path corpus = Licences.copyTo(Files.createDirectories(temporary.resolve("corpus")));
    String urls = net.nodes().stream().map(NodeEntry::url).collect(Collectors.joining(","));
    TestNet.Answer demo =
        TestNet.run("demo", "--rpc", urls, "--corpus", corpus.toString(), "--json");
    assertThat(demo.code()).as(demo.err()).isZero();
    JsonNode story = JSON.readTree(demo.out());
    assertThat(story.path("conserved").asBoolean()).isTrue();
    TestNet.Answer embedded =
        TestNet.run("demo", "--port", "0", "--corpus", corpus.toString(), "--json");
    assertThat(embedded.code()).as(embedded.err()).isZero();
    JsonNode devnet = JSON.readTree(embedded.out());
    for (String part : List.of("answer", "spans", "fee", "payouts", "sink")) {
      assertThat(story.path(part)).as(part).isEqualTo(devnet.path(part));
    }
    assertThat(story.path("payouts")).isNotEmpty();
    TestNet.assertWalletsPay(net.node(0));
    TestNet.assertSameChains(net.nodes());
    assertEvidence(story.path("transaction").asText());
  }

  /** Every node gives evidence as it was created, and every other node says that it holds. */
  private void assertEvidence(String transaction) {
    for (NodeEntry node : net.nodes()) {
      String compact =
          TestNet.ask(node, "openledger_evidence", transaction).path("compact").asText();
      for (NodeEntry other : net.nodes()) {
        JsonNode verified = TestNet.ask(other, "openledger_verifyEvidence", compact);
        assertThat(verified.path("onChain").asBoolean()).as("%s", verified).isTrue();
      }
    }
  }

  /** Bonsai executes a block's transactions in parallel, and again those that have met. */
  @Test
  @Order(4)
  void thousandsOfConflictingTransactionsLeaveOneState() throws Exception {
    long seed = Long.getLong("openledger.seed", System.nanoTime());
    System.err.println("openledger.seed=" + seed);
    Answers answers;
    try (JsonRpc rpc = new JsonRpc(net.node(0).url())) {
      answers = Answers.tell(rpc, Files.createDirectories(temporary.resolve("texts")));
    }
    long before = TestNet.head(net.node(0));
    MixedLoad load = new MixedLoad(net.nodes(), seed, answers);
    load.prepare();
    load.run(TRANSACTIONS);
    TestNet.awaitBlocks(net.node(0), 2);
    TestNet.assertSameChains(net.nodes());
    TestNet.assertConserved(net.nodes());
    TestNet.assertNoBadBlock(net.nodes());
    assertEveryContractWasUsed(before);
  }

  /** By what they have logged: what only reverts would meet nobody. */
  private void assertEveryContractWasUsed(long before) {
    SortedMap<String, Integer> logs = new TreeMap<>();
    for (NativeAddress contract : EconomyLoad.CONTRACTS) {
      logs.put(contract.contract(), logs(contract, before, List.of()));
    }
    String settled =
        ContractAbi.of("InferenceFees").event("InferenceSettled").signature().toString();
    logs.put("settlements", logs(NativeAddress.INFERENCE_FEES, before, List.of(settled)));
    System.err.println("logs of " + TRANSACTIONS + " transactions: " + logs);
    assertThat(logs.values()).allMatch(it -> it >= 40);
  }

  private int logs(NativeAddress contract, long before, List<String> topics) {
    Map<String, Object> filter =
        Map.of(
            "address",
            contract.address().toString(),
            "topics",
            topics,
            "fromBlock",
            "0x" + Long.toHexString(before + 1),
            "toBlock",
            "latest");
    return TestNet.ask(net.node(0), "eth_getLogs", filter).size();
  }

  /** The head is read from the state of another block than the first, on each storage. */
  @Test
  @Order(5)
  void stoppedItLeavesNoProcessAndStartedAgainItGoesOn() throws Exception {
    long before = TestNet.head(net.node(0));
    net.stop();
    for (NodeEntry node : net.nodes()) {
      assertThat(node.pid()).doesNotExist();
      assertThat(ProcessHandle.allProcesses())
          .noneMatch(process -> process.info().commandLine().orElse("").contains(node.mark()));
    }
    String directory = net.network().directory().toString();
    assertThat(TestNet.run("network", "status", "--dir", directory).code()).isEqualTo(1);
    net.start();
    assertThat(TestNet.head(net.node(0))).isGreaterThan(before);
    TestNet.assertSameChains(net.nodes());
  }
}
