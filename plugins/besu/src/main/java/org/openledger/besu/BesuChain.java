package org.openledger.besu;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.datatypes.Transaction;
import org.hyperledger.besu.evm.account.Account;
import org.hyperledger.besu.evm.worldstate.WorldView;
import org.hyperledger.besu.plugin.data.BlockContext;
import org.hyperledger.besu.plugin.data.BlockHeader;
import org.hyperledger.besu.plugin.data.TransactionReceipt;
import org.hyperledger.besu.plugin.services.BlockchainService;
import org.hyperledger.besu.plugin.services.WorldStateService;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.FirstBlock;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.host.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Besu's chain as a node's queries see it.
 *
 * @param chainId its id
 * @param chain its blocks
 * @param states the state after each block that Besu keeps
 * @param prover what proves them, where the operator has said so
 */
record BesuChain(
    BigInteger chainId,
    BlockchainService chain,
    WorldStateService states,
    Optional<ChainProofs> prover)
    implements ChainView {

  private static final Logger LOG = LoggerFactory.getLogger(BesuChain.class);

  /**
   * One state of the world; not for many threads at once on this host, so each query has its own.
   */
  private record State(WorldView world) implements StateView {

    @Override
    public synchronized UInt256 storage(Address account, UInt256 key) {
      @Nullable Account found = account(account);
      return found == null ? UInt256.ZERO : found.getStorageValue(key);
    }

    @Override
    public synchronized UInt256 balance(Address account) {
      @Nullable Account found = account(account);
      return found == null ? UInt256.ZERO : found.getBalance().toUInt256();
    }

    @Override
    public synchronized void close() {
      release(world);
    }

    private @Nullable Account account(Address account) {
      return world.get(org.hyperledger.besu.datatypes.Address.wrap(account.bytes()));
    }
  }

  /** Bonsai keeps a snapshot of its database for each state until it is closed. */
  static void release(WorldView state) {
    if (state instanceof AutoCloseable resource) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("OL-306 Besu could not close a state", e);
      }
    }
  }

  @Override
  public BlockRef head() {
    return ref(chain.getChainHeadHeader());
  }

  @Override
  public Optional<BlockRef> block(long number) {
    return chain.getBlockByNumber(number).map(block -> ref(block.getBlockHeader()));
  }

  @Override
  public Optional<BlockRef> block(Bytes32 hash) {
    return chain.getBlockByHash(Hash.wrap(hash)).map(block -> ref(block.getBlockHeader()));
  }

  @Override
  public Optional<StateView> state(BlockRef block) {
    Hash hash = Hash.wrap(block.hash());
    try {
      return states.getWorldView(hash).map(State::new);
    } catch (RuntimeException e) {
      if (block.number() >= head().number()) {
        throw e;
      }
      // After a snap sync Besu fails over states of before its pivot, instead of having none.
      LOG.debug("Besu has no state of block {}", block.number(), e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<List<ChainTransaction>> transactions(BlockRef block) {
    Hash hash = Hash.wrap(block.hash());
    Optional<BlockContext> found = chain.getBlockByHash(hash);
    Optional<List<TransactionReceipt>> receipts = chain.getReceiptsByBlockHash(hash);
    return found.isEmpty() || receipts.isEmpty()
        ? Optional.empty()
        : Optional.of(transactions(found.get(), receipts.get()));
  }

  @Override
  public Optional<BlockRef> blockOf(Bytes32 transaction) {
    return HostInternals.blockOf(chain, Hash.wrap(transaction))
        .flatMap(chain::getBlockByHash)
        .map(block -> ref(block.getBlockHeader()));
  }

  @Override
  public Optional<Bytes32> configuration() {
    return chain
        .getBlockByNumber(0)
        .flatMap(first -> FirstBlock.configuration(first.getBlockHeader().getExtraData()));
  }

  @Override
  public Optional<ChainProofs> proofs() {
    if (prover.isEmpty()) {
      throw new ProofsException(
          ProofsException.Reason.NOT_CONFIGURED,
          "This node gives no proofs of its chain: its operator names an endpoint of them with "
              + PluginOptions.PROOFS_URL);
    }
    return prover;
  }

  private static List<ChainTransaction> transactions(
      BlockContext block, List<TransactionReceipt> receipts) {
    List<ChainTransaction> transactions = new ArrayList<>();
    for (Transaction transaction : block.getBlockBody().getTransactions()) {
      int index = transactions.size();
      TransactionReceipt receipt = receipts.get(index);
      transactions.add(
          new ChainTransaction(
              Bytes32.wrap(transaction.getHash().getBytes()),
              index,
              new Address(transaction.getSender().getBytes()),
              transaction.getTo().map(to -> new Address(to.getBytes())),
              transaction.getPayload(),
              receipt.getStatus() == 1,
              logs(receipt)));
    }
    return transactions;
  }

  /** The logs of a receipt, as a node takes them. */
  static List<NodeLog> logs(TransactionReceipt receipt) {
    List<NodeLog> logs = new ArrayList<>();
    receipt
        .getLogs()
        .forEach(
            log ->
                logs.add(
                    new NodeLog(
                        new Address(log.getLogger().getBytes()),
                        log.getTopics().stream()
                            .map(topic -> Bytes32.wrap(topic.getBytes()))
                            .toList(),
                        log.getData())));
    return logs;
  }

  private static BlockRef ref(BlockHeader header) {
    return new BlockRef(
        header.getNumber(),
        Bytes32.wrap(header.getBlockHash().getBytes()),
        Bytes32.wrap(header.getParentHash().getBytes()),
        Bytes32.wrap(header.getStateRoot().getBytes()),
        header.getTimestamp());
  }
}
