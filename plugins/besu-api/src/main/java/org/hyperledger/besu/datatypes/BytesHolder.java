package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/** A value made of bytes. */
public class BytesHolder {
  protected BytesHolder(Bytes bytes) {}

  public final Bytes getBytes() {
    throw new UnsupportedOperationException();
  }
}
