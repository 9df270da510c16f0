package org.openledger.node.chain;

import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/**
 * What a host's chain can prove of a block to somebody who knows the block's hash only. Any number
 * of threads ask. Where a proof cannot be had or is wrong, methods throw {@link ProofsException}.
 */
public interface ChainProofs {

  /**
   * The bytes whose Keccak-256 is the block's hash: the RLP of its header. On QBFT the extra data
   * is then without commit seals and round, because the hash of a block is.
   */
  Optional<Bytes> header(BlockRef block);

  /** The receipts of a block's transactions, each as the receipts trie holds it. */
  Optional<List<Bytes>> receipts(BlockRef block);

  /** An account after a block; empty where the host no longer keeps that state (pruned). */
  Optional<AccountProof> account(BlockRef block, Address account, List<UInt256> keys);
}
