package org.hyperledger.besu.datatypes;

/** A transaction of the pool. */
public interface PendingTransaction {
  Transaction getTransaction();
}
