package org.hyperledger.besu.datatypes;

import org.apache.tuweni.units.bigints.UInt256;

/** An amount of wei. */
public final class Wei {
  private Wei() {}

  public static Wei of(UInt256 value) {
    throw new UnsupportedOperationException();
  }

  public UInt256 toUInt256() {
    throw new UnsupportedOperationException();
  }
}
