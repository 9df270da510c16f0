package org.openledger.precompile;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/** A secp256k1 key of a test, and recovery as the precompile at 0x01 does it. */
public final class TestKey {

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger N = CURVE.getN();

  private final BigInteger secret;
  private final Address address;

  private TestKey(BigInteger secret) {
    this.secret = secret;
    this.address = address(CURVE.getG().multiply(secret));
  }

  public static TestKey of(long secret) {
    return new TestKey(BigInteger.valueOf(secret));
  }

  public Address address() {
    return address;
  }

  /** r ‖ s ‖ v, low s. */
  public Bytes sign(Bytes32 digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(
        true,
        new ECPrivateKeyParameters(
            secret, new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), N)));
    BigInteger[] rs = signer.generateSignature(digest.toArray());
    BigInteger s = rs[1].compareTo(N.shiftRight(1)) > 0 ? N.subtract(rs[1]) : rs[1];
    Bytes32 r32 = UInt256.valueOf(rs[0]).toBytes();
    Bytes32 s32 = UInt256.valueOf(s).toBytes();
    for (int v = 27; v <= 28; v++) {
      if (recover(digest, v, r32, s32).filter(address::equals).isPresent()) {
        return Bytes.concatenate(r32, s32, Bytes.of(v));
      }
    }
    throw new IllegalStateException("a signature that recovers to nobody");
  }

  /** SEC 1, §4.1.6. */
  public static Optional<Address> recover(Bytes32 digest, int v, Bytes32 r32, Bytes32 s32) {
    BigInteger r = r32.toUnsignedBigInteger();
    BigInteger s = s32.toUnsignedBigInteger();
    if (r.signum() == 0 || s.signum() == 0 || r.compareTo(N) >= 0 || s.compareTo(N) >= 0) {
      return Optional.empty();
    }
    ECPoint point;
    try {
      byte[] compressed = Bytes.concatenate(Bytes.of(v - 27 + 2), r32).toArray();
      point = CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    BigInteger inverse = r.modInverse(N);
    BigInteger e = digest.toUnsignedBigInteger().negate().mod(N);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(
            CURVE.getG(), e.multiply(inverse).mod(N), point, s.multiply(inverse).mod(N));
    return key.isInfinity() ? Optional.empty() : Optional.of(address(key));
  }

  private static Address address(ECPoint key) {
    byte[] encoded = key.normalize().getEncoded(false);
    return Address.fromWord(UInt256.fromBytes(Keccak256.hash(Bytes.wrap(encoded, 1, 64))));
  }
}
