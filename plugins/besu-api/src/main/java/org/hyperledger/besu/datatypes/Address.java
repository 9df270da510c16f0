package org.hyperledger.besu.datatypes;

import org.apache.tuweni.bytes.Bytes;

/** An account address. */
public class Address extends BytesHolder {
  public static final Address ECREC = null;

  protected Address(Bytes bytes) {
    super(bytes);
  }

  public static Address wrap(Bytes bytes) {
    return new Address(bytes);
  }
}
