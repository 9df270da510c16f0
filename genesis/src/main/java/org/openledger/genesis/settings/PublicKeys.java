package org.openledger.genesis.settings;

import org.apache.tuweni.bytes.Bytes;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/** Public keys of secp256k1. */
final class PublicKeys {

  private PublicKeys() {}

  /** Whether 64 bytes are the coordinates of a point of the curve. */
  static boolean isOnCurve(Bytes key) {
    byte[] uncompressed = Bytes.concatenate(Bytes.of(4), key).toArray();
    try {
      ECPoint point = CustomNamedCurves.getByName("secp256k1").getCurve().decodePoint(uncompressed);
      return point.isValid();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
