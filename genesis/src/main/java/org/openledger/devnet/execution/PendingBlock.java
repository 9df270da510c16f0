package org.openledger.devnet.execution;

import java.util.ArrayList;
import java.util.List;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.SignedTransaction;

/**
 * A block that is still to come, with what its transactions have done so far.
 *
 * @param number its number
 * @param transactions in the order of their execution
 * @param receipts one for each transaction
 * @param gasUsed by all of them
 * @param state after the last of them
 */
record PendingBlock(
    long number,
    List<SignedTransaction> transactions,
    List<Receipt> receipts,
    long gasUsed,
    WorldState state) {

  /** A block without transactions on top of a state. */
  static PendingBlock empty(long number, WorldState state) {
    return new PendingBlock(number, new ArrayList<>(), new ArrayList<>(), 0, state);
  }

  /** The block with another transaction; shares the lists, so that n of them cost O(n). */
  PendingBlock with(SignedTransaction transaction, Receipt receipt, WorldState after) {
    transactions.add(transaction);
    receipts.add(receipt);
    return new PendingBlock(number, transactions, receipts, gasUsed + receipt.gasUsed(), after);
  }
}
