package org.openledger.node.content;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A private key of secp256k1 in a file: 64 hexadecimal digits, with or without 0x. */
public final class KeyFile {

  private static final Pattern DIGITS = Pattern.compile("(?:0x)?[0-9a-fA-F]{64}");
  private static final int HEX = 16;

  private KeyFile() {}

  /**
   * The key of a file; white space around it does not count.
   *
   * @return 0 &lt; key &lt; order of secp256k1
   * @throws IOException where it cannot be read
   * @throws NoKeyException where it holds anything but one key
   */
  public static BigInteger read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NoKeyException(file + " is a directory, not a file with a private key");
    }
    String text = text(file).strip();
    // What it does hold may be another secret: no message shows it.
    if (!DIGITS.matcher(text).matches()) {
      throw new NoKeyException(
          file + " holds no private key: 64 hexadecimal digits are wanted, and nothing else");
    }
    return parse(text)
        .orElseThrow(
            () ->
                new NoKeyException(
                    file
                        + " holds no private key: the number is 0, or not below the order of"
                        + " secp256k1"));
  }

  /**
   * The key of a file that holds one line, with or without its end, and nothing else.
   *
   * @return 0 &lt; key &lt; order of secp256k1; empty where it holds anything else
   * @throws IOException where it cannot be read
   */
  public static Optional<BigInteger> readLine(Path file) throws IOException {
    String text = text(file);
    return parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /** Whatever the bytes: each is a character, of which only digits are taken. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static Optional<BigInteger> parse(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return Optional.empty();
    }
    BigInteger key = new BigInteger(text.startsWith("0x") ? text.substring(2) : text, HEX);
    return ContentRequest.isScalar(key) ? Optional.of(key) : Optional.empty();
  }
}
