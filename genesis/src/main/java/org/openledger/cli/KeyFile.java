package org.openledger.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.client.Wallet;

/** A private key in a file: 64 hexadecimal digits, with or without 0x. */
final class KeyFile {

  /** Of the curve's group: private keys are from 1 to it less one. */
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private KeyFile() {}

  /**
   * The account of the key.
   *
   * @throws IOException where the file cannot be read, or holds no key
   */
  static Wallet read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory, not a file with a private key");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      // What it does hold may be another secret.
      throw new IOException(file + " holds no private key: 64 hexadecimal digits are wanted");
    }
    BigInteger key = new BigInteger(digits, 16);
    if (key.signum() == 0 || key.compareTo(ORDER) >= 0) {
      throw new IOException(
          file + " holds no private key: the number is 0, or not below the order of secp256k1");
    }
    return Wallet.of(key);
  }
}
