package org.openledger.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tuweni.units.bigints.UInt256;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.OpenLedger;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.local.FreePorts;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.besu.RpcErrorAnswer;
import org.openledger.integration.distribution.Distribution;
import org.openledger.integration.story.Licences;
import org.openledger.precompile.host.NativeAddress;

/** One node of a real Besu, with options out of file and environment, as its operator sees it. */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BesuOperationsTest {

  private static final long CHAIN_ID = DevnetOptions.CHAIN_ID;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path OPERATIONS = Distribution.root().resolve("docs/operations");

  /** Metrics of the dashboard, and of the alerts: functions of Prometheus have other forms. */
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:openledger|ethereum|besu|jvm|process)_[a-z_]+)\\b");

  private static final Pattern EXPRESSION =
      Pattern.compile("(?m)(?:\"expr\": \"(.*)\",?$|^ *expr: '(.*)'$)");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private BesuNode node;
  private URI metrics;

  @BeforeAll
  void start() throws IOException {
    int port = FreePorts.next();
    metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    Path key =
        Files.writeString(directory.resolve("operator.key"), DevAccounts.of(0).privateKeyHex());
    Path toml = directory.resolve("besu.toml");
    Files.writeString(
        toml,
        """
        metrics-enabled=true
        metrics-host="127.0.0.1"
        metrics-port=%d
        metrics-category=["ETHEREUM","BLOCKCHAIN","PEERS","JVM","PROCESS","OPENLEDGER"]
        plugin-openledger-queries=7
        plugin-openledger-content-take=true
        plugin-openledger-operator-key-file="%s"
        plugin-openledger-min-peers=0
        """
            .formatted(port, key));
    node =
        BesuNode.start(
            BesuHome.find().orElseThrow(),
            directory,
            DevelopmentReplay.genesis(CHAIN_ID),
            Map.of("BESU_PLUGIN_OPENLEDGER_VIEW_GAS", "123456789"),
            "--config-file=" + toml);
  }

  @AfterAll
  void stop() {
    if (node != null) {
      node.close();
    }
  }

  private MetricsPage metrics() throws IOException, InterruptedException {
    return MetricsPage.of(http, metrics);
  }

  private int health(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(node.rpcUri().resolve(path)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @Order(1)
  void optionsComeOutOfFileAndEnvironment() {
    JsonNode limits = node.rpc("openledger_limits");
    assertThat(limits.toString())
        .contains("\"0x75bcd15\"") // 123,456,789 gas
        .contains("\"0x7\"");
  }

  @Test
  @Order(2)
  void aNodeIsReadyByBesusConditionsAndOurs() throws Exception {
    Awaitility.await().atMost(LIMIT).until(() -> health("/readiness") == 200);
    assertThat(health("/liveness")).isEqualTo(200);
    // Besu's own condition, in Besu's own words: this node has no peers.
    assertThat(health("/readiness?minPeers=1")).isEqualTo(503);
    // Between a block and its taking in the indexes are one block behind: soon they are not.
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> health("/readiness?minPeers=0&maxBlocksBehind=0") == 200);
    assertThat(health("/readiness?minPeers=few")).isEqualTo(503);
    assertThat(node.rpc("openledger_readiness").path("ready").asBoolean()).isTrue();
    Awaitility.await().atMost(LIMIT).until(() -> node.log().contains("OL-003 OpenLedger is ready"));
  }

  /** Of the block that is next, and of one far ahead, with a protocol version of no software. */
  @Test
  @Order(2)
  void whatSomebodyImaginesStopsNoNode() throws Exception {
    Map<String, Object> system =
        Map.of("stateDiff", Map.of(UInt256.ZERO.toHexString(), UInt256.valueOf(2).toHexString()));
    Map<String, Object> call =
        Map.of("to", NativeAddress.AGENTS.address().toString(), "data", "0x00000000");
    for (long ahead : new long[] {1, 200}) {
      long number = BesuNode.quantity(node.rpc("eth_blockNumber")).longValueExact() + ahead;
      Map<String, Object> block =
          Map.of(
              "blockOverrides",
              Map.of("number", "0x" + Long.toHexString(number)),
              "stateOverrides",
              Map.of(NativeAddress.SYSTEM.address().toString(), system),
              "calls",
              List.of(call));
      Throwable thrown =
          catchThrowable(
              () ->
                  node.rpc("eth_simulateV1", Map.of("blockStateCalls", List.of(block)), "latest"));
      assertThat(thrown).isInstanceOf(RpcErrorAnswer.class);
      assertThat(node.rpc("openledger_readiness").path("reasons").toString())
          .doesNotContain("OL-401");
    }
    assertThat(node.log()).doesNotContain("OL-301");
    // An alert rests on it.
    assertThat(metrics().value("openledger_call_failures_total{contract=\"Agents\"}")).isZero();
  }

  @Test
  @Order(3)
  void afterTheStoryMetricsTellWhatTheNodeDid() throws Exception {
    tellTheStory();
    MetricsPage page = metrics();
    String settle = "{contract=\"InferenceFees\",method=\"settle\"}";
    assertThat(page.value("openledger_calls_total" + settle)).isPositive();
    assertThat(page.value("openledger_call_microseconds_total" + settle)).isPositive();
    assertThat(page.value("openledger_call_gas_total" + settle))
        .isGreaterThan(page.value("openledger_calls_total" + settle) * 10_000);
    // Each block's calls were computed in the first of its three executions.
    double computed = page.value("openledger_calls_executed_total{how=\"computed\"}");
    assertThat(computed).isPositive();
    assertThat(page.value("openledger_calls_executed_total{how=\"repeated\"}"))
        .isGreaterThanOrEqualTo(computed);
    assertThat(page.value("openledger_segments{state=\"ready\"}")).isPositive();
    assertThat(page.value("openledger_segments{state=\"failed\"}")).isZero();
    assertThat(page.value("openledger_content_missing")).isZero();
    assertThat(page.value("openledger_followed_lag_blocks")).isBetween(0.0, 2.0);
    assertThat(page.value("openledger_followed_block")).isPositive();
    assertThat(page.value("openledger_ready")).isOne();
    assertThat(page.value("openledger_rpc_requests_total{method=\"openledger_segmentStatus\"}"))
        .isPositive();
    for (String contract : new String[] {"System", "Models", "InferenceFees"}) {
      assertThat(page.value("openledger_call_failures_total{contract=\"" + contract + "\"}"))
          .isZero();
    }
  }

  @Test
  @Order(4)
  void everyMetricIsInTheManualAndEveryOneThatIsReadExists() throws Exception {
    SortedSet<String> exposed = metrics().names();
    SortedSet<String> ours = new TreeSet<>(exposed);
    ours.removeIf(name -> !name.startsWith("openledger_"));
    String page = Files.readString(OPERATIONS.resolve("monitoring.md"));
    SortedSet<String> rows = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `(openledger_[a-z_]+)`").matcher(page);
    while (row.find()) {
      rows.add(row.group(1));
    }
    assertThat(ours).isEqualTo(rows);
    for (String file : new String[] {"grafana-dashboard.json", "prometheus-alerts.yml"}) {
      assertThat(read(OPERATIONS.resolve("monitoring").resolve(file)))
          .as(file)
          .isNotEmpty()
          .isSubsetOf(exposed);
    }
  }

  @Test
  @Order(5)
  void aVersionInUseWithoutItsContentEndsReadinessUntilTheContentIsHere() throws Exception {
    UncontributedText text = new UncontributedText(node, CHAIN_ID);
    text.activate(Files.createDirectories(directory.resolve("operator")));
    Awaitility.await().atMost(LIMIT).until(() -> health("/readiness") == 503);
    JsonNode told = node.rpc("openledger_readiness");
    assertThat(told.path("ready").asBoolean()).isFalse();
    assertThat(told.at("/reasons/0/code").asText()).isEqualTo("OL-402");
    MetricsPage page = metrics();
    assertThat(page.value("openledger_ready")).isZero();
    assertThat(page.value("openledger_versions_unready")).isOne();
    assertThat(page.value("openledger_content_missing")).isOne();
    assertThat(health("/liveness")).isEqualTo(200);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> node.log().contains("OL-400 OpenLedger is not ready: OL-402"));

    assertThat(text.handIn().path("complete").asBoolean()).isTrue();
    Awaitility.await().atMost(LIMIT).until(() -> health("/readiness") == 200);
    assertThat(node.rpc("openledger_readiness").path("reasons")).isEmpty();
    assertThat(metrics().value("openledger_versions_unready")).isZero();
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              String log = node.log();
              return log.lastIndexOf("OL-003") > log.lastIndexOf("OL-400");
            });
  }

  private static SortedSet<String> read(Path file) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    Matcher expression = EXPRESSION.matcher(Files.readString(file));
    while (expression.find()) {
      String text = expression.group(1) == null ? expression.group(2) : expression.group(1);
      Matcher metric = METRIC.matcher(text);
      while (metric.find()) {
        names.add(metric.group(1));
      }
    }
    return names;
  }

  private void tellTheStory() throws IOException {
    Path corpus = Licences.copyTo(Files.createDirectories(directory.resolve("corpus")));
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(
                "demo", "--rpc", node.rpcUri().toString(), "--corpus", corpus.toString(), "--json");
    assertThat(exit).as(err.toString()).isZero();
  }
}
