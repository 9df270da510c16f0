package org.openledger.attribution.content;

import java.util.List;

/**
 * Token ids as bytes: big endian, the same number of bytes for each id.
 *
 * <p>The width is the smallest w with 256^w &gt; V, so that the value of w bytes of ones is never
 * an ordinary id. In an answer it stands for a redacted token, in content for the end of a
 * document.
 */
public final class TokenPacking {
  /** A token that the gateway does not disclose; matches nothing and weighs nothing. */
  public static final int REDACTED = 0xFFFFFFFF;

  /** For ids of 1 to 4 bytes, the largest vocabulary. */
  public static final List<Integer> LARGEST_VOCABULARIES =
      List.of((1 << 8) - 1, (1 << 16) - 1, (1 << 24) - 1, Integer.MAX_VALUE);

  private TokenPacking() {}

  /**
   * Bytes of one packed id.
   *
   * @param vocabularySize V, at least 1; ordinary ids are 0 to V - 1
   * @return 1 to 4; 2 for utf8-bytes (V = 256), 3 for cl100k_base
   */
  public static int width(int vocabularySize) {
    if (vocabularySize < 1) {
      throw new IllegalArgumentException("a vocabulary has at least one id: " + vocabularySize);
    }
    int width = 1;
    while (width < 4 && (1L << (8 * width)) <= vocabularySize) {
      width++;
    }
    return width;
  }

  /**
   * Packs ids.
   *
   * @throws IllegalArgumentException if an id other than REDACTED is negative or does not fit
   */
  public static byte[] pack(int[] ids, int vocabularySize) {
    int width = width(vocabularySize);
    byte[] packed = new byte[Math.multiplyExact(ids.length, width)];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != REDACTED && (ids[i] < 0 || ids[i] >= mark(width))) {
        throw new IllegalArgumentException(
            "id " + ids[i] + " at index " + i + " does not fit in " + width + " bytes");
      }
      put(packed, i * width, width, ids[i]);
    }
    return packed;
  }

  /**
   * Unpacks ids. Values of V and above are kept as they are (they match nothing); bytes of ones
   * become REDACTED.
   *
   * @throws MalformedContentException if the length is no multiple of the width
   */
  public static int[] unpack(byte[] packed, int vocabularySize) {
    int width = width(vocabularySize);
    if (packed.length % width != 0) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.TRUNCATED_ID,
          "truncated id: " + packed.length + " bytes are no multiple of " + width);
    }
    int[] ids = new int[packed.length / width];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = get(packed, i * width, width);
    }
    return ids;
  }

  /** The value of bytes of ones, as an unsigned number. */
  private static long mark(int width) {
    return (1L << (8 * width)) - 1;
  }

  static void put(byte[] bytes, int at, int width, int id) {
    for (int i = 0; i < width; i++) {
      bytes[at + i] = (byte) (id >>> (8 * (width - 1 - i)));
    }
  }

  /** Reads the id of so many bytes that stands at a byte; all ones are REDACTED. */
  public static int get(byte[] bytes, int at, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value == mark(width) ? REDACTED : (int) value;
  }
}
