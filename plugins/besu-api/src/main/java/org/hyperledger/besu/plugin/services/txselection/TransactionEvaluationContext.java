package org.hyperledger.besu.plugin.services.txselection;

import org.hyperledger.besu.datatypes.PendingTransaction;

/** A transaction that may be taken into a block. */
public interface TransactionEvaluationContext {
  PendingTransaction getPendingTransaction();
}
