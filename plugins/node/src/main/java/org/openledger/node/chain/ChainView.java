package org.openledger.node.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/** The canonical chain of a host. Any number of threads ask. */
public interface ChainView {

  /** The chain's id (EIP-155). */
  BigInteger chainId();

  /** The last block. */
  BlockRef head();

  /** The block with this number, where the chain has come so far. */
  Optional<BlockRef> block(long number);

  /** The block with this hash, where it is known; it need not be canonical. */
  Optional<BlockRef> block(Bytes32 hash);

  /** The state after a block; empty where the host no longer keeps it (pruned). */
  Optional<StateView> state(BlockRef block);

  /** All transactions of a block in order; empty where the host does not have its receipts. */
  Optional<List<ChainTransaction>> transactions(BlockRef block);

  /** The block that holds a transaction, where it is known. */
  Optional<BlockRef> blockOf(Bytes32 transaction);

  /** The hash of the network's configuration, where block 0 names it. */
  default Optional<Bytes32> configuration() {
    return Optional.empty();
  }

  /**
   * What proves this chain to others; empty where the host cannot.
   *
   * @throws ProofsException where it could, but its operator has not set it up
   */
  default Optional<ChainProofs> proofs() {
    return Optional.empty();
  }
}
