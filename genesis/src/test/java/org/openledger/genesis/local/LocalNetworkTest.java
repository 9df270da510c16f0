package org.openledger.genesis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevAccounts;
import org.openledger.genesis.files.NetworkCreation;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NetworkException;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.files.NodePorts;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.SettingsFile;

/** Processes of nodes, with a script in Besu's place. */
class LocalNetworkTest {

  private static final Duration SHORT = Duration.ofSeconds(3);

  /** The key of secret 1: its address is known everywhere. */
  private static final String ONE = "0".repeat(63) + "1";

  private static final String ADDRESS_OF_ONE = "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf";

  @TempDir Path temporary;

  private final StringWriter told = new StringWriter();
  private NetworkDirectory directory;
  private LocalNetwork network;

  @BeforeEach
  void create() throws Exception {
    int port = FreePorts.next();
    directory =
        NetworkCreation.create(
            temporary.resolve("net"),
            SettingsFile.parse(Development.file(1)).settings(),
            new NodePorts(port, FreePorts.next(), FreePorts.next(), FreePorts.next()));
    network = new LocalNetwork(directory, new PrintWriter(told, true));
  }

  @AfterEach
  void leaveNothingBehind() {
    network.stop();
  }

  @Test
  void withoutBesuItSaysWhatToDo() {
    assertThatThrownBy(() -> BesuInstallation.find(temporary.toString()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("there is no Besu in " + temporary)
        .hasMessageContaining("BESU_HOME");
  }

  @Test
  void aPortInUseIsNamedBeforeAnythingStarts() throws Exception {
    int taken = node().ports().ws();
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(
              () -> network.start(besu("exec sleep 60"), plugin(), NodeJava.quick(), SHORT))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining(taken + " (WebSocket of validator-1)")
          .hasMessageContaining("--rpc-port");
    }
    assertThat(told.toString()).isEmpty();
    assertThat(node().pid()).doesNotExist();
  }

  @Test
  void aMissingKeyIsNamed() throws Exception {
    Files.delete(node().key());
    assertThatThrownBy(
            () -> network.start(besu("exec sleep 60"), plugin(), NodeJava.quick(), SHORT))
        .hasMessageContaining(node().key().toString());
  }

  /** Besu would run under the other key's address, which is no validator's: it makes no blocks. */
  @Test
  void anotherKeyIsToldWithBothAddressesBeforeAnythingStarts() throws Exception {
    Files.writeString(node().key(), ONE + "\n");
    assertRefused(
        node().key() + " is the key of " + ADDRESS_OF_ONE + ", not of " + node().address(),
        "put the key of " + node().address() + " there");
  }

  /** Besu takes the first line: which of them is the key is not for it to guess. */
  @Test
  void aKeyFileHoldsOneLine() throws Exception {
    String key = Files.readString(node().key());
    for (String wrong :
        List.of(key + ONE, key + ONE + "\n", key + "\n", "\n" + key, " " + key, "", "key\n")) {
      Files.writeString(node().key(), wrong);
      assertRefused(
          node().key() + " is damaged: one line of 64 hexadecimal digits is wanted",
          "restore the key of " + node().address());
    }
    for (String none : List.of("0".repeat(64), "f".repeat(64))) {
      Files.writeString(node().key(), none);
      assertRefused(node().key() + " is damaged");
    }
    Files.writeString(node().key(), key.strip().substring(2));
    assertThatThrownBy(() -> network.start(besu("exit 7"), plugin(), NodeJava.quick(), SHORT))
        .hasMessageContaining("stopped by itself");
  }

  @Test
  void anotherOperatorsKeyIsRefused() throws Exception {
    String key = Files.readString(node().operatorKey());
    Files.writeString(node().operatorKey(), ONE + "\n");
    String operator = DevAccounts.of(0).address().toString();
    assertRefused(
        node().operatorKey() + " is the key of " + ADDRESS_OF_ONE + ", not of " + operator,
        "nodes.json");
    Files.writeString(node().operatorKey(), key + key);
    assertRefused(node().operatorKey() + " is damaged", "restore the key of " + operator);
    Files.delete(node().operatorKey());
    assertRefused(node().operatorKey().toString(), "without their keys");
    // A node that neither serves nor fetches contents needs none.
    Path toml = node().directory().resolve("besu.toml");
    Files.writeString(
        toml, Files.readString(toml).replaceAll("(?m)^plugin-openledger-content-serve.*\n", ""));
    assertThatThrownBy(() -> network.start(besu("exit 7"), plugin(), NodeJava.quick(), SHORT))
        .hasMessageContaining("stopped by itself");
  }

  private NetworkDirectory two(int port) throws Exception {
    return NetworkCreation.create(
        temporary.resolve("two"),
        SettingsFile.parse(Development.file(2)).settings(),
        new NodePorts(port, port + 1, port + 20, port + 30));
  }

  @Test
  void twoNodesHaveNoKeyInCommon() throws Exception {
    NetworkDirectory two = two(FreePorts.next(40));
    NodeEntry first = two.nodes().getFirst();
    NodeEntry second = two.nodes().getLast();
    Files.copy(first.key(), second.key(), StandardCopyOption.REPLACE_EXISTING);
    network = new LocalNetwork(two, new PrintWriter(told, true)).only(List.of(second.name()));
    assertRefused(
        second.key()
            + " is the key of "
            + first.address()
            + " (validator-1), not of "
            + second.address());
    Path nodes = two.directory().resolve("nodes.json");
    Files.writeString(
        nodes,
        Files.readString(nodes).replace(second.address().toString(), first.address().toString()));
    network =
        new LocalNetwork(NetworkDirectory.open(two.directory()), new PrintWriter(told, true))
            .only(List.of(second.name()));
    assertRefused(nodes + " gives validator-1 and validator-2 one address, " + first.address());
  }

  private void assertRefused(String... reasons) {
    assertThatThrownBy(
            () -> network.start(besu("exec sleep 60"), plugin(), NodeJava.quick(), SHORT))
        .isInstanceOf(NetworkException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(reasons));
    assertThat(told.toString()).isEmpty();
    assertThat(node().pid()).doesNotExist();
  }

  @Test
  void aNodeThatStopsIsToldWithTheEndOfItsLog() throws Exception {
    assertThatThrownBy(
            () ->
                network.start(
                    besu("echo no disk space left; exit 3"), plugin(), NodeJava.quick(), SHORT))
        .hasMessageContaining("validator-1 stopped by itself; the end of")
        .hasMessageContaining("no disk space left");
    assertThat(node().pid()).doesNotExist();
  }

  @Test
  void nodesThatMakeNoBlocksAreStopped() throws Exception {
    assertThatThrownBy(
            () -> network.start(besu("echo $$; exec sleep 60"), plugin(), NodeJava.quick(), SHORT))
        .hasMessageContaining(
            "no new blocks on all nodes within 3 s: no answer from validator-1 ("
                + node().url()
                + "); stopped again: validator-1; the logs are ");
    long pid = Long.parseLong(NodeLogFile.last(node().log(), 1).getFirst());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(node().pid()).doesNotExist();
    assertThat(told.toString()).contains("started validator-1", "stopped validator-1");
  }

  @Test
  void nodesThatRanBeforeGoOnAndAreNotSaidToBeStopped() throws Exception {
    try (PlayedNode running = new PlayedNode(node(), node().ports().rpc(), 0)) {
      assertThatThrownBy(
              () -> network.start(besu("exit 1"), plugin(), NodeJava.quick(), Duration.ZERO))
          .hasMessageContaining(
              "within 0 s: all nodes answer; nothing was stopped, since all ran before;");
      assertThat(running.isAlive()).isTrue();
      assertThat(told.toString()).doesNotContain("stopped");
    }
  }

  @Test
  void onlyNodesThatWereStartedAreStoppedAgain() throws Exception {
    int port = FreePorts.next(40);
    NetworkDirectory two = two(port);
    NodeEntry first = two.nodes().getFirst();
    LocalNetwork both = new LocalNetwork(two, new PrintWriter(told, true));
    try (PlayedNode running = new PlayedNode(first, port, 0)) {
      assertThatThrownBy(
              () -> both.start(besu("exec sleep 60"), plugin(), NodeJava.quick(), Duration.ZERO))
          .hasMessageContaining("no answer from validator-2 (" + two.nodes().getLast().url() + ")")
          .hasMessageContaining("stopped again: validator-2; those that ran before go on;");
      assertThat(running.isAlive()).isTrue();
      assertThat(told.toString()).contains("stopped validator-2").doesNotContain("validator-1");
    }
  }

  /** The file says itself that its ports may change. */
  @Test
  void theNodeIsAskedWhereItsOptionsSay() throws Exception {
    int port = FreePorts.next();
    Path toml = node().directory().resolve("besu.toml");
    Files.writeString(
        toml,
        Files.readString(toml)
            .replaceAll("(?m)^rpc-http-port=.*$", "rpc-http-port = " + port + " # another"));
    LocalNetwork changed =
        new LocalNetwork(NetworkDirectory.open(directory.directory()), new PrintWriter(told, true));
    try (PlayedNode running = new PlayedNode(node(), port, 0)) {
      assertThat(running.isAlive()).isTrue();
      assertThat(network.status()).noneMatch(NodeStatus::isWell);
      assertThat(changed.status()).allMatch(NodeStatus::isWell);
      assertThat(changed.status().getFirst().url()).isEqualTo("http://127.0.0.1:" + port);
    }
  }

  @Test
  void thePluginIsUnpackedAndOthersAreLeftAlone() throws Exception {
    Path other = Files.writeString(node().plugins().resolve("other.jar"), "other");
    Path old =
        Files.writeString(node().plugins().resolve("openledger-besu-plugin-0.0.1.jar"), "old");
    assertThatThrownBy(() -> network.start(besu("exit 1"), plugin(), NodeJava.quick(), SHORT))
        .isInstanceOf(NetworkException.class);
    assertThat(other).hasContent("other");
    assertThat(old).doesNotExist();
    assertThat(node().plugins().resolve("openledger-besu-plugin-9.jar")).hasContent("jar");
  }

  @Test
  void aZipOfSomethingElseIsRefused() throws Exception {
    for (String name : List.of("../openledger-x.jar", "other.jar")) {
      PluginZip zip = zip(name);
      assertThatThrownBy(() -> zip.unpack(node().plugins()))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("is no OpenLedger plugin");
    }
    PluginZip text = PluginZip.at(Files.writeString(temporary.resolve("text"), "text"));
    assertThatThrownBy(() -> text.unpack(node().plugins())).hasMessageContaining("is no zip");
    assertThatThrownBy(() -> PluginZip.at(temporary.resolve("none")))
        .hasMessageContaining("--plugin");
  }

  /** Ids of processes are given again: ours is known by its command line. */
  @Test
  void aProcessThatIsNotOursIsNeverEnded() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(node().pid(), stranger.pid() + "\n");
      assertThat(NodeProcess.of(node())).isEmpty();
      assertThat(network.stop()).isZero();
      assertThat(stranger.isAlive()).isTrue();
      assertThat(node().pid()).doesNotExist();
      assertThat(told.toString()).contains("validator-1 does not run: its process is gone");
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void aStoppedNetworkHasAStatus() throws Exception {
    NodeStatus status = network.status().getFirst();
    assertThat(status.pid()).isEmpty();
    assertThat(status.block()).isEmpty();
    assertThat(status.isWell()).isFalse();
  }

  @Test
  void theLogOfTheRunBeforeIsKept() throws Exception {
    for (String line : List.of("first", "second")) {
      assertThatThrownBy(
              () ->
                  network.start(
                      besu("echo " + line + "; exit 1"), plugin(), NodeJava.quick(), SHORT))
          .hasMessageContaining(line);
    }
    assertThat(NodeLogFile.last(node().log(), 5)).endsWith("second").doesNotContain("first");
    assertThat(NodeLogFile.last(node().log().resolveSibling("node.log.1"), 5)).endsWith("first");
    assertThat(NodeLogFile.last(temporary.resolve("none"), 5)).isEmpty();
  }

  @Test
  void aNodeThatIsWaitedForIsToldOfByWhatItLoggedLast() throws Exception {
    Path log = temporary.resolve("besu.log");
    assertThat(NodeLogFile.lastMessage(log)).isEmpty();
    Files.writeString(log, "[0.1s][warning][cds] no line of Besu's\n");
    assertThat(NodeLogFile.lastMessage(log)).isEmpty();
    Files.writeString(
        log,
        "2026-11-21 10:58:36.216+0000 | main | INFO  | Besu | Starting Besu\n"
            + "\u001b[2m2026-11-21 10:58:48.166+0000\u001b[m\u001b[2m | main | INFO | Disk | Look"
            + " for a|b "
            + "x".repeat(80)
            + "\n####\n# Besu version 26.8.0\n");
    assertThat(NodeLogFile.lastMessage(log)).contains("Look for a|b " + "x".repeat(67) + "…");
  }

  /** An operator's own options of Java are not added to: two collectors would be one too many. */
  @Test
  void javaStartsQuickly() {
    assertThatThrownBy(
            () ->
                network.start(
                    besu("echo options $BESU_OPTS; exit 1"), plugin(), NodeJava.quick(), SHORT))
        .hasMessageContaining(
            System.getenv("BESU_OPTS") == null
                ? "-XX:TieredStopAtLevel=1"
                : System.getenv("BESU_OPTS"));
  }

  private NodeEntry node() {
    return directory.nodes().getFirst();
  }

  private BesuInstallation besu(String script) throws IOException {
    Path besu = temporary.resolve("besu/bin/besu");
    Files.createDirectories(besu.getParent());
    Files.writeString(besu, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(besu, PosixFilePermissions.fromString("rwxr-xr-x"));
    return BesuInstallation.find(temporary.resolve("besu").toString());
  }

  private PluginZip plugin() throws IOException {
    return zip("openledger-besu-plugin-9.jar");
  }

  private PluginZip zip(String name) throws IOException {
    Path file = temporary.resolve("plugin.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write("jar".getBytes(StandardCharsets.UTF_8));
    }
    return PluginZip.at(file);
  }
}
