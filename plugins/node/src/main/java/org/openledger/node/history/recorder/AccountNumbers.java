package org.openledger.node.history.recorder;

import org.openledger.node.chain.BlockRef;
import org.openledger.precompile.host.Address;

/** Who stands behind the account numbers of the ledger. A number is given once and stays. */
@FunctionalInterface
public interface AccountNumbers {

  /**
   * The account of a number.
   *
   * @param block a block in which, or before which, the number was given
   * @throws org.openledger.precompile.host.NodeFailureException where this node cannot tell now
   */
  Address account(BlockRef block, long number);
}
