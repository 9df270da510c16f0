package org.openledger.node.content;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.openledger.precompile.host.Address;

/**
 * The key by which a node's operator asks other nodes for contents; its address is the name under
 * which others ask this one. Signatures are deterministic (RFC 6979), with low s.
 */
public final class OperatorKey {

  private static final int FIRST_V = 27;
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(
          ContentRequest.CURVE.getCurve(), ContentRequest.CURVE.getG(), ContentRequest.N);

  private final BigInteger scalar;
  private final Address address;

  private OperatorKey(BigInteger scalar) {
    if (scalar.signum() <= 0 || scalar.compareTo(ContentRequest.N) >= 0) {
      throw new IllegalArgumentException("no private key of secp256k1");
    }
    this.scalar = scalar;
    this.address = ContentRequest.address(ContentRequest.CURVE.getG().multiply(scalar).normalize());
  }

  /**
   * A key.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static OperatorKey of(BigInteger scalar) {
    return new OperatorKey(scalar);
  }

  /**
   * The key in a file: 64 hexadecimal digits, with or without 0x.
   *
   * @throws IOException where it cannot be read
   * @throws IllegalArgumentException where it holds no key
   */
  public static OperatorKey read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      // What it does hold may be another secret.
      throw new IllegalArgumentException("holds no key: 64 hexadecimal digits are wanted");
    }
    return new OperatorKey(new BigInteger(digits, 16));
  }

  /** The operator's account. */
  public Address address() {
    return address;
  }

  /** The signature of a request: r ‖ s ‖ v, 65 bytes. */
  public Bytes sign(ContentRequest request) {
    Bytes32 digest = request.digest();
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar, DOMAIN));
    BigInteger[] signature = signer.generateSignature(digest.toArrayUnsafe());
    BigInteger s = signature[1];
    BigInteger low =
        s.compareTo(ContentRequest.N.shiftRight(1)) > 0 ? ContentRequest.N.subtract(s) : s;
    Bytes rs =
        Bytes.concatenate(UInt256.valueOf(signature[0]).toBytes(), UInt256.valueOf(low).toBytes());
    for (int v = FIRST_V; v <= FIRST_V + 1; v++) {
      Bytes whole = Bytes.concatenate(rs, Bytes.of(v));
      if (request.signer(whole).filter(address::equals).isPresent()) {
        return whole;
      }
    }
    throw new IllegalStateException("a signature that recovers to no key");
  }
}
