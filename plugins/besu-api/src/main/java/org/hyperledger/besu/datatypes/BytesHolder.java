package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/** A value made of bytes; it holds them, so that tests of the adapter can tell values apart. */
public class BytesHolder {
  private final Bytes bytes;

  protected BytesHolder(Bytes bytes) {
    this.bytes = bytes;
  }

  public final Bytes getBytes() {
    return bytes;
  }
}
