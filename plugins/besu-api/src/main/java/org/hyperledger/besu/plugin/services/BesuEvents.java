package org.hyperledger.besu.plugin.services;

import org.hyperledger.besu.plugin.data.AddedBlockContext;

/** What happens in the host. */
public interface BesuEvents extends BesuService {
  long addBlockAddedListener(BlockAddedListener blockAddedListener);

  void removeBlockAddedListener(long listenerIdentifier);

  /** Hears of each block that is added. */
  interface BlockAddedListener {
    void onBlockAdded(AddedBlockContext addedBlockContext);
  }
}
