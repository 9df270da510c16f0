package org.openledger.genesis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.state.Account;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.node.chain.AccountProof;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.chain.StateView;
import org.openledger.node.chain.StorageProof;
import org.openledger.precompile.host.Address;

/**
 * The devnet's chain as a node's queries see it.
 *
 * @param chainId its id
 * @param chain its blocks
 */
record DevChain(BigInteger chainId, Chain chain) implements ChainView, ChainProofs {

  /**
   * A state of the devnet. The accounts of contracts are looked up once: a query reads many of
   * their words, and the way to an account is as long as the way from there to a word.
   */
  private record State(WorldState world, Map<Address, Account> contracts) implements StateView {

    State(WorldState world) {
      this(world, new ConcurrentHashMap<>());
    }

    @Override
    public UInt256 storage(Address account, UInt256 key) {
      return account(account).word(key);
    }

    @Override
    public UInt256 balance(Address account) {
      return account(account).balance();
    }

    private Account account(Address address) {
      Account known = contracts.get(address);
      if (known != null) {
        return known;
      }
      Account found = world.account(address);
      if (!found.code().isEmpty()) {
        contracts.put(address, found);
      }
      return found;
    }
  }

  @Override
  public BlockRef head() {
    return ref(chain.head());
  }

  @Override
  public Optional<BlockRef> block(long number) {
    return chain.block(number).map(DevChain::ref);
  }

  @Override
  public Optional<BlockRef> block(Bytes32 hash) {
    return chain.block(hash).map(DevChain::ref);
  }

  @Override
  public Optional<StateView> state(BlockRef block) {
    return chain.entry(block.hash()).map(entry -> new State(entry.state()));
  }

  @Override
  public Optional<List<ChainTransaction>> transactions(BlockRef block) {
    return chain.block(block.hash()).map(DevChain::transactions);
  }

  @Override
  public Optional<BlockRef> blockOf(Bytes32 transaction) {
    return chain.transaction(transaction).map(location -> ref(location.block()));
  }

  @Override
  public Optional<ChainProofs> proofs() {
    return Optional.of(this);
  }

  @Override
  public Optional<Bytes> header(BlockRef block) {
    return chain.block(block.hash()).map(found -> found.header().encode());
  }

  @Override
  public Optional<List<Bytes>> receipts(BlockRef block) {
    return chain
        .block(block.hash())
        .map(found -> found.receipts().stream().map(Receipt::encode).toList());
  }

  @Override
  public Optional<AccountProof> account(BlockRef block, Address account, List<UInt256> keys) {
    return chain
        .entry(block.hash())
        .map(
            entry -> {
              Account held = entry.state().account(account);
              return new AccountProof(
                  account,
                  entry.state().proof(account),
                  keys.stream()
                      .map(key -> new StorageProof(key, held.word(key), held.proof(key)))
                      .toList());
            });
  }

  /** The logs of a receipt, as a node takes them. */
  static List<NodeLog> logs(Receipt receipt) {
    return receipt.logs().stream()
        .map(log -> new NodeLog(log.emitter(), log.topics(), log.data()))
        .toList();
  }

  private static BlockRef ref(SealedBlock block) {
    return new BlockRef(
        block.number(),
        block.hash(),
        block.header().parentHash(),
        block.header().stateRoot(),
        block.timestamp());
  }

  private static List<ChainTransaction> transactions(SealedBlock block) {
    List<ChainTransaction> transactions = new ArrayList<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      SignedTransaction signed = block.transactions().get(i);
      Receipt receipt = block.receipts().get(i);
      transactions.add(
          new ChainTransaction(
              signed.hash(),
              i,
              signed.sender(),
              signed.recipient(),
              signed.input(),
              receipt.success(),
              logs(receipt)));
    }
    return transactions;
  }
}
