package org.openledger.besu;

import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hyperledger.besu.evm.worldstate.WorldView;
import org.hyperledger.besu.plugin.BesuPlugin;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.data.BlockHeader;
import org.hyperledger.besu.plugin.services.BesuEvents;
import org.hyperledger.besu.plugin.services.BesuService;
import org.hyperledger.besu.plugin.services.BlockchainService;
import org.hyperledger.besu.plugin.services.HealthCheckService;
import org.hyperledger.besu.plugin.services.MetricsSystem;
import org.hyperledger.besu.plugin.services.PicoCLIOptions;
import org.hyperledger.besu.plugin.services.RpcEndpointService;
import org.hyperledger.besu.plugin.services.TransactionSelectionService;
import org.hyperledger.besu.plugin.services.WorldStateService;
import org.hyperledger.besu.plugin.services.metrics.MetricCategoryRegistry;
import org.hyperledger.besu.plugin.services.p2p.P2PService;
import org.jspecify.annotations.Nullable;
import org.openledger.node.Node;
import org.openledger.node.NodeData;
import org.openledger.node.OtherChainException;
import org.openledger.node.api.NodeApi;
import org.openledger.node.call.RememberedContract;
import org.openledger.node.health.NodeReadiness;
import org.openledger.node.history.HistorySource;
import org.openledger.node.peer.ContentFetcher;
import org.openledger.node.peer.FetchLimits;
import org.openledger.node.peer.Peer;
import org.openledger.node.peer.PeerStatus;
import org.openledger.node.query.NodeDemand;
import org.openledger.node.rpc.Queries;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.NativeContract;
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
      PluginSettings settings,
      Node node,
      FollowedSegments segments,
      Standstill standstill,
      Installation installation,
      Queries queries,
      HistorySource history,
      NodeReadiness own,
      BesuReadiness readiness,
      CallCounts calls,
      RpcCounts requests) {}

  /** What exists from {@code start} on. */
  private record Following(
      BlockFollower follower,
      ContentFetcher fetcher,
      BesuEvents events,
      long blocks,
      long synchronisation,
      ReadinessLog log) {}

  private final PluginOptions options = new PluginOptions();
  private @Nullable ServiceManager services;
  private volatile @Nullable Running running;
  private volatile @Nullable Following following;

  @Override
  public void register(ServiceManager context) {
    NodeStop.unless(
        () -> {
          services = context;
          service(PicoCLIOptions.class).addPicoCLIOptions(PluginOptions.NAMESPACE, options);
          service(MetricCategoryRegistry.class).addMetricCategory(Metric.CATEGORY);
          new RpcEndpoints(service(RpcEndpointService.class)).announce();
          announceHealth();
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
      last.log().close();
      last.events().removeBlockAddedListener(last.blocks());
      last.events().removeSyncStatusListener(last.synchronisation());
      last.fetcher().close();
      last.follower().close();
      following = null;
    }
    Running parts = running;
    if (parts != null) {
      parts.history().close();
      parts.node().close();
      running = null;
    }
  }

  /** Besu makes its own check of readiness only where no plugin has registered one by now. */
  private void announceHealth() {
    Optional<HealthCheckService> health = services().getService(HealthCheckService.class);
    if (health.isPresent()) {
      HealthEndpoint.register(
          health.get(),
          parameters -> {
            Running parts = running;
            return parts == null ? BesuReadiness.STARTING : parts.readiness().reasons(parameters);
          });
    } else {
      HealthEndpoint.absent();
    }
  }

  private void install() {
    BesuRelease.supported().check(hostRelease());
    refuseToContinueOnError();
    PluginSettings settings = options.settings(services());
    Node node = openNode(settings.dataPath());
    HeldTransactions held = new HeldTransactions(node::unready);
    service(TransactionSelectionService.class).registerPluginTransactionSelectorFactory(held);
    Standstill standstill = new Standstill(node, held, InstantSource.system());
    FollowedSegments segments =
        new FollowedSegments(
            node, standstill::patience, advice(settings.peers(), settings.dataPath()));
    BlockchainService chain = service(BlockchainService.class);
    Queries queries = NodeApi.queries(node, settings.limits());
    NodeReadiness own =
        new NodeReadiness(
            node, () -> chain.getChainHeadHeader().getNumber(), () -> NodeApi.protocol(queries));
    List<NativeContract> contracts =
        Contracts.all(segments).stream()
            .<NativeContract>map(contract -> new RememberedContract(contract, node.recentCalls()))
            .toList();
    standstill.tell(own::failed);
    CallCounts calls = new CallCounts(contracts);
    Installation installation =
        new Installation(contracts, Contracts.reserved(), standstill, calls);
    int milestones =
        installation.install(HostInternals.scheduleOfController(service(PicoCLIOptions.class)));
    HistorySource history = new HistorySource();
    BesuReadiness readiness = new BesuReadiness(settings.minPeers(), settings.blocksBehind());
    RpcCounts requests =
        new RpcEndpoints(service(RpcEndpointService.class))
            .register(
                NodeApi.of(
                    node, queries, history, settings.sharing(), this::peerStatuses, readiness));
    running =
        new Running(
            settings,
            node,
            segments,
            standstill,
            installation,
            queries,
            history,
            own,
            readiness,
            calls,
            requests);
    LOG.info(
        "OL-001 OpenLedger installed {} native contracts in {} milestone(s); data in {}",
        installation.contractCount(),
        milestones,
        settings.dataPath());
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

  private static Optional<String> hostRelease() {
    return Optional.ofNullable(BesuPlugin.class.getPackage().getImplementationVersion());
  }

  private void refuseToContinueOnError() {
    if (HostInternals.continuesOnPluginError(service(PicoCLIOptions.class))) {
      throw new StartUpException(
          Refusal.CONTINUE_ON_ERROR,
          HostInternals.CONTINUE_ON_ERROR
              + " would let this node run on without the native contracts, and so on another state"
              + " than its network: leave it out");
    }
  }

  private static Node openNode(Path dataPath) {
    try {
      return Node.open(dataPath);
    } catch (UncheckedIOException e) {
      throw unusable(dataPath, e);
    }
  }

  private static StartUpException unusable(Path dataPath, UncheckedIOException e) {
    return new StartUpException(
        Refusal.DATA_PATH,
        "the data directory "
            + dataPath
            + " cannot be used ("
            + e.getMessage()
            + ": "
            + e.getCause()
            + "): let Besu's user write there, or name another with "
            + PluginOptions.DATA_PATH);
  }

  private void verifyAndFollow() {
    if (running == null) {
      throw new StartUpException(
          Refusal.UNSUPPORTED_BESU, "Besu started the plugin without preparing it");
    }
    BlockchainService chain = service(BlockchainService.class);
    running.installation().verify(HostInternals.scheduleOfBlockchain(chain));
    BigInteger chainId =
        chain
            .getChainId()
            .orElseThrow(
                () ->
                    new StartUpException(
                        Refusal.CHAIN_ID, "the genesis file's configuration has no chainId"));
    WorldStateService states = service(WorldStateService.class);
    checkGenesis(chain, states, chainId);
    PluginSettings settings = running.settings();
    settings
        .configuration()
        .ifPresent(hash -> GenesisCheck.checkConfiguration(first(chain).getExtraData(), hash));
    bind(running.node(), chain, chainId);
    BesuChain view = new BesuChain(chainId, chain, states, settings.proofs());
    openHistory(running, view);
    running.queries().open(view);
    follow(running, chain, fetcher(running, chainId));
    LOG.info("OL-002 OpenLedger verified the native contracts and the chain's genesis state");
  }

  private static void openHistory(Running parts, BesuChain view) {
    if (!parts.settings().history()) {
      parts.history().keepNone();
      return;
    }
    Path directory = parts.settings().dataPath().resolve(NodeData.HISTORY);
    try {
      parts.history().open(directory, view);
    } catch (UncheckedIOException e) {
      throw unusable(directory, e);
    }
  }

  private static void checkGenesis(
      BlockchainService chain, WorldStateService states, BigInteger chainId) {
    WorldView head = headState(chain, states);
    try {
      GenesisCheck.check(head, chain.getChainHeadHeader().getNumber(), chainId);
    } finally {
      BesuChain.release(head);
    }
  }

  /** By block: without one, Besu gives the empty state where it stores state as a forest. */
  private static WorldView headState(BlockchainService chain, WorldStateService states) {
    return states
        .getWorldView(chain.getChainHeadHeader().getBlockHash())
        .orElseThrow(
            () ->
                new StartUpException(
                    Refusal.UNSUPPORTED_BESU, "Besu has no state of its newest block"));
  }

  /** Ties the node's data to this chain: by chain id alone, a rehearsal and the network are one. */
  private static void bind(Node node, BlockchainService chain, BigInteger chainId) {
    String genesis = first(chain).getBlockHash().getBytes().toHexString();
    try {
      node.bind(
          "with id " + chainId + " and genesis block " + genesis,
          chain.getChainHeadHeader().getNumber());
    } catch (OtherChainException e) {
      throw new StartUpException(
          Refusal.OTHER_CHAINS_DATA,
          e.getMessage() + " (" + PluginOptions.DATA_PATH + " names it)");
    }
  }

  private static BlockHeader first(BlockchainService chain) {
    return chain
        .getBlockByNumber(0)
        .orElseThrow(() -> new StartUpException(Refusal.UNSUPPORTED_BESU, "Besu has no block 0"))
        .getBlockHeader();
  }

  private static ContentFetcher fetcher(Running parts, BigInteger chainId) {
    PluginSettings settings = parts.settings();
    return ContentFetcher.start(
        new NodeDemand(parts.node(), parts.queries()),
        settings.peers(),
        settings.operatorKey(),
        chainId,
        settings.dataPath().resolve(NodeData.FETCHES),
        FetchLimits.standard());
  }

  private void follow(Running parts, BlockchainService chain, ContentFetcher fetcher) {
    BlockFollower follower = new BlockFollower(chain, parts.node());
    parts.segments().follow(follower);
    parts.standstill().follow(() -> chain.getChainHeadHeader().getNumber());
    HostReadiness host = new HostReadiness(service(P2PService.class));
    BesuEvents events = service(BesuEvents.class);
    long blocks =
        events.addBlockAddedListener(
            added -> {
              // An address may have been taken since: before more blocks are computed by others.
              NodeStop.unless(parts.installation()::requireInPlace);
              follower.announce();
              parts.history().announce();
            });
    long synchronisation = events.addSyncStatusListener(host::synchronising);
    parts.readiness().open(host, parts.own());
    tellMetrics(parts, chain);
    UpgradeLog upgrades = new UpgradeLog(() -> NodeApi.protocol(parts.queries()));
    ReadinessLog log = new ReadinessLog(parts.readiness(), upgrades);
    following = new Following(follower, fetcher, events, blocks, synchronisation, log);
    follower.announce();
    log.start();
  }

  private void tellMetrics(Running parts, BlockchainService chain) {
    NodeMetrics metrics =
        new NodeMetrics(
            parts.node(),
            parts.history(),
            parts.readiness(),
            () -> chain.getChainHeadHeader().getNumber(),
            () -> NodeApi.protocol(parts.queries()));
    String release =
        Optional.ofNullable(OpenLedgerPlugin.class.getPackage().getImplementationVersion())
            .orElse("development");
    try {
      metrics.register(service(MetricsSystem.class), release, parts.calls(), parts.requests());
    } catch (RuntimeException e) {
      // No reason to take a validator out of its network.
      LOG.error("OL-007 OpenLedger tells no metrics on this release of Besu", e);
    }
  }

  private ServiceManager services() {
    if (services == null) {
      throw new StartUpException(
          Refusal.UNSUPPORTED_BESU, "Besu prepared the plugin without registering it");
    }
    return services;
  }

  private <T extends BesuService> T service(Class<T> type) {
    return services()
        .getService(type)
        .orElseThrow(
            () ->
                new StartUpException(
                    Refusal.UNSUPPORTED_BESU,
                    "this release of Besu does not offer the service " + type.getSimpleName()));
  }
}
