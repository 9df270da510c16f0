package org.openledger.genesis.files;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.content.KeyFile;
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

  /**
   * The key of a file.
   *
   * @return empty where the file holds anything but one line of 64 hexadecimal digits, with or
   *     without 0x, or a number that is no key
   * @throws NetworkException where it cannot be read
   */
  static Optional<NodeKey> read(Path file) {
    try {
      return KeyFile.readLine(file).map(NodeKey::new);
    } catch (IOException e) {
      throw new NetworkException("cannot read the key " + file + ": " + e, e);
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
