package org.openledger.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.client.Wallet;

/** A private key in a file: 64 hexadecimal digits, with or without 0x. */
final class KeyFile {

  private KeyFile() {}

  /**
   * The account of the key.
   *
   * @throws IOException where the file cannot be read, or holds no key
   */
  static Wallet read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      // What it does hold may be another secret.
      throw new IOException(file + " holds no private key: 64 hexadecimal digits are wanted");
    }
    return Wallet.of(new BigInteger(digits, 16));
  }
}
