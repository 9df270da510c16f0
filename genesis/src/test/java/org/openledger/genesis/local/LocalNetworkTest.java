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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        .hasMessageContaining("no blocks after 3 s (0 of 1 nodes answer)");
    long pid = Long.parseLong(NodeLogFile.last(node().log(), 1).getFirst());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(node().pid()).doesNotExist();
    assertThat(told.toString()).contains("started validator-1", "stopped validator-1");
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
  void aStoppedNetworkHasAStatus() {
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
