package org.hyperledger.besu.plugin.data;

/** How far a synchronisation is. */
public interface SyncStatus {
  long getCurrentBlock();

  long getHighestBlock();
}
