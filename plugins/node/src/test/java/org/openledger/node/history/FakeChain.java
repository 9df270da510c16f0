package org.openledger.node.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/** A chain that can be rewound, as reorganisations look to who reads it. */
final class FakeChain implements ChainView {

  private static final Address SENDER = Address.fromHex("00000000000000000000000000000000000000ee");

  private final List<BlockRef> blocks = new ArrayList<>();
  private final Map<Bytes32, List<ChainTransaction>> transactions = new HashMap<>();
  private final long salt;
  private long made;
  private long withheld = -1;

  /**
   * @param salt tells this chain's hashes from others'
   */
  FakeChain(long salt) {
    this.salt = salt;
    add(List.of());
  }

  /** Adds a block with a transaction for each list of logs. */
  synchronized BlockRef add(List<List<NodeLog>> logs) {
    long number = blocks.size();
    Bytes32 hash =
        Keccak256.hash(
            Bytes.concatenate(
                Bytes.ofUnsignedLong(salt), Bytes.ofUnsignedLong(number == 0 ? 0 : ++made)));
    Bytes32 parent = number == 0 ? Bytes32.ZERO : blocks.getLast().hash();
    BlockRef block = new BlockRef(number, hash, parent, Bytes32.ZERO, 1_000 + 2 * number);
    List<ChainTransaction> all = new ArrayList<>();
    for (List<NodeLog> told : logs) {
      Bytes32 of = Keccak256.hash(Bytes.concatenate(hash, Bytes.ofUnsignedInt(all.size())));
      all.add(
          new ChainTransaction(of, all.size(), SENDER, Optional.empty(), Bytes.EMPTY, true, told));
    }
    transactions.put(hash, all);
    blocks.add(block);
    return block;
  }

  /** Takes back all blocks above a number. */
  synchronized void rewind(long number) {
    while (blocks.size() > number + 1) {
      blocks.removeLast();
    }
  }

  /** Leaves out the receipts of a block. */
  synchronized void withholdReceipts(long number) {
    withheld = number;
  }

  @Override
  public BigInteger chainId() {
    return BigInteger.valueOf(salt);
  }

  @Override
  public synchronized BlockRef head() {
    return blocks.getLast();
  }

  @Override
  public synchronized Optional<BlockRef> block(long number) {
    return number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
  }

  @Override
  public synchronized Optional<BlockRef> block(Bytes32 hash) {
    return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<StateView> state(BlockRef block) {
    return Optional.empty();
  }

  @Override
  public synchronized Optional<List<ChainTransaction>> transactions(BlockRef block) {
    return block.number() == withheld
        ? Optional.empty()
        : Optional.ofNullable(transactions.get(block.hash()));
  }

  @Override
  public Optional<BlockRef> blockOf(Bytes32 transaction) {
    return Optional.empty();
  }
}
