package org.openledger.genesis.files;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.apache.tuweni.bytes.Bytes;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;

/**
 * The key of a node: it signs blocks, and names the node among its peers.
 *
 * @param secret the private key, 0 &lt; secret &lt; order of secp256k1
 */
record NodeKey(BigInteger secret) {

  /** A new one, from the system's secure source of randomness. */
  static NodeKey random() {
    try {
      return new NodeKey(Keys.createEcKeyPair().getPrivateKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no keys of secp256k1", e);
    }
  }

  /** The 64 bytes of the public key. */
  Bytes publicKey() {
    BigInteger number = ECKeyPair.create(secret).getPublicKey();
    return Bytes.fromHexString(String.format(Locale.ROOT, "%0128x", number));
  }

  /** The content of a key file. */
  String text() {
    return String.format(Locale.ROOT, "0x%064x", secret);
  }

  /** Not the secret. */
  @Override
  public String toString() {
    return "key of " + publicKey().toShortHexString();
  }
}
