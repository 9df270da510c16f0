package org.openledger.genesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.Devnet;
import org.openledger.devnet.DevnetOptions;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.rpc.RpcError;
import org.openledger.devnet.rpc.RpcMethod;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.node.Node;
import org.openledger.node.NodeData;
import org.openledger.node.api.NodeApi;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.node.history.HistorySource;
import org.openledger.node.query.ContentSharing;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.QueryLimits;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcMethods;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.system.NetworkConfiguration;

/**
 * A devnet with everything of OpenLedger: native contracts, content store, indexes, JSON-RPC. Its
 * data lie in a temporary directory and go with it.
 */
public final class DevNetwork implements AutoCloseable {

  private final Devnet devnet;
  private final Node node;
  private final HistorySource history;
  private final Path directory;
  private final long chainId;

  private DevNetwork(
      long chainId, Devnet devnet, Node node, HistorySource history, Path directory) {
    this.chainId = chainId;
    this.devnet = devnet;
    this.node = node;
    this.history = history;
    this.directory = directory;
  }

  /**
   * Starts a network; it answers when this returns.
   *
   * @throws IOException where the port is in use, or there is no temporary directory
   */
  public static DevNetwork start(DevnetOptions options) throws IOException {
    return start(options, Files.createTempDirectory("openledger-devnet"));
  }

  /**
   * Starts a network whose contracts are configured otherwise than those of other devnets.
   *
   * @throws IOException as above
   */
  public static DevNetwork start(DevnetOptions options, NetworkConfiguration configuration)
      throws IOException {
    Path directory = Files.createTempDirectory("openledger-devnet");
    return start(options, directory, DevNetwork::contracts, configuration);
  }

  /** Starts a network in an existing directory, which goes with it, or at once where this fails. */
  static DevNetwork start(DevnetOptions options, Path directory) throws IOException {
    return start(options, directory, DevNetwork::contracts);
  }

  /**
   * As above.
   *
   * @param contracts what the chain executes, over the node's index
   */
  static DevNetwork start(
      DevnetOptions options,
      Path directory,
      Function<SegmentSource, List<NativeContract>> contracts)
      throws IOException {
    return start(options, directory, contracts, DevGenesis.configuration(options.chainId()));
  }

  private static List<NativeContract> contracts(SegmentSource segments) {
    return Stream.concat(Contracts.all(segments).stream(), Contracts.reserved().stream()).toList();
  }

  /**
   * As above.
   *
   * @param contracts what the chain executes, over the node's index
   * @param configuration what the native contracts start with
   */
  static DevNetwork start(
      DevnetOptions options,
      Path directory,
      Function<SegmentSource, List<NativeContract>> contracts,
      NetworkConfiguration configuration)
      throws IOException {
    Node node = null;
    HistorySource history = new HistorySource();
    boolean started = false;
    try {
      node = Node.open(directory);
      Devnet devnet =
          start(
              options,
              DevGenesis.alloc(configuration),
              node,
              contracts.apply(node),
              history,
              directory);
      started = true;
      return new DevNetwork(options.chainId(), devnet, node, history, directory);
    } finally {
      if (!started) {
        history.close();
        if (node != null) {
          node.close();
        }
        delete(directory);
      }
    }
  }

  private static Devnet start(
      DevnetOptions options,
      Map<Address, GenesisAccount> alloc,
      Node node,
      List<NativeContract> contracts,
      HistorySource history,
      Path directory)
      throws IOException {
    node.bind("devnet " + options.chainId(), 0);
    AtomicReference<Devnet> running = new AtomicReference<>();
    Queries queries = NodeApi.queries(node, QueryLimits.standard());
    Devnet devnet =
        Devnet.start(
            options,
            alloc,
            contracts,
            methods(NodeApi.of(node, queries, history, sharing(), List::of)),
            follower(node, history, running));
    boolean opened = false;
    try {
      running.set(devnet);
      ChainView chain = new DevChain(BigInteger.valueOf(options.chainId()), devnet.chain());
      history.open(directory.resolve(NodeData.HISTORY), chain);
      queries.open(chain);
      opened = true;
      return devnet;
    } finally {
      if (!opened) {
        devnet.close();
      }
    }
  }

  /** Its operator is the first account, as in the chain's roles. */
  private static ContentSharing sharing() {
    return new ContentSharing(true, true, Optional.of(DevAccounts.of(0).address()));
  }

  private static BlockListener follower(
      Node node, HistorySource history, AtomicReference<Devnet> running) {
    return new BlockListener() {
      @Override
      public void onBlock(SealedBlock block) {
        history.announce();
        follow(node, running.get(), block);
      }

      @Override
      public void onRewind(SealedBlock head, List<SealedBlock> removed) {
        history.announce();
        node.rewind(head.number());
      }
    };
  }

  /** Hands in a block, and before it those whose content the node has lost. */
  private static void follow(Node node, @Nullable Devnet devnet, SealedBlock block) {
    long number = block.header().number();
    long next = node.resumeBlock();
    while (devnet != null && next < number) {
      node.onBlock(next, logs(devnet.chain().block(next).orElseThrow()));
      next = node.resumeBlock();
    }
    node.onBlock(number, logs(block));
  }

  /** The URL for JSON-RPC over HTTP. */
  public String url() {
    return devnet.url();
  }

  /** The URL for JSON-RPC over WebSocket. */
  public String webSocketUrl() {
    return devnet.webSocketUrl();
  }

  /** The chain itself. */
  public Devnet devnet() {
    return devnet;
  }

  /** The chain, as a node's queries see it. */
  public ChainView chain() {
    return new DevChain(BigInteger.valueOf(chainId), devnet.chain());
  }

  /** Makes evidence of what was settled. */
  public EvidenceMaker evidence() {
    DevChain proved = new DevChain(BigInteger.valueOf(chainId), devnet.chain());
    return new EvidenceMaker(proved, proved, node);
  }

  @Override
  public void close() {
    try {
      devnet.close();
    } finally {
      history.close();
      node.close();
      delete(directory);
    }
  }

  private static List<NodeLog> logs(SealedBlock block) {
    List<NodeLog> logs = new ArrayList<>();
    for (Receipt receipt : block.receipts()) {
      logs.addAll(DevChain.logs(receipt));
    }
    return logs;
  }

  private static Map<String, RpcMethod> methods(RpcMethods api) {
    Map<String, RpcMethod> methods = new TreeMap<>();
    for (String name : api.names()) {
      methods.put(
          name,
          params -> {
            try {
              return api.call(name, params);
            } catch (RpcException e) {
              throw new RpcError(e.code(), e.message(), e.dataText());
            }
          });
    }
    return methods;
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary directory " + directory, e);
    }
  }
}
