package org.hyperledger.besu.plugin.data;

import org.hyperledger.besu.datatypes.Hash;

/** A header. */
public interface BlockHeader extends ProcessableBlockHeader {
  Hash getStateRoot();

  Hash getBlockHash();
}
