package org.openledger.devnet.transaction;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.openledger.devnet.state.Keccak;
import org.openledger.precompile.host.Address;

/** Recovery of signers on secp256k1 (SEC 1, 4.1.6), with the limits of the precompile at 0x01. */
public final class Secp256k1 {

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger N = CURVE.getN();

  /** Half of the group's order: transactions need {@code s} at most this (EIP-2). */
  public static final BigInteger HALF_N = N.shiftRight(1);

  private Secp256k1() {}

  /**
   * The signer of a digest.
   *
   * @param parity 0 or 1: whether the y of the point R is odd
   * @return empty where r or s is not from 1 to n - 1, or no key can be recovered
   */
  public static Optional<Address> recover(Bytes32 digest, int parity, BigInteger r, BigInteger s) {
    if (!inRange(r) || !inRange(s) || parity < 0 || parity > 1) {
      return Optional.empty();
    }
    byte[] compressed =
        Bytes.concatenate(Bytes.of(2 + parity), Bytes32.leftPad(Bytes.wrap(unsigned(r)))).toArray();
    ECPoint point;
    try {
      point = CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
    BigInteger inverse = r.modInverse(N);
    BigInteger e = digest.toUnsignedBigInteger().mod(N);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(
            CURVE.getG(), inverse.multiply(e.negate()).mod(N), point, inverse.multiply(s).mod(N));
    if (key.isInfinity()) {
      return Optional.empty();
    }
    Bytes encoded = Bytes.wrap(key.getEncoded(false)).slice(1);
    return Optional.of(new Address(Keccak.hash(encoded).slice(12).copy()));
  }

  private static boolean inRange(BigInteger scalar) {
    return scalar.signum() > 0 && scalar.compareTo(N) < 0;
  }

  private static byte[] unsigned(BigInteger value) {
    return Bytes.wrap(value.toByteArray()).trimLeadingZeros().toArray();
  }
}
