package org.hyperledger.besu.plugin.data;

/** A header, perhaps of a block in the making. */
public interface ProcessableBlockHeader {
  long getNumber();
}
