package org.openledger.node.content;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * What an account signs to fetch or to hand in a content, as a personal message (EIP-191), so that
 * any wallet can: {@code OpenLedger content ROOT at NODE on chain ID until EXPIRY}, root as 0x and
 * 64 digits, node as an address in lower case, id and expiry (seconds since 1970) as decimal
 * numbers.
 *
 * <p>It names the node that is asked, so what one node was asked opens no other. Whoever repeats it
 * gets, until it expires, what its signer got from that node, and nothing else: it changes nothing.
 *
 * @param root of the content
 * @param node address of the operator whose node is asked, see {@code openledger_contentStatus}
 * @param chainId of the chain
 * @param expiry last second in which it is good
 */
public record ContentRequest(Bytes32 root, Address node, BigInteger chainId, long expiry) {

  private static final int SIGNATURE = 65;
  private static final int FIRST_V = 27;
  static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  static final BigInteger N = CURVE.getN();

  /** The message. */
  public String message() {
    return "OpenLedger content "
        + root.toHexString()
        + " at "
        + node
        + " on chain "
        + chainId
        + " until "
        + expiry;
  }

  /**
   * Who signed it.
   *
   * @param signature r ‖ s ‖ v, 65 bytes, low s, v 27 or 28
   * @return empty where it is no signature
   */
  public Optional<Address> signer(Bytes signature) {
    if (signature.size() != SIGNATURE) {
      return Optional.empty();
    }
    BigInteger r = signature.slice(0, Bytes32.SIZE).toUnsignedBigInteger();
    BigInteger s = signature.slice(Bytes32.SIZE, Bytes32.SIZE).toUnsignedBigInteger();
    int parity = (signature.get(SIGNATURE - 1) & 0xff) - FIRST_V;
    boolean sound =
        isScalar(r) && isScalar(s) && s.compareTo(N.shiftRight(1)) <= 0 && parity >> 1 == 0;
    return sound ? recovered(signature.slice(0, Bytes32.SIZE), r, s, parity) : Optional.empty();
  }

  /** SEC 1, 4.1.6. */
  private Optional<Address> recovered(Bytes x, BigInteger r, BigInteger s, int parity) {
    ECPoint point;
    try {
      point =
          CURVE.getCurve().decodePoint(Bytes.concatenate(Bytes.of(2 + parity), x).toArrayUnsafe());
    } catch (IllegalArgumentException notOnTheCurve) {
      return Optional.empty();
    }
    BigInteger inverse = r.modInverse(N);
    BigInteger e = digest().toUnsignedBigInteger();
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(
            CURVE.getG(), inverse.multiply(e.negate()).mod(N), point, inverse.multiply(s).mod(N));
    if (key.isInfinity()) {
      return Optional.empty();
    }
    return Optional.of(address(key));
  }

  /** The account of a public key. */
  static Address address(ECPoint key) {
    Bytes encoded = Bytes.wrap(key.getEncoded(false)).slice(1);
    return new Address(Keccak256.hash(encoded).slice(12).copy());
  }

  /** What is signed. */
  Bytes32 digest() {
    byte[] text = message().getBytes(StandardCharsets.UTF_8);
    String prefix = "\u0019Ethereum Signed Message:\n" + text.length;
    return Keccak256.hash(
        Bytes.concatenate(Bytes.wrap(prefix.getBytes(StandardCharsets.UTF_8)), Bytes.wrap(text)));
  }

  /** Whether a number is from 1 to the curve's order less one: a private key, or r or s. */
  static boolean isScalar(BigInteger scalar) {
    return scalar.signum() > 0 && scalar.compareTo(N) < 0;
  }
}
