package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;

/** Signatures of 65 bytes, r ‖ s ‖ v, over digests. */
public final class Signatures {

  /** Half of secp256k1's order: a larger s is the same signature malleated (EIP-2). */
  private static final BigInteger HALF_ORDER =
      new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

  /** Bytes of one. */
  public static final int SIZE = 65;

  private Signatures() {}

  /** Ends the call unless an account signed the digest. */
  static void require(Call call, Bytes32 digest, byte[] signature, Address expected) {
    Address signer = signer(call, digest, signature);
    Call.require(signer.equals(expected), FeeAbi.WRONG_SIGNER, signer, expected);
  }

  /** Who signed a digest. */
  static Address signer(Call call, Bytes32 digest, byte[] signature) {
    return recover(call, digest, Bytes.wrap(signature))
        .orElseThrow(() -> new RevertException(FeeAbi.INVALID_SIGNATURE));
  }

  /** Who signed a digest; empty for a signature of another size, malleated, or no key's. */
  public static Optional<Address> recover(Call call, Bytes32 digest, Bytes signature) {
    if (signature.size() != SIZE) {
      return Optional.empty();
    }
    Bytes32 r = Bytes32.wrap(signature.slice(0, 32).toArray());
    Bytes32 s = Bytes32.wrap(signature.slice(32, 32).toArray());
    return recover(call, digest, signature.get(64), r, s);
  }

  /** Who signed a digest; empty for a signature that is malleated or no key's. */
  public static Optional<Address> recover(Call call, Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    boolean low = s.toUnsignedBigInteger().compareTo(HALF_ORDER) <= 0;
    boolean sound = low && (v == 27 || v == 28);
    return sound ? call.recover(digest, v, r, s) : Optional.empty();
  }
}
