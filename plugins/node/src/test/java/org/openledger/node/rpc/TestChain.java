package org.openledger.node.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/** A chain of empty blocks that a test makes longer, prunes and turns back. */
final class TestChain implements ChainView {

  final List<BlockRef> blocks = new ArrayList<>();
  final Set<Long> pruned = new HashSet<>();
  int open;

  TestChain() {
    grow("genesis");
  }

  void grow(String salt) {
    long number = blocks.size();
    Bytes32 parent = blocks.isEmpty() ? Bytes32.ZERO : blocks.getLast().hash();
    Bytes32 hash = Keccak256.hash(Bytes.concatenate(parent, Bytes.wrap(salt.getBytes())));
    blocks.add(new BlockRef(number, hash, parent, Bytes32.ZERO, number));
  }

  @Override
  public BigInteger chainId() {
    return BigInteger.valueOf(7);
  }

  @Override
  public BlockRef head() {
    return blocks.getLast();
  }

  @Override
  public Optional<BlockRef> block(long number) {
    return number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
  }

  @Override
  public Optional<BlockRef> block(Bytes32 hash) {
    return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<StateView> state(BlockRef block) {
    if (pruned.contains(block.number())) {
      return Optional.empty();
    }
    open++;
    return Optional.of(
        new StateView() {
          @Override
          public UInt256 storage(Address account, UInt256 key) {
            return UInt256.ZERO;
          }

          @Override
          public UInt256 balance(Address account) {
            return UInt256.ZERO;
          }

          @Override
          public void close() {
            open--;
          }
        });
  }

  @Override
  public Optional<List<ChainTransaction>> transactions(BlockRef block) {
    return Optional.of(List.of());
  }

  @Override
  public Optional<BlockRef> blockOf(Bytes32 transaction) {
    return Optional.empty();
  }
}
