package org.openledger.genesis.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.openledger.client.Pause;
import org.openledger.genesis.files.BlockPace;
import org.openledger.genesis.files.KeyCheck;
import org.openledger.genesis.files.NetworkDirectory;
import org.openledger.genesis.files.NetworkException;
import org.openledger.genesis.files.NodeEntry;

/** Runs the nodes of a network's directory on this machine. */
public final class LocalNetwork {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 500;

  /** Somebody who waits longer than this for a word thinks that it hangs. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final int LAST_LINES = 15;

  /** Blocks after which a chain counts as going on: the first may be from before. */
  private static final int PROOF_OF_LIFE = 2;

  private static final Comparator<NodeEntry> BY_NAME = Comparator.comparing(NodeEntry::name);

  private final NetworkDirectory network;
  private final List<NodeEntry> nodes;
  private final PrintWriter err;

  /**
   * A network.
   *
   * @param err told how things go
   */
  public LocalNetwork(NetworkDirectory network, PrintWriter err) {
    this(network, network.nodes(), err);
  }

  private LocalNetwork(NetworkDirectory network, List<NodeEntry> nodes, PrintWriter err) {
    this.network = network;
    this.nodes = nodes;
    this.err = err;
  }

  /**
   * Some of its nodes: what is started, waited for, stopped and looked at are these.
   *
   * @param names of the nodes; none: all
   */
  public LocalNetwork only(List<String> names) {
    return names.isEmpty()
        ? this
        : new LocalNetwork(
            network, nodes.stream().filter(node -> names.contains(node.name())).toList(), err);
  }

  /** The nodes that are looked after. */
  public List<NodeEntry> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * Starts the nodes that do not run, and waits until all make or take blocks. Where that fails,
   * those that it started are stopped.
   *
   * @param java of each node
   * @param limit how long to wait
   * @return how the nodes are
   * @throws NetworkException where a key is missing or another's, a port is in use, a node stops,
   *     or no blocks come in time
   */
  public List<NodeStatus> start(
      BesuInstallation besu, PluginZip plugin, NodeJava java, Duration limit) throws IOException {
    List<NodeEntry> still = nodes.stream().filter(node -> NodeProcess.of(node).isEmpty()).toList();
    new KeyCheck(network).require(still);
    requirePorts(still);
    NodeProbe probe = probe();
    Map<NodeEntry, NodeProcess> started = new ConcurrentSkipListMap<>(BY_NAME);
    Thread stopAtExit = new Thread(() -> end(started), "stop-nodes");
    Runtime.getRuntime().addShutdownHook(stopAtExit);
    boolean done = false;
    try {
      for (NodeEntry node : still) {
        plugin.unpack(node.plugins());
        NodeLogFile.putAside(node.log());
        started.put(node, NodeProcess.start(node, besu, java));
        tell("started %s (process %d)", node.name(), started.get(node).pid());
      }
      List<NodeStatus> statuses = awaitBlocks(probe, started, limit);
      done = true;
      return statuses;
    } finally {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
      if (!done) {
        end(started);
      }
    }
  }

  /**
   * Stops the nodes that run.
   *
   * @return how many ran
   */
  public int stop() {
    Map<NodeEntry, NodeProcess> running = running();
    end(running);
    return running.size();
  }

  /** How the nodes are, in the configuration's order. */
  public List<NodeStatus> status() throws IOException {
    return look(probe());
  }

  /** How often blocks come. */
  public BlockPace pace() throws IOException {
    return BlockPace.of(network.genesis());
  }

  private NodeProbe probe() throws IOException {
    return new NodeProbe(InstantSource.system(), pace().oldestHead());
  }

  private List<NodeStatus> look(NodeProbe probe) {
    return nodes.parallelStream().map(probe::look).toList();
  }

  private List<NodeStatus> awaitBlocks(
      NodeProbe probe, Map<NodeEntry, NodeProcess> started, Duration limit) throws IOException {
    long begin = System.nanoTime();
    long first = -1;
    long lastTold = begin;
    String told = "";
    while (true) {
      for (Map.Entry<NodeEntry, NodeProcess> entry : started.entrySet()) {
        if (!entry.getValue().isAlive()) {
          throw stopped(entry.getKey());
        }
      }
      List<NodeStatus> statuses = look(probe);
      long answering = statuses.stream().filter(s -> s.block().isPresent()).count();
      long lowest = statuses.stream().mapToLong(s -> s.block().orElse(-1)).min().orElse(-1);
      if (answering == statuses.size() && first < 0) {
        first = lowest;
      }
      if (first >= 0 && lowest >= first + PROOF_OF_LIFE) {
        tell("all nodes have block %d, %.1f s", lowest, (System.nanoTime() - begin) / 1e9);
        return statuses;
      }
      String now = answering + " of " + statuses.size() + " nodes answer";
      if (!now.equals(told) || System.nanoTime() - lastTold > SILENCE.toNanos()) {
        tell("%s, %.1f s%s", now, (System.nanoTime() - begin) / 1e9, doing(statuses, lowest));
        told = now;
        lastTold = System.nanoTime();
      }
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw noBlocks(statuses, started, limit);
      }
      Pause.millis(LOOK_MILLIS);
    }
  }

  private NetworkException noBlocks(
      List<NodeStatus> statuses, Map<NodeEntry, NodeProcess> started, Duration limit) {
    List<String> silent =
        statuses.stream()
            .filter(it -> it.block().isEmpty())
            .map(it -> it.name() + " (" + it.url() + ")")
            .toList();
    List<String> ours = started.keySet().stream().map(NodeEntry::name).toList();
    String stopped =
        ours.isEmpty()
            ? "nothing was stopped, since all ran before"
            : "stopped again: "
                + String.join(", ", ours)
                + (ours.size() < nodes.size() ? "; those that ran before go on" : "");
    return new NetworkException(
        "no new blocks on all nodes within "
            + limit.toSeconds()
            + " s: "
            + (silent.isEmpty()
                ? "all nodes answer"
                : "no answer from " + String.join(", ", silent))
            + "; "
            + stopped
            + "; the logs are "
            + network.directory().resolve("nodes/*/node.log"));
  }

  /** What is being waited for. */
  private String doing(List<NodeStatus> statuses, long lowest) throws IOException {
    for (int i = 0; i < statuses.size(); i++) {
      if (statuses.get(i).block().isEmpty()) {
        NodeEntry node = nodes.get(i);
        return NodeLogFile.lastMessage(node.log())
            .map(message -> "; " + node.name() + ": " + message)
            .orElse("");
      }
    }
    return "; block " + lowest + ", waiting for the next";
  }

  private static NetworkException stopped(NodeEntry node) throws IOException {
    return new NetworkException(
        node.name()
            + " stopped by itself; the end of "
            + node.log()
            + ":\n"
            + String.join("\n", NodeLogFile.last(node.log(), LAST_LINES)));
  }

  /** All ports that are in use, at once. */
  private static void requirePorts(List<NodeEntry> nodes) {
    List<String> taken = new ArrayList<>();
    for (NodeEntry node : nodes) {
      Map<String, Integer> ports = new LinkedHashMap<>();
      ports.put("JSON-RPC", node.ports().rpc());
      ports.put("WebSocket", node.ports().ws());
      ports.put("p2p", node.ports().p2p());
      ports.put("metrics", node.ports().metrics());
      ports.forEach(
          (use, port) -> {
            if (!isFree(port)) {
              taken.add(port + " (" + use + " of " + node.name() + ")");
            }
          });
    }
    if (!taken.isEmpty()) {
      throw new NetworkException(
          "in use by another process: port "
              + String.join(", ", taken)
              + "; end it (such as by ./openledger network stop of another network), or change the"
              + " ports: --rpc-port, --p2p-port, --metrics-port of network create, or besu.toml of"
              + " the node");
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Map<NodeEntry, NodeProcess> running() {
    Map<NodeEntry, NodeProcess> running = new LinkedHashMap<>();
    for (NodeEntry node : nodes) {
      Optional<NodeProcess> process = NodeProcess.of(node);
      process.ifPresent(it -> running.put(node, it));
      if (process.isEmpty() && Files.exists(node.pid())) {
        tell("%s does not run: its process is gone", node.name());
        forget(node);
      }
    }
    return running;
  }

  private void end(Map<NodeEntry, NodeProcess> running) {
    // All are asked before any is waited for.
    running.values().forEach(NodeProcess::end);
    running.forEach(
        (node, process) -> {
          boolean itself = process.awaitEnd(STOP_LIMIT);
          tell(itself ? "stopped %s" : "killed %s: it did not stop in time", node.name());
          forget(node);
        });
  }

  private static void forget(NodeEntry node) {
    try {
      NodeProcess.forget(node);
    } catch (IOException e) {
      throw new NetworkException("cannot delete " + node.pid() + ": " + e.getMessage(), e);
    }
  }

  private void tell(String format, Object... values) {
    err.printf(Locale.ROOT, format + "%n", values);
    err.flush();
  }
}
