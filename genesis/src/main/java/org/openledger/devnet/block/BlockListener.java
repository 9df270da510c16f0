package org.openledger.devnet.block;

import java.util.List;
import org.openledger.devnet.transaction.SignedTransaction;

/** Told of every block after block 0, by the thread that makes them, one at a time. */
@FunctionalInterface
public interface BlockListener {

  /**
   * Called once for each block, in order, after it is readable and before the sender of its
   * transaction gets an answer. What it throws is logged and changes nothing.
   */
  void onBlock(SealedBlock block);

  /**
   * The chain went back; the next block follows {@code head}.
   *
   * @param head the last block that stays
   * @param removed the blocks that are no more, oldest first; never empty
   */
  default void onRewind(SealedBlock head, List<SealedBlock> removed) {}

  /** A transaction was accepted for a block that is still to come. */
  default void onPending(SignedTransaction transaction) {}

  /** Does nothing. */
  static BlockListener none() {
    return block -> {};
  }
}
