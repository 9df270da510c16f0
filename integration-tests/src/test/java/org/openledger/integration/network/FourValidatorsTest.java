package org.openledger.integration.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.openledger.cli.OpenLedger;
import org.openledger.client.JsonRpc;
import org.openledger.devnet.state.WorldState;
import org.openledger.genesis.files.ExtraData;
import org.openledger.genesis.files.GenesisFile;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.distribution.Distribution;
import org.openledger.integration.story.Licences;

/** Four validators, each with another storage: made, started, used, stopped, started again. */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FourValidatorsTest {

  private static final int VALIDATORS = 4;

  /** Machines that run other things too are slow to start four Java processes. */
  private static final String START_SECONDS = "300";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Path temporary;
  private Path directory;
  private NetworkDirectory network;

  private record Answer(int code, String out, String err) {}

  private static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Answer(code, out.toString(), err.toString());
  }

  @BeforeAll
  void createAndStart(@TempDir Path given) throws Exception {
    temporary = given;
    directory = temporary.resolve("net");
    int base = freePorts();
    Answer created =
        run(
            "network",
            "create",
            "--validators",
            Integer.toString(VALIDATORS),
            "--storage",
            "forest,forest-cached,bonsai,bonsai-parallel",
            "--rpc-port",
            Integer.toString(base),
            "--p2p-port",
            Integer.toString(base + 50),
            "--metrics-port",
            Integer.toString(base + 60),
            "--output",
            directory.toString());
    assertThat(created.code()).as(created.err()).isZero();
    network = NetworkDirectory.open(directory);
    start();
  }

  @AfterAll
  void stop() {
    if (network != null) {
      run("network", "stop", "--dir", directory.toString());
    }
  }

  private void start() {
    Answer started =
        run(
            "network",
            "start",
            "--dir",
            directory.toString(),
            "--plugin",
            Distribution.zip().toString(),
            "--timeout",
            START_SECONDS);
    assertThat(started.code()).as(started.err()).isZero();
    System.err.println(started.err());
  }

  @Test
  @Order(1)
  void allMakeBlocksTogether() throws Exception {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Answer status = run("network", "status", "--json", "--dir", directory.toString());
              JsonNode report = JSON.readTree(status.out());
              assertThat(status.code()).as(status.out()).isZero();
              assertThat(report.path("nodes"))
                  .hasSize(VALIDATORS)
                  .allMatch(node -> node.path("peers").asInt() == VALIDATORS - 1)
                  .allMatch(node -> node.path("block").asInt() > 0);
            });
  }

  @Test
  @Order(2)
  void theFirstBlockIsTheConfigurations() throws Exception {
    NetworkSettings settings = SettingsFile.read(network.settings()).settings();
    JsonNode genesis = block(network.nodes().getFirst(), "0x0");
    ExtraData extra = ExtraData.decode(Bytes.fromHexString(genesis.path("extraData").asText()));
    assertThat(extra.configuration()).isEqualTo(settings.hash());
    assertThat(extra.validators()).containsExactlyElementsOf(settings.validatorAddresses());
    for (NodeEntry node : network.nodes()) {
      assertThat(ask(node, "openledger_version").path("configuration").asText())
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
    String urls = network.nodes().stream().map(NodeEntry::url).collect(Collectors.joining(","));
    Answer demo = run("demo", "--rpc", urls, "--corpus", corpus.toString(), "--json");
    assertThat(demo.code()).as(demo.err()).isZero();
    JsonNode story = JSON.readTree(demo.out());
    assertThat(story.path("conserved").asBoolean()).isTrue();
    Answer embedded = run("demo", "--port", "0", "--corpus", corpus.toString(), "--json");
    assertThat(embedded.code()).as(embedded.err()).isZero();
    JsonNode devnet = JSON.readTree(embedded.out());
    for (String part : List.of("answer", "spans", "fee", "payouts", "sink")) {
      assertThat(story.path(part)).as(part).isEqualTo(devnet.path(part));
    }
    assertThat(story.path("payouts")).isNotEmpty();
    assertSameChains();
    assertEvidence(story.path("transaction").asText());
  }

  /** Every node gives evidence as it was created, and every other node says that it holds. */
  private void assertEvidence(String transaction) {
    for (NodeEntry node : network.nodes()) {
      String compact = ask(node, "openledger_evidence", transaction).path("compact").asText();
      for (NodeEntry other : network.nodes()) {
        JsonNode verified = ask(other, "openledger_verifyEvidence", compact);
        assertThat(verified.path("onChain").asBoolean()).as("%s", verified).isTrue();
      }
    }
  }

  /** The head is read from the state of another block than the first, on each storage. */
  @Test
  @Order(4)
  void stoppedItLeavesNoProcessAndStartedAgainItGoesOn() throws Exception {
    long before = number(block(network.nodes().getFirst(), "latest"));
    Answer stopped = run("network", "stop", "--dir", directory.toString());
    assertThat(stopped.code()).as(stopped.err()).isZero();
    for (NodeEntry node : network.nodes()) {
      assertThat(node.pid()).doesNotExist();
      assertThat(ProcessHandle.allProcesses())
          .noneMatch(process -> process.info().commandLine().orElse("").contains(node.mark()));
    }
    Answer status = run("network", "status", "--dir", directory.toString());
    assertThat(status.code()).isEqualTo(1);
    start();
    assertThat(number(block(network.nodes().getFirst(), "latest"))).isGreaterThan(before);
    assertSameChains();
  }

  /** The blocks and the state roots of all nodes, at every height that all have. */
  private void assertSameChains() {
    long head =
        network.nodes().stream()
            .mapToLong(node -> number(block(node, "latest")))
            .min()
            .orElseThrow();
    assertThat(head).isGreaterThan(1);
    for (long height = 0; height <= head; height++) {
      String quantity = "0x" + Long.toHexString(height);
      List<String> seen =
          network.nodes().stream()
              .map(node -> block(node, quantity))
              .map(b -> b.path("hash").asText() + " " + b.path("stateRoot").asText())
              .distinct()
              .toList();
      assertThat(seen).as("block %d", height).hasSize(1);
    }
  }

  private static JsonNode block(NodeEntry node, String number) {
    return ask(node, "eth_getBlockByNumber", number, false);
  }

  private static JsonNode ask(NodeEntry node, String method, Object... params) {
    try (JsonRpc rpc = new JsonRpc(node.url(), Duration.ofSeconds(30))) {
      return rpc.call(method, params);
    }
  }

  private static long number(JsonNode block) {
    return Long.decode(block.path("number").asText());
  }

  /** The first of 70 ports that nobody listens on, below those that systems give out. */
  private static int freePorts() {
    while (true) {
      int base = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      if (IntStream.range(base, base + 70).allMatch(FourValidatorsTest::isFree)) {
        return base;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
