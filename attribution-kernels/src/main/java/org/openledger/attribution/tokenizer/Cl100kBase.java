package org.openledger.attribution.tokenizer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Byte-pair encoding with the vocabulary cl100k_base, by jtokkit. */
final class Cl100kBase implements Tokenizer {
  static final String ID = "cl100k_base";
  static final int VOCABULARY_SIZE = 100_256;

  /** SHA-256 over, for each id in order, u32 id, u32 length and the bytes, big endian. */
  static final String HASH = "9291e9f4743a26dc09f63cf6ca43abca3b6ee7f6dc58bd7bd2d2ad8dfdc201d9";

  /** Characters of the longest word or gap: its merging takes a second, and 200 bytes for each. */
  static final int LONGEST_RUN = 1 << 20;

  private final Encoding encoding =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int vocabularySize() {
    return VOCABULARY_SIZE;
  }

  @Override
  public byte[] hash() {
    return HexFormat.of().parseHex(HASH);
  }

  @Override
  public int[] encode(String text) {
    UnbrokenTextException.requireBreaks(text, LONGEST_RUN);
    return encoding.encodeOrdinary(wellFormed(text)).toArray();
  }

  /**
   * The library takes nothing but pairs of surrogates; half a pair is a question mark, as UTF-8.
   */
  private static String wellFormed(String text) {
    for (int at = 0; at < text.length(); ) {
      int symbol = text.codePointAt(at);
      if (Character.charCount(symbol) == 1 && Character.isSurrogate((char) symbol)) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
      at += Character.charCount(symbol);
    }
    return text;
  }

  @Override
  public byte[] decode(int id) {
    if (id < 0 || id >= VOCABULARY_SIZE) {
      throw new IllegalArgumentException("no ordinary id: " + Integer.toUnsignedString(id));
    }
    IntArrayList one = new IntArrayList(1);
    one.add(id);
    return encoding.decodeBytes(one);
  }

  @Override
  public String decode(int[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(decode(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
