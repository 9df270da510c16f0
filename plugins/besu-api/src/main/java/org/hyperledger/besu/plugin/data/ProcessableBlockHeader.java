package org.hyperledger.besu.plugin.data;

import org.hyperledger.besu.datatypes.Hash;

/** A header, perhaps of a block in the making. */
public interface ProcessableBlockHeader {
  Hash getParentHash();

  long getNumber();

  long getTimestamp();
}
