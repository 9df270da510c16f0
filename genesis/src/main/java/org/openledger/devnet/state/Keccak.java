package org.openledger.devnet.state;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256, the hash of Ethereum. */
public final class Keccak {

  private Keccak() {}

  /** The 32-byte digest of {@code input}. */
  public static Bytes32 hash(Bytes input) {
    KeccakDigest digest = new KeccakDigest(256);
    byte[] bytes = input.toArrayUnsafe();
    digest.update(bytes, 0, bytes.length);
    byte[] out = new byte[Bytes32.SIZE];
    digest.doFinal(out, 0);
    return Bytes32.wrap(out);
  }
}
