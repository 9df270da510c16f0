package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes32;

/** A Keccak hash. */
public class Hash extends BytesHolder {
  protected Hash(Bytes32 bytes) {
    super(bytes);
  }
}
