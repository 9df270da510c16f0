package org.openledger.devnet.rpc;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;

/** Numbers as Ethereum's JSON-RPC writes them: {@code 0x} and hex digits without leading zeros. */
final class Quantity {

  private Quantity() {}

  /**
   * @param value unsigned
   */
  static String of(long value) {
    return "0x" + Long.toHexString(value);
  }

  static String of(BigInteger value) {
    return "0x" + value.toString(16);
  }

  static String of(UInt256 value) {
    return of(value.toUnsignedBigInteger());
  }
}
