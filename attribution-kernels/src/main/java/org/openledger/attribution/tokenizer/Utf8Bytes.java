package org.openledger.attribution.tokenizer;

import java.nio.charset.StandardCharsets;
import org.openledger.attribution.content.Sha256;

/** The UTF-8 bytes of a text are its token ids. */
final class Utf8Bytes implements Tokenizer {
  static final String ID = "utf8-bytes";
  private static final String IDENTITY = "openledger/tokenizer/utf8-bytes/v1";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int vocabularySize() {
    return 256;
  }

  @Override
  public byte[] hash() {
    return Sha256.of(IDENTITY.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = bytes[i] & 0xFF;
    }
    return ids;
  }

  @Override
  public byte[] decode(int id) {
    return new byte[] {toByte(id)};
  }

  @Override
  public String decode(int[] ids) {
    byte[] bytes = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      bytes[i] = toByte(ids[i]);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte toByte(int id) {
    if (id < 0 || id > 255) {
      throw new IllegalArgumentException("no byte: " + Integer.toUnsignedString(id));
    }
    return (byte) id;
  }
}
