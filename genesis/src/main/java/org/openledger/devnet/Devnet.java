package org.openledger.devnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.block.BlockBuilder;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.execution.BlockPeriod;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.execution.ChainRules;
import org.openledger.devnet.execution.Executor;
import org.openledger.devnet.execution.Simulator;
import org.openledger.devnet.execution.Snapshots;
import org.openledger.devnet.file.SavedChain;
import org.openledger.devnet.file.StateFile;
import org.openledger.devnet.rpc.BlockMethods;
import org.openledger.devnet.rpc.CallMethods;
import org.openledger.devnet.rpc.FeeMethods;
import org.openledger.devnet.rpc.FilterMethods;
import org.openledger.devnet.rpc.Filters;
import org.openledger.devnet.rpc.LogMethods;
import org.openledger.devnet.rpc.MiningMethods;
import org.openledger.devnet.rpc.NodeMethods;
import org.openledger.devnet.rpc.PoolMethods;
import org.openledger.devnet.rpc.ProofMethods;
import org.openledger.devnet.rpc.RpcDispatcher;
import org.openledger.devnet.rpc.RpcMethod;
import org.openledger.devnet.rpc.RpcServer;
import org.openledger.devnet.rpc.StateMethods;
import org.openledger.devnet.rpc.Subscriptions;
import org.openledger.devnet.rpc.TransactionMethods;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.devnet.transaction.TransactionDecoder;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running devnet: a chain in memory with native contracts, and JSON-RPC over HTTP and WebSocket.
 * It has no EVM.
 */
public final class Devnet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Devnet.class);

  private final DevnetOptions options;
  private final Chain chain;
  private final BlockProducer producer;
  private final BlockPeriod period;
  private final ExecutorService notifier;
  private final RpcServer server;
  private boolean closed;

  private Devnet(
      DevnetOptions options,
      Chain chain,
      BlockProducer producer,
      BlockPeriod period,
      ExecutorService notifier,
      RpcServer server) {
    this.options = options;
    this.chain = chain;
    this.producer = producer;
    this.period = period;
    this.notifier = notifier;
    this.server = server;
  }

  /**
   * Starts a devnet; it answers when this returns.
   *
   * @param alloc the accounts of block 0
   * @param contracts the native contracts; each needs an account with code in {@code alloc}
   * @param extraMethods further JSON-RPC methods by name; they may replace the devnet's own
   * @param listener told of every block, those of a state file included
   * @throws IOException where the port is in use or cannot be bound, or the state file is not one
   *     of this chain
   * @throws IllegalArgumentException where a contract has no code in {@code alloc}
   */
  public static Devnet start(
      DevnetOptions options,
      Map<Address, GenesisAccount> alloc,
      List<NativeContract> contracts,
      Map<String, RpcMethod> extraMethods,
      BlockListener listener)
      throws IOException {
    requireCode(alloc, contracts);
    ChainRules rules = options.rules();
    BlockBuilder builder =
        new BlockBuilder(rules.coinbase(), rules.blockGasLimit(), rules.baseFeePerGas());
    WorldState state = WorldState.of(alloc);
    Chain chain = new Chain(builder.genesis(state, options.genesisTimestamp()), state);
    SavedChain saved = saved(options, chain, builder);
    for (Chain.Entry entry : saved.blocks()) {
      chain.append(entry.block(), entry.state());
      listener.onBlock(entry.block());
    }
    ExecutorService notifier =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("devnet-notifier").daemon(true).factory());
    Filters filters = new Filters(chain, System::nanoTime);
    Subscriptions subscriptions = new Subscriptions(notifier);
    Executor executor = new Executor(contracts, rules.coinbase());
    BlockProducer producer =
        new BlockProducer(
            chain,
            rules,
            executor,
            builder,
            List.of(listener, filters, subscriptions),
            options.clock());
    BlockPeriod period = new BlockPeriod(producer);
    if (options.blockTime() > 0) {
      period.every(options.blockTime());
    }
    resume(producer, saved);

    Map<String, RpcMethod> methods = new HashMap<>();
    methods.putAll(new NodeMethods(rules, Version.client()).methods());
    methods.putAll(new FeeMethods(chain, rules).methods());
    methods.putAll(new StateMethods(chain, producer).methods());
    methods.putAll(new ProofMethods(chain).methods());
    methods.putAll(new BlockMethods(chain, producer).methods());
    methods.putAll(new LogMethods(chain).methods());
    methods.putAll(new FilterMethods(filters, chain).methods());
    methods.putAll(new CallMethods(chain, rules, new Simulator(executor)).methods());
    methods.putAll(new TransactionMethods(producer).methods());
    methods.putAll(new PoolMethods(producer).methods());
    methods.putAll(new MiningMethods(producer, period, new Snapshots(chain, producer)).methods());
    methods.putAll(extraMethods);
    Set<String> writes = new HashSet<>(MiningMethods.WRITES);
    writes.add(TransactionMethods.SEND);
    RpcDispatcher dispatcher = new RpcDispatcher(methods, writes);
    try {
      RpcServer server =
          RpcServer.listen(
              options.host(), options.port(), options.maxRequestBytes(), dispatcher, subscriptions);
      return new Devnet(options, chain, producer, period, notifier, server);
    } catch (IOException e) {
      period.close();
      notifier.shutdownNow();
      throw e;
    }
  }

  private static SavedChain saved(DevnetOptions options, Chain chain, BlockBuilder builder)
      throws IOException {
    Path path = options.stateFile();
    if (path == null) {
      return new SavedChain(List.of(), 0, List.of());
    }
    StateFile file = new StateFile(path, options.chainId());
    file.requireWritable();
    return file.exists()
        ? file.load(chain.head(), builder)
        : new SavedChain(List.of(), 0, List.of());
  }

  private static void resume(BlockProducer producer, SavedChain saved) {
    producer.setTimeOffset(saved.timeOffset());
    for (Bytes raw : saved.pending()) {
      try {
        producer.submit(TransactionDecoder.decode(raw));
      } catch (RefusedException e) {
        LOG.warn("a transaction that waited for a block is dropped: {}", e.getMessage());
      }
    }
  }

  /** The chain: blocks, receipts, and the state after each block. */
  public Chain chain() {
    return chain;
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** The URL for JSON-RPC over HTTP. */
  public String url() {
    return "http://" + authority();
  }

  /** The URL for JSON-RPC over WebSocket. */
  public String webSocketUrl() {
    return "ws://" + authority();
  }

  private String authority() {
    String host = options.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /**
   * Stops to listen, frees the port and saves the chain where a file was named; the chain stays
   * readable.
   *
   * @throws UncheckedIOException where the chain cannot be saved
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.close();
    period.close();
    notifier.shutdown();
    Path path = options.stateFile();
    if (path != null) {
      save(path);
    }
  }

  private void save(Path path) {
    List<Bytes> pending =
        producer.pendingTransactions().stream().map(SignedTransaction::raw).toList();
    try {
      new StateFile(path, options.chainId()).save(chain, producer.timeOffset(), pending);
    } catch (IOException e) {
      throw new UncheckedIOException("the chain could not be saved to " + path, e);
    }
  }

  private static void requireCode(
      Map<Address, GenesisAccount> alloc, List<NativeContract> contracts) {
    for (NativeContract contract : contracts) {
      GenesisAccount account = alloc.get(contract.address());
      // Without code the account is empty, and EIP-158 wipes its storage after a transaction.
      if (account == null || account.code().isEmpty()) {
        throw new IllegalArgumentException(
            "the allocation has no code for " + contract.name() + " at " + contract.address());
      }
    }
  }
}
