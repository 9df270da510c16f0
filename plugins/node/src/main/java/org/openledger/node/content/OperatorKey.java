package org.openledger.node.content;

import java.io.IOException;
import java.math.BigInteger;
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
    if (!ContentRequest.isScalar(scalar)) {
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
   * The key of a file, see {@link KeyFile#read}.
   *
   * @throws IOException where it cannot be read
   * @throws NoKeyException where it holds none
   */
  public static OperatorKey read(Path file) throws IOException {
    return new OperatorKey(KeyFile.read(file));
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
