package org.openledger.besu;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.hyperledger.besu.evm.worldstate.WorldView;
import org.hyperledger.besu.plugin.BesuPlugin;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.services.BesuEvents;
import org.hyperledger.besu.plugin.services.BesuService;
import org.hyperledger.besu.plugin.services.BlockchainService;
import org.hyperledger.besu.plugin.services.PicoCLIOptions;
import org.hyperledger.besu.plugin.services.RpcEndpointService;
import org.hyperledger.besu.plugin.services.TransactionSelectionService;
import org.hyperledger.besu.plugin.services.WorldStateService;
import org.jspecify.annotations.Nullable;
import org.openledger.node.Node;
import org.openledger.node.OtherChainException;
import org.openledger.node.api.NodeApi;
import org.openledger.node.history.HistorySource;
import org.openledger.node.peer.ContentFetcher;
import org.openledger.node.peer.FetchLimits;
import org.openledger.node.peer.Peer;
import org.openledger.node.peer.PeerStatus;
import org.openledger.node.query.ContentSharing;
import org.openledger.node.query.NodeDemand;
import org.openledger.node.rpc.Queries;
import org.openledger.precompile.Contracts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugin as the host runs it: {@code register} before options have values, {@code
 * beforeExternalServices} once every milestone exists and before anything executes or is served,
 * {@code start} before blocks are made or fetched.
 *
 * <p>A node must not run on without the contracts, so every step that fails ends the process.
 */
public final class OpenLedgerPlugin implements BesuPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(OpenLedgerPlugin.class);

  /** What exists from {@code beforeExternalServices} on. */
  private record Running(
      Node node,
      FollowedSegments segments,
      Standstill standstill,
      Installation installation,
      Queries queries,
      HistorySource history,
      List<Peer> peers,
      Path dataPath) {}

  /** What exists from {@code start} on. */
  private record Following(
      BlockFollower follower, ContentFetcher fetcher, BesuEvents events, long listener) {}

  private final PluginOptions options = new PluginOptions();
  private @Nullable ServiceManager services;
  private @Nullable Running running;
  private volatile @Nullable Following following;

  @Override
  public void register(ServiceManager context) {
    NodeStop.unless(
        () -> {
          services = context;
          service(PicoCLIOptions.class).addPicoCLIOptions(PluginOptions.NAMESPACE, options);
          new RpcEndpoints(service(RpcEndpointService.class)).announce();
        });
  }

  @Override
  public void beforeExternalServices() {
    NodeStop.unless(this::install);
  }

  @Override
  public void start() {
    NodeStop.unless(this::verifyAndFollow);
  }

  @Override
  public void stop() {
    Following last = following;
    if (last != null) {
      last.events().removeBlockAddedListener(last.listener());
      last.fetcher().close();
      last.follower().close();
      following = null;
    }
    if (running != null) {
      running.history().close();
      running.node().close();
      running = null;
    }
  }

  private void install() {
    Path dataPath = options.dataPath(services());
    ContentSharing sharing = options.sharing();
    List<Peer> peers = options.peers();
    Node node = Node.open(dataPath);
    HeldTransactions held = new HeldTransactions(node::unready);
    service(TransactionSelectionService.class).registerPluginTransactionSelectorFactory(held);
    Standstill standstill = new Standstill(node, held, InstantSource.system());
    FollowedSegments segments =
        new FollowedSegments(node, standstill::patience, advice(peers, dataPath));
    Installation installation = new Installation(Contracts.all(segments), standstill);
    int milestones =
        installation.install(HostInternals.scheduleOfController(service(PicoCLIOptions.class)));
    Queries queries = NodeApi.queries(node, options.limits());
    HistorySource history = new HistorySource();
    new RpcEndpoints(service(RpcEndpointService.class))
        .register(NodeApi.of(node, queries, history, sharing, this::peerStatuses));
    running =
        new Running(node, segments, standstill, installation, queries, history, peers, dataPath);
    LOG.info(
        "OpenLedger installed {} native contracts in {} milestone(s); data in {}",
        installation.contractCount(),
        milestones,
        dataPath);
  }

  /** What the operator can do where contents are missing. */
  private static String advice(List<Peer> peers, Path dataPath) {
    String byHand =
        "or put them back from an archive (openledger index restore ARCHIVE " + dataPath + ")";
    return peers.isEmpty()
        ? "no peers are named: name nodes that hold them with "
            + PluginOptions.PEERS
            + " and start again, "
            + byHand
        : "they are being fetched from "
            + peers.stream().map(Peer::toString).collect(Collectors.joining(", "))
            + " (openledger_contentStatus tells how that goes), "
            + byHand;
  }

  private List<PeerStatus> peerStatuses() {
    Following now = following;
    return now == null ? List.of() : now.fetcher().peers();
  }

  private void verifyAndFollow() {
    if (running == null) {
      throw new StartUpException("Besu started the plugin without preparing it");
    }
    BlockchainService chain = service(BlockchainService.class);
    running.installation().verify(HostInternals.scheduleOfBlockchain(chain));
    BigInteger chainId =
        chain
            .getChainId()
            .orElseThrow(
                () -> new StartUpException("the genesis file's configuration has no chainId"));
    WorldStateService states = service(WorldStateService.class);
    GenesisCheck.check(headState(chain, states), chainId);
    bind(running.node(), chain, chainId);
    BesuChain view = new BesuChain(chainId, chain, states, options.proofs());
    running.history().open(running.dataPath().resolve("history"), view);
    running.queries().open(view);
    follow(running, chain, fetcher(running, chainId));
    LOG.info("OpenLedger verified the native contracts and the chain's genesis state");
  }

  /** By block: without one, Besu gives the empty state where it stores state as a forest. */
  private static WorldView headState(BlockchainService chain, WorldStateService states) {
    return states
        .getWorldView(chain.getChainHeadHeader().getBlockHash())
        .orElseThrow(() -> new StartUpException("Besu has no state of its newest block"));
  }

  /** Ties the node's data to this chain: by chain id alone, a rehearsal and the network are one. */
  private static void bind(Node node, BlockchainService chain, BigInteger chainId) {
    String genesis =
        chain
            .getBlockByNumber(0)
            .orElseThrow(() -> new StartUpException("Besu has no block 0"))
            .getBlockHeader()
            .getBlockHash()
            .getBytes()
            .toHexString();
    try {
      node.bind(
          "with id " + chainId + " and genesis block " + genesis,
          chain.getChainHeadHeader().getNumber());
    } catch (OtherChainException e) {
      throw new StartUpException(e.getMessage() + " (--plugin-openledger-data-path names it)");
    }
  }

  private ContentFetcher fetcher(Running parts, BigInteger chainId) {
    return ContentFetcher.start(
        new NodeDemand(parts.node(), parts.queries()),
        parts.peers(),
        options.operatorKey(),
        chainId,
        parts.dataPath().resolve("fetches"),
        FetchLimits.standard());
  }

  private void follow(Running parts, BlockchainService chain, ContentFetcher fetcher) {
    BlockFollower follower = new BlockFollower(chain, parts.node());
    parts.segments().follow(follower);
    parts.standstill().follow(() -> chain.getChainHeadHeader().getNumber());
    BesuEvents events = service(BesuEvents.class);
    long listener =
        events.addBlockAddedListener(
            added -> {
              follower.announce();
              parts.history().announce();
            });
    following = new Following(follower, fetcher, events, listener);
    follower.announce();
  }

  private ServiceManager services() {
    if (services == null) {
      throw new StartUpException("Besu prepared the plugin without registering it");
    }
    return services;
  }

  private <T extends BesuService> T service(Class<T> type) {
    return services()
        .getService(type)
        .orElseThrow(
            () ->
                new StartUpException(
                    "this release of Besu does not offer the service " + type.getSimpleName()));
  }
}
