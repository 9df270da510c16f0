package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes32;

/** A Keccak hash. */
public class Hash extends BytesHolder {
  protected Hash(Bytes32 bytes) {
    super(bytes);
  }

  public static Hash wrap(Bytes32 bytes) {
    throw new UnsupportedOperationException();
  }
}
