package org.openledger.integration.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openledger.cli.OpenLedger;
import org.openledger.client.ClientException;
import org.openledger.client.JsonRpc;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.local.FreePorts;
import org.openledger.integration.client.NodeScript;
import org.openledger.integration.distribution.Distribution;

/** A network of Besu nodes in a directory, made and run by the command line. */
final class TestNet implements AutoCloseable {

  /** Machines that run other things too are slow to start four Java processes. */
  private static final String START_SECONDS = "300";

  private static final int PORTS = 70;

  /** Adding up all money anew on a cold node of a busy machine takes more than the standard. */
  private static final int VIEW_MILLIS = 60_000;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How Besu's validator says that a block is invalid, and why. */
  private static final Pattern INVALID_BLOCK =
      Pattern.compile("Invalid block \\d+ \\(0x[0-9a-f]{64}\\): Optional\\[([^\\]\\n]*)");

  private static final Pattern PARENT_IS_MISSING =
      Pattern.compile("Parent block with hash 0x[0-9a-f]{64} not present");

  /** What a command of the command line did. */
  record Answer(int code, String out, String err) {}

  private final NetworkDirectory network;

  private TestNet(NetworkDirectory network) {
    this.network = network;
  }

  /** Makes one with these options of {@code network create}; nothing runs yet. */
  static TestNet create(Path directory, String... options) throws IOException {
    int base = FreePorts.next(PORTS);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "network",
                "create",
                "--rpc-port",
                Integer.toString(base),
                "--p2p-port",
                Integer.toString(base + 50),
                "--metrics-port",
                Integer.toString(base + 60),
                "--output",
                directory.toString()));
    arguments.addAll(Arrays.asList(options));
    Answer created = run(arguments.toArray(String[]::new));
    assertThat(created.code()).as(created.err()).isZero();
    TestNet net = new TestNet(NetworkDirectory.open(directory));
    for (NodeEntry node : net.nodes()) {
      append(node, "plugin-openledger-view-millis=" + VIEW_MILLIS);
    }
    return net;
  }

  /** Runs a command as a user would. */
  static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Answer(code, out.toString(), err.toString());
  }

  NetworkDirectory network() {
    return network;
  }

  /** The nodes, in the configuration's order. */
  List<NodeEntry> nodes() {
    return network.nodes();
  }

  /** The node of this place, from 0. */
  NodeEntry node(int place) {
    return network.nodes().get(place);
  }

  /** Adds an option to a node's file of options. */
  static void append(NodeEntry node, String line) throws IOException {
    Files.writeString(
        node.directory().resolve("besu.toml"), line + "\n", StandardOpenOption.APPEND);
  }

  /** Starts these nodes, or all, and waits until they have new blocks. */
  void start(NodeEntry... some) {
    start(Distribution.zip(), some);
  }

  /** The same with another plugin than that of this build. */
  void start(Path plugin, NodeEntry... some) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "network",
                "start",
                "--dir",
                network.directory().toString(),
                "--plugin",
                plugin.toString(),
                "--timeout",
                START_SECONDS));
    named(arguments, some);
    Answer started = run(arguments.toArray(String[]::new));
    assertThat(started.code()).as(started.err()).isZero();
    System.err.println(started.err());
  }

  /** Asks these nodes, or all, to end, and waits for it. */
  void stop(NodeEntry... some) {
    List<String> arguments =
        new ArrayList<>(List.of("network", "stop", "--dir", network.directory().toString()));
    named(arguments, some);
    Answer stopped = run(arguments.toArray(String[]::new));
    assertThat(stopped.code()).as(stopped.err()).isZero();
  }

  /** Kills a node without a word. */
  void kill(NodeEntry node) throws IOException {
    long pid = Long.parseLong(Files.readString(node.pid()).strip());
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void named(List<String> arguments, NodeEntry... some) {
    if (some.length > 0) {
      arguments.add("--node");
      arguments.add(String.join(",", Arrays.stream(some).map(NodeEntry::name).toList()));
    }
  }

  /** A JSON-RPC call's result. */
  static JsonNode ask(NodeEntry node, String method, Object... params) {
    try (JsonRpc rpc = new JsonRpc(node.url(), Duration.ofSeconds(90))) {
      return rpc.call(method, params);
    }
  }

  /** A block's header. */
  static JsonNode block(NodeEntry node, String number) {
    return ask(node, "eth_getBlockByNumber", number, false);
  }

  /** Number of a node's newest block. */
  static long head(NodeEntry node) {
    return Long.decode(ask(node, "eth_blockNumber").asText());
  }

  /** Waits until a node has some more blocks than now. */
  static void awaitBlocks(NodeEntry node, int more) {
    long wanted = head(node) + more;
    awaitHead(node, wanted);
  }

  /** Stock wallets pay there, which know nothing of the network's prices. */
  static void assertWalletsPay(NodeEntry node) throws IOException, InterruptedException {
    NodeScript.Result result = NodeScript.run("wallets.mjs", node.url());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("3 checks passed, 0 failed");
  }

  /** Waits until a node has a block. */
  static void awaitHead(NodeEntry node, long wanted) {
    try {
      Awaitility.await("block " + wanted + " on " + node.name())
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(250))
          .ignoreExceptionsInstanceOf(ClientException.class)
          .until(() -> head(node) >= wanted);
    } catch (ConditionTimeoutException late) {
      late.addSuppressed(new AssertionError(standing(node)));
      throw late;
    }
  }

  /** What a node that does not go on is doing: the end of its log and the stacks of its threads. */
  private static String standing(NodeEntry node) {
    try {
      List<String> log = log(node).lines().toList();
      String end = String.join("\n", log.subList(Math.max(0, log.size() - 60), log.size()));
      Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
      Process asked =
          new ProcessBuilder(jstack.toString(), Files.readString(node.pid()).strip())
              .redirectErrorStream(true)
              .start();
      // A machine that stands may not answer that either.
      CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS).execute(asked::destroyForcibly);
      return end + "\n" + new String(asked.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "neither log nor stacks of " + node.name() + ": " + e;
    }
  }

  /** Waits until a node's log of this run holds a text. */
  static void awaitLog(NodeEntry node, String text) {
    Awaitility.await("\"" + text + "\" in the log of " + node.name())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> log(node).contains(text));
  }

  /** A node's log of this run. */
  static String log(NodeEntry node) throws IOException {
    return Files.readString(node.log());
  }

  /**
   * That none of these nodes has refused a block, as its log tells. A block whose parent was not
   * there yet does not count: while a node catches up, Besu hears of blocks before it has theirs.
   */
  static void assertNoBadBlock(List<NodeEntry> nodes) throws IOException {
    for (NodeEntry node : nodes) {
      String log = log(node);
      assertThat(log).as(node.name()).doesNotContainIgnoringCase("bad block");
      assertThat(INVALID_BLOCK.matcher(log).results().map(it -> it.group(1)))
          .as("why %s found blocks invalid", node.name())
          .allMatch(why -> PARENT_IS_MISSING.matcher(why).matches());
    }
  }

  /** The blocks and the state roots of these nodes, at every height that all have. */
  static void assertSameChains(List<NodeEntry> nodes) {
    long head = nodes.stream().mapToLong(TestNet::head).min().orElseThrow();
    assertThat(head).isGreaterThan(1);
    for (long height = 0; height <= head; height++) {
      String quantity = "0x" + Long.toHexString(height);
      List<String> seen =
          nodes.stream()
              .map(node -> block(node, quantity))
              .map(b -> b.path("hash").asText() + " " + b.path("stateRoot").asText())
              .distinct()
              .toList();
      assertThat(seen).as("block %d", height).hasSize(1);
    }
  }

  /** Why a node says that it is not ready, as codes of its log. */
  static List<String> unreadiness(NodeEntry node) {
    return ask(node, "openledger_readiness").path("reasons").findValuesAsText("code");
  }

  /** Waits until each of these nodes says that it is ready. */
  static void awaitReady(List<NodeEntry> nodes) {
    for (NodeEntry node : nodes) {
      Awaitility.await(node.name() + " is ready")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(250))
          .ignoreExceptionsInstanceOf(ClientException.class)
          .untilAsserted(() -> assertThat(unreadiness(node)).isEmpty());
    }
  }

  /** That each of these nodes counts what all contracts hold and owe, and finds it equal. */
  static void assertConserved(List<NodeEntry> nodes) {
    for (NodeEntry node : nodes) {
      // Whom to ask about is known from the node's history, which may still be on its way: after a
      // snap sync it begins once Besu has fetched the receipts of all blocks.
      JsonNode books =
          Awaitility.await("books of " + node.name())
              .atMost(PATIENCE.multipliedBy(3))
              .pollInterval(Duration.ofMillis(500))
              .ignoreExceptionsInstanceOf(ClientException.class)
              .until(() -> ask(node, "openledger_conservation", true), JsonNode::isObject);
      assertThat(books.path("conserved").asBoolean()).as(node.name() + " " + books).isTrue();
      assertThat(books.path("recounted").asBoolean()).isTrue();
    }
  }

  /** The answer of {@code network status --json}. */
  JsonNode status() throws IOException {
    return JSON.readTree(
        run("network", "status", "--json", "--dir", network.directory().toString()).out());
  }

  @Override
  public void close() {
    run("network", "stop", "--dir", network.directory().toString());
  }
}
