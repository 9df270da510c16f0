package org.openledger.devnet.transaction;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** Gas that a call costs before any code runs, as of Osaka; contract creations are not covered. */
public final class IntrinsicGas {

  /** The most gas that a transaction may ask for (EIP-7825). */
  public static final long TRANSACTION_CAP = 16_777_216;

  /** The gas of a plain transfer. */
  public static final long TRANSACTION = 21_000;

  private static final long ZERO_BYTE = 4;
  private static final long NONZERO_BYTE = 16;
  private static final long FLOOR_ZERO_BYTE = 10;
  private static final long FLOOR_NONZERO_BYTE = 40;
  private static final long ACCESS_ADDRESS = 2_400;
  private static final long ACCESS_KEY = 1_900;

  private IntrinsicGas() {}

  /** The base cost with calldata (EIP-2028) and access list (EIP-2930). */
  public static long of(Bytes input, List<AccessEntry> accessList) {
    long gas = TRANSACTION + calldata(input, ZERO_BYTE, NONZERO_BYTE);
    for (AccessEntry entry : accessList) {
      gas += ACCESS_ADDRESS + ACCESS_KEY * entry.storageKeys().size();
    }
    return gas;
  }

  /** The least that a transaction with this calldata uses (EIP-7623). */
  public static long floor(Bytes input) {
    return TRANSACTION + calldata(input, FLOOR_ZERO_BYTE, FLOOR_NONZERO_BYTE);
  }

  private static long calldata(Bytes input, long zeroByte, long nonzeroByte) {
    int zeros = 0;
    for (byte b : input.toArrayUnsafe()) {
      if (b == 0) {
        zeros++;
      }
    }
    return zeros * zeroByte + (input.size() - zeros) * nonzeroByte;
  }
}
