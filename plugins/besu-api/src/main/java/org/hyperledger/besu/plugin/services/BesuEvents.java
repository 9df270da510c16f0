package org.hyperledger.besu.plugin.services;

import java.util.Optional;
import org.hyperledger.besu.plugin.data.AddedBlockContext;
import org.hyperledger.besu.plugin.data.SyncStatus;

/** What happens in the host. */
public interface BesuEvents extends BesuService {
  long addBlockAddedListener(BlockAddedListener blockAddedListener);

  void removeBlockAddedListener(long listenerIdentifier);

  long addSyncStatusListener(SyncStatusListener syncStatusListener);

  void removeSyncStatusListener(long listenerIdentifier);

  /** Hears of each block that is added. */
  interface BlockAddedListener {
    void onBlockAdded(AddedBlockContext addedBlockContext);
  }

  /** Hears how far the host is behind its best peer; empty where it is not. */
  interface SyncStatusListener {
    void onSyncStatusChanged(Optional<SyncStatus> syncStatus);
  }
}
