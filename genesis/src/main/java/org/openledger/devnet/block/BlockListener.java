package org.openledger.devnet.block;

/** Told of every block after block 0. */
@FunctionalInterface
public interface BlockListener {

  /**
   * Called once for each block, in order, after it is readable and before the sender of its
   * transaction gets an answer. What it throws is logged and changes nothing.
   */
  void onBlock(SealedBlock block);

  /** Does nothing. */
  static BlockListener none() {
    return block -> {};
  }
}
