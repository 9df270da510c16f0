package org.openledger.bench.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openledger.client.Wallet;
import org.openledger.genesis.files.NetworkCreation;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.genesis.files.NodePorts;
import org.openledger.genesis.local.BesuInstallation;
import org.openledger.genesis.local.FreePorts;
import org.openledger.genesis.local.LocalNetwork;
import org.openledger.genesis.local.NodeJava;
import org.openledger.genesis.local.PluginZip;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.Json;
import org.openledger.genesis.settings.SettingsException;
import org.openledger.genesis.settings.SettingsFile;
import org.openledger.genesis.settings.StorageProfile;

/**
 * One validator on a real Besu, with blocks of one second whose gas limit bounds nothing, and
 * accounts that can pay for long.
 */
final class BenchNode implements AutoCloseable {

  /** Enough that no one's turn is short: an account's transactions are executed in their order. */
  static final int SENDERS = 50;

  /** A block of settlements is bounded by time, not by this. */
  private static final long GAS_LIMIT = 4_000_000_000L;

  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** What a validator is told to have. */
  private static final String HEAP = "4g";

  private static final String COINS = "1000000000 OPEN";
  private static final BigInteger FIRST_KEY = BigInteger.ONE.shiftLeft(200);

  private final LocalNetwork network;
  private final NodeEntry node;
  private final ProcessHandle process;

  /** Whoever gives the benchmark up leaves no node behind. */
  private final Thread stopAtExit = new Thread(this::stop, "stop-node");

  private BenchNode(LocalNetwork network, NodeEntry node, ProcessHandle process) {
    this.network = network;
    this.node = node;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /** Makes and starts one in a directory. */
  static BenchNode start(
      Path directory,
      StorageProfile storage,
      BesuInstallation besu,
      PluginZip plugin,
      PrintWriter progress)
      throws IOException, SettingsException {
    NetworkDirectory made =
        NetworkCreation.create(
            directory.resolve("net"),
            SettingsFile.parse(configuration(storage)).settings(),
            new NodePorts(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next()));
    NodeEntry node = made.nodes().getFirst();
    // What waits for its block must neither be dropped nor wait in another layer than the rest. A
    // proposer executes each block three times: the cache spares it two of three recoveries of a
    // signature's key, the dearest part of a settlement where Besu has no native library for it.
    // Nobody asks this node of the past, and the peer tells nothing of it either.
    Files.writeString(
        node.directory().resolve("besu.toml"),
        """
        tx-pool-max-prioritized=200000
        tx-pool-max-future-by-sender=100000
        tx-pool-layer-max-capacity=1000000000
        cache-precompiles=true
        plugin-openledger-history=false
        """,
        StandardOpenOption.APPEND);
    LocalNetwork network = new LocalNetwork(made, progress);
    long pid =
        network
            .start(besu, plugin, NodeJava.serving(HEAP), START_LIMIT)
            .getFirst()
            .pid()
            .orElseThrow();
    return new BenchNode(network, node, ProcessHandle.of(pid).orElseThrow());
  }

  /** Where it answers. */
  String url() {
    return node.url();
  }

  /** Processor time that it has taken. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The accounts that send the load. */
  static List<Wallet> senders() {
    return IntStream.range(0, SENDERS)
        .mapToObj(i -> Wallet.of(FIRST_KEY.add(BigInteger.valueOf(i))))
        .toList();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopAtExit);
    stop();
  }

  private void stop() {
    network.stop();
  }

  private static String configuration(StorageProfile storage) throws IOException {
    ObjectNode file = (ObjectNode) Json.parse(Development.file(1));
    ((ObjectNode) file.get("blocks")).put("gasLimit", GAS_LIMIT);
    ((ObjectNode) file.get("validators").get(0)).put("storage", storage.key());
    ObjectNode accounts = (ObjectNode) file.get("accounts");
    List<Wallet> senders = new ArrayList<>(senders());
    for (int i = 0; i < senders.size(); i++) {
      accounts
          .putObject(String.format(Locale.ROOT, "sender-%d", i))
          .put("address", senders.get(i).address().toString())
          .put("balance", COINS);
    }
    return Json.pretty(file);
  }
}
