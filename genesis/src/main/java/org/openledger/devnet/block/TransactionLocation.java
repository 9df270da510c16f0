package org.openledger.devnet.block;

import org.openledger.devnet.transaction.SignedTransaction;

/**
 * A transaction in its block.
 *
 * @param block the block
 * @param index 0-based place in the block
 */
public record TransactionLocation(SealedBlock block, int index) {

  public SignedTransaction transaction() {
    return block.transactions().get(index);
  }

  public Receipt receipt() {
    return block.receipts().get(index);
  }

  /** The index in the block of the transaction's first log. */
  public int firstLogIndex() {
    int logs = 0;
    for (Receipt receipt : block.receipts().subList(0, index)) {
      logs += receipt.logs().size();
    }
    return logs;
  }
}
