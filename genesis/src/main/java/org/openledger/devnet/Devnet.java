package org.openledger.devnet;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openledger.devnet.block.BlockBuilder;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.execution.ChainRules;
import org.openledger.devnet.execution.Executor;
import org.openledger.devnet.execution.Simulator;
import org.openledger.devnet.rpc.BlockMethods;
import org.openledger.devnet.rpc.CallMethods;
import org.openledger.devnet.rpc.FeeMethods;
import org.openledger.devnet.rpc.LogMethods;
import org.openledger.devnet.rpc.NodeMethods;
import org.openledger.devnet.rpc.RpcDispatcher;
import org.openledger.devnet.rpc.RpcMethod;
import org.openledger.devnet.rpc.RpcServer;
import org.openledger.devnet.rpc.StateMethods;
import org.openledger.devnet.rpc.TransactionMethods;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.devnet.state.WorldState;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.Address;

/**
 * A running devnet: a chain in memory with native contracts, a block for each transaction, and
 * JSON-RPC over HTTP. It has no EVM.
 */
public final class Devnet implements AutoCloseable {

  private final Chain chain;
  private final RpcServer server;
  private final String host;

  private Devnet(Chain chain, RpcServer server, String host) {
    this.chain = chain;
    this.server = server;
    this.host = host;
  }

  /**
   * Starts a devnet; it answers when this returns.
   *
   * @param alloc the accounts of block 0
   * @param contracts the native contracts; each needs an account with code in {@code alloc}
   * @param extraMethods further JSON-RPC methods by name; they may replace the devnet's own
   * @param listener told of every block
   * @throws IOException where the port is in use or cannot be bound
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
    Executor executor = new Executor(contracts, rules.coinbase());
    BlockProducer producer =
        new BlockProducer(chain, rules, executor, builder, listener, options.clock());

    Map<String, RpcMethod> methods = new HashMap<>();
    methods.putAll(new NodeMethods(rules, Version.client()).methods());
    methods.putAll(new FeeMethods(chain, rules).methods());
    methods.putAll(new StateMethods(chain).methods());
    methods.putAll(new BlockMethods(chain).methods());
    methods.putAll(new LogMethods(chain).methods());
    methods.putAll(new CallMethods(chain, rules, new Simulator(executor)).methods());
    methods.putAll(new TransactionMethods(producer).methods());
    methods.putAll(extraMethods);
    RpcServer server =
        RpcServer.listen(
            options.host(), options.port(), options.maxRequestBytes(), new RpcDispatcher(methods));
    return new Devnet(chain, server, options.host());
  }

  /** The chain: blocks, receipts, and the state after each block. */
  public Chain chain() {
    return chain;
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** The URL for JSON-RPC. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port();
  }

  /** Stops to listen and frees the port; the chain stays readable. */
  @Override
  public void close() {
    server.close();
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
