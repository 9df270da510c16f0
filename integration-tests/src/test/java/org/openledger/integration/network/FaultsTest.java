package org.openledger.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.bench.network.Answers;
import org.openledger.client.Chain;
import org.openledger.client.Draft;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.precompile.host.NativeAddress;

/**
 * What goes wrong with the nodes of a running network, one after the other. After each fault
 * another answer is settled, all nodes are ready and have the same blocks and states, none has
 * found a block bad, and each counts all money.
 */
@RequiresBesu
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

  private static final Wallet PAYER = Wallet.of(DevAccounts.of(9).privateKey());
  private static final int SNAP_DISTANCE = 60;
  private static final Pattern PIVOT =
      Pattern.compile("Sync completed successfully with pivot block (\\d+)");
  private static final String NO_PLUGIN = "-Dbesu.plugins.dir=/nonexistent";
  private static final String VERIFIED = "plugins-verification-mode=\"FULL\"";
  private static final List<String> TWO_STAND = List.of("true", "true");

  private Path temporary;
  private TestNet net;
  private Answers answers;
  private long request;
  private long begun;

  @BeforeAll
  void threeOfFourTellTheDemosStory(@TempDir Path given) throws Exception {
    temporary = given;
    net =
        TestNet.create(
            temporary.resolve("net"),
            "--validators",
            "4",
            "--storage",
            "bonsai,forest,bonsai-parallel,bonsai");
    for (NodeEntry node : net.nodes()) {
      option(node, "\"TXPOOL\"", "\"ADMIN\",\"TXPOOL\"");
      TestNet.append(node, "snapsync-server-enabled=true");
    }
    net.start(net.node(0), net.node(1), net.node(2));
    // Operator 4 attests too; what he has seen he has from another's node.
    try (JsonRpc rpc = new JsonRpc(net.node(0).url())) {
      answers = Answers.tell(rpc, Files.createDirectories(temporary.resolve("texts")));
    }
    begun = System.nanoTime();
  }

  @AfterAll
  void stop() {
    if (net != null) {
      net.close();
    }
  }

  @AfterEach
  void chainAndMoneyAreIntact(TestInfo test) throws Exception {
    settle(net.node(0));
    for (NodeEntry node : net.nodes()) {
      TestNet.awaitHead(node, TestNet.head(net.node(0)));
    }
    TestNet.awaitReady(net.nodes());
    TestNet.assertSameChains(net.nodes());
    TestNet.assertNoBadBlock(net.nodes());
    TestNet.assertConserved(net.nodes());
    System.err.printf("%s: %.0f s%n", test.getDisplayName(), (System.nanoTime() - begun) / 1e9);
    begun = System.nanoTime();
  }

  @Test
  @Order(1)
  void aLateNodeReplaysEverySettlementFromBlock0() {
    settle(net.node(1));
    net.start(net.node(3));
    TestNet.awaitHead(net.node(3), TestNet.head(net.node(0)));
  }

  /** Between two of its transactions, and after the last: nothing of the block is stored. */
  @Test
  @Order(2)
  void killedInTheMiddleOfABlockItGoesOn() throws Exception {
    NodeEntry victim = net.node(1);
    List<NodeEntry> others = List.of(net.node(0), net.node(2), net.node(3));
    net.stop(victim);
    BlockTrap trap = BlockTrap.in(victim);
    option(victim, VERIFIED, VERIFIED.replace("FULL", "NONE"));
    for (BlockTrap.Place place : BlockTrap.Place.values()) {
      net.start(victim);
      trap.set(place);
      MixedLoad load = new MixedLoad(others, place.ordinal(), answers);
      load.send(250);
      long block = trap.awaitBlock();
      assertThat(TestNet.head(victim)).as("%s", place).isLessThan(block);
      net.kill(victim);
      trap.release();
      TestNet.awaitHead(net.node(0), block + 1);
      load.awaitAll();
    }
    trap.remove();
    option(victim, VERIFIED.replace("FULL", "NONE"), VERIFIED);
    net.start(victim);
  }

  @Test
  @Order(3)
  void killedInTheMiddleOfMakingAnIndexItMakesItAgain() throws Exception {
    NodeEntry victim = net.node(2);
    int before = segments(victim);
    int stories = 0;
    do {
      assertThat(++stories).as("stories without a kill in the middle").isLessThan(5);
      CompletableFuture<Void> story = CompletableFuture.runAsync(this::tellAnotherStory);
      while (unfinished(victim).isEmpty() && !story.isDone()) {
        Thread.sleep(1);
      }
      net.kill(victim);
      story.join();
      if (unfinished(victim).isEmpty()) {
        net.start(victim); // It was finished before the node was dead.
      }
    } while (unfinished(victim).isEmpty());
    assertThat(segments(victim)).isEqualTo(before + stories - 1);
    net.start(victim);
    TestNet.awaitLog(victim, "OL-324");
    awaitSegmentsOf(net.node(0), victim);
    assertThat(unfinished(victim)).isEmpty();
  }

  @Test
  @Order(4)
  void anEmptiedIndexIsFilledFromTheBlocks() throws Exception {
    NodeEntry victim = net.node(1);
    net.stop(victim);
    delete(victim.data().resolve("openledger"));
    settle(net.node(0));
    net.start(victim);
    TestNet.awaitLog(victim, "OL-324");
    awaitSegmentsOf(net.node(0), victim);
  }

  @Test
  @Order(5)
  void aDamagedSegmentIsBuiltAnew() throws Exception {
    NodeEntry victim = net.node(2);
    net.stop(victim);
    for (Path segment : segmentFiles(victim)) {
      try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
        long middle = file.length() / 2;
        file.seek(middle);
        int old = file.read();
        file.seek(middle);
        file.write(old ^ 1);
      }
    }
    net.start(victim);
    TestNet.awaitLog(victim, "building it anew");
  }

  @Test
  @Order(6)
  void aSegmentThatIsCutUnderARunningNodeStopsItAtTheNextSettlement() throws Exception {
    NodeEntry victim = net.node(1);
    for (Path segment : segmentFiles(victim)) {
      try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
    settle(net.node(0));
    TestNet.awaitBlocks(net.node(0), 3);
    TestNet.awaitLog(victim, "OpenLedger stops this node before block");
    assertThat(TestNet.head(victim)).isLessThan(TestNet.head(net.node(0)));
    assertThat(TestNet.unreadiness(victim)).contains("OL-401");
    net.stop(victim);
    net.start(victim);
    TestNet.awaitLog(victim, "building it anew");
  }

  @Test
  @Order(7)
  void withoutThePluginItStaysBehindAndWithItGoesOn() throws Exception {
    NodeEntry victim = net.node(2);
    net.stop(victim);
    Path toml = victim.directory().resolve("besu.toml");
    String options = Files.readString(toml);
    try (BareNode bare = BareNode.start(victim, NO_PLUGIN)) {
      assertThat(bare.process().waitFor()).isNotZero();
      assertThat(TestNet.log(victim)).contains("in TOML configuration file", "plugin-openledger-");
    }
    Files.writeString(
        toml,
        options.replaceAll("(?m)^plugin-openledger-.*\\n", "").replace(",\"OPENLEDGER\"", ""));
    try (BareNode bare = BareNode.start(victim, NO_PLUGIN)) {
      TestNet.awaitHead(victim, TestNet.head(net.node(0)) - 1);
      settle(net.node(0));
      long settled = TestNet.head(net.node(0));
      TestNet.awaitHead(net.node(0), settled + 5);
      assertThat(TestNet.head(victim)).isLessThanOrEqualTo(settled);
      assertThat(bare.process().isAlive()).isTrue();
      // It is how all tests here would notice another node that does.
      assertThatThrownBy(() -> TestNet.assertNoBadBlock(List.of(victim)))
          .isInstanceOf(AssertionError.class);
    }
    Files.writeString(toml, options);
    net.start(victim);
  }

  @Test
  @Order(8)
  void withTwoOfFourDownNothingIsDecidedAndNothingLost() throws Exception {
    net.stop(net.node(2), net.node(3));
    Thread.sleep(2_000);
    long halted = TestNet.head(net.node(0));
    MixedLoad load = new MixedLoad(List.of(net.node(0), net.node(1)), 5, answers);
    load.send(50);
    Awaitility.await("network status: no blocks")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> net.status().path("nodes").findValuesAsText("stands"), TWO_STAND::equals);
    assertThat(net.status().path("well").asBoolean()).isFalse();
    assertThat(TestNet.head(net.node(0))).isLessThanOrEqualTo(halted + 1);
    net.start(net.node(2), net.node(3));
    load.awaitAll();
  }

  @Test
  @Order(9)
  void cutInTwoAndHealedItIsOneChain() throws Exception {
    List<NodeEntry> left = List.of(net.node(0), net.node(1));
    List<NodeEntry> right = List.of(net.node(2), net.node(3));
    // A node whose connection is ended makes another, until it has been told too.
    Awaitility.await("two halves")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              between(left, right, "admin_removePeer");
              return isCut();
            });
    long halted = TestNet.head(net.node(0));
    // Each half is sent what the other does not hear of.
    MixedLoad load = new MixedLoad(net.nodes(), 6, answers);
    load.send(100);
    Thread.sleep(5_000);
    assertThat(isCut()).isTrue();
    for (NodeEntry node : net.nodes()) {
      assertThat(TestNet.head(node)).as(node.name()).isLessThanOrEqualTo(halted + 1);
    }
    between(left, right, "admin_addPeer");
    load.awaitAll();
  }

  private boolean isCut() {
    return net.nodes().stream()
        .allMatch(node -> TestNet.ask(node, "net_peerCount").asText().equals("0x1"));
  }

  @Test
  @Order(10)
  void startedAnewOneAfterTheOtherTheOthersSettle() {
    long before = TestNet.head(net.node(0));
    for (NodeEntry node : net.nodes()) {
      net.stop(node);
      NodeEntry other = net.nodes().stream().filter(n -> !n.equals(node)).findFirst().orElseThrow();
      settle(other);
      net.start(node);
    }
    assertThat(TestNet.head(net.node(0))).isGreaterThan(before);
  }

  @Test
  @Order(11)
  void aLateNodeJoinsBySnapSync() throws Exception {
    NodeEntry late = net.node(3);
    // What was paid lies before the block whose state it begins with, some 50 behind the head.
    settle(net.node(0));
    long paid = TestNet.head(net.node(0));
    for (int i = 0; i < 3; i++) { // Slow where one of four is not there yet.
      TestNet.awaitBlocks(net.node(0), SNAP_DISTANCE / 3);
    }
    net.stop(late);
    List<Path> keys = List.of(late.key(), late.operatorKey());
    try (Stream<Path> files = Files.list(late.data())) {
      for (Path file : files.filter(f -> !keys.contains(f)).toList()) {
        delete(file);
      }
    }
    option(late, "sync-mode=\"FULL\"", "sync-mode=\"SNAP\"");
    net.start(late);
    TestNet.awaitHead(late, TestNet.head(net.node(0)));
    Matcher pivot = PIVOT.matcher(TestNet.log(late));
    assertThat(pivot.find()).as("its state was fetched, not computed").isTrue();
    assertThat(Long.parseLong(pivot.group(1))).isGreaterThanOrEqualTo(paid);
  }

  @Test
  @Order(12)
  void aFullDiskStopsOneNodeUntilThereIsRoom() throws Exception {
    assumeTrue(SmallDisk.isPossible(), "no process may mount a disk of its own here");
    NodeEntry victim = net.node(1);
    net.stop(victim);
    SmallDisk disk = SmallDisk.under(victim, 16_384);
    net.start(victim);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> TestNet.ask(victim, "openledger_readiness").path("ready").asBoolean());
    disk.fill();
    // Another Datanet, another version, another index; and answers that rest on it.
    tellAnotherStory();
    TestNet.awaitLog(victim, "OpenLedger stops this node before block");
    TestNet.awaitBlocks(net.node(0), 3);
    assertThat(TestNet.head(victim)).isLessThan(TestNet.head(net.node(0)));
    assertThat(TestNet.ask(victim, "openledger_readiness").path("ready").asBoolean()).isFalse();
    disk.free();
    TestNet.awaitHead(victim, TestNet.head(net.node(0)));
    net.stop(victim);
    disk.remove();
    net.start(victim);
  }

  private void tellAnotherStory() {
    TestNet.Answer told =
        TestNet.run(
            "demo",
            "--rpc",
            net.node(0).url(),
            "--corpus",
            temporary.resolve("texts/corpus").toString(),
            "--json");
    assertThat(told.code()).as(told.err()).isZero();
  }

  private void settle(NodeEntry node) {
    try (JsonRpc rpc = new JsonRpc(node.url())) {
      Draft draft =
          new Draft(
              PAYER,
              NativeAddress.INFERENCE_FEES.address(),
              answers.fee(),
              answers.settle(PAYER.address(), ++request));
      assertThat(Chain.at(rpc).send(draft).succeeded()).isTrue();
    }
  }

  private static void between(List<NodeEntry> left, List<NodeEntry> right, String method) {
    Map<NodeEntry, String> enodes = new HashMap<>();
    Stream.concat(left.stream(), right.stream())
        .forEach(
            node -> enodes.put(node, TestNet.ask(node, "admin_nodeInfo").path("enode").asText()));
    for (NodeEntry l : left) {
      for (NodeEntry r : right) {
        TestNet.ask(l, method, enodes.get(r));
        TestNet.ask(r, method, enodes.get(l));
      }
    }
  }

  private static void option(NodeEntry node, String from, String to) throws IOException {
    Path toml = node.directory().resolve("besu.toml");
    String text = Files.readString(toml);
    assertThat(text).contains(from);
    Files.writeString(toml, text.replace(from, to));
  }

  private static void awaitSegmentsOf(NodeEntry other, NodeEntry node) {
    Awaitility.await("segments of " + node.name())
        .atMost(Duration.ofSeconds(60))
        .until(() -> segments(node) == segments(other));
  }

  private static int segments(NodeEntry node) throws IOException {
    return segmentFiles(node).size();
  }

  private static List<Path> segmentFiles(NodeEntry node) throws IOException {
    return segments(node, ".segment");
  }

  /** What is being made, or was when the node was killed. */
  private static List<Path> unfinished(NodeEntry node) throws IOException {
    return segments(node, ".tmp");
  }

  private static List<Path> segments(NodeEntry node, String suffix) throws IOException {
    Path directory = node.data().resolve("openledger/segments");
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
