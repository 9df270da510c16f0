package org.hyperledger.besu.plugin.data;

import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.datatypes.Hash;

/** A header. */
public interface BlockHeader extends ProcessableBlockHeader {
  Hash getStateRoot();

  Hash getBlockHash();

  Bytes getExtraData();
}
