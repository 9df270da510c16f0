package org.openledger.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds: a text, or why it is none. A text is valid UTF-8 without a NUL.
 *
 * @param text the text, or null
 * @param problem why there is none, or null
 */
public record TextFile(@Nullable String text, @Nullable Skipped problem) {

  /** Bytes of the longest file that is read. */
  static final long LIMIT = 64L << 20;

  /** Reads a file; what cannot be read is a problem, not an exception. */
  public static TextFile read(Path file) {
    byte[] bytes;
    try {
      if (!Files.isRegularFile(file)) {
        return skipped(Skipped.UNREADABLE);
      }
      if (Files.size(file) > LIMIT) {
        return skipped(Skipped.TOO_LARGE);
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      return skipped(Skipped.UNREADABLE);
    }
    return of(bytes);
  }

  /** What bytes hold. */
  static TextFile of(byte[] bytes) {
    if (bytes.length == 0) {
      return skipped(Skipped.EMPTY);
    }
    for (byte b : bytes) {
      if (b == 0) {
        return skipped(Skipped.BINARY);
      }
    }
    try {
      return new TextFile(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), null);
    } catch (CharacterCodingException e) {
      return skipped(Skipped.BINARY);
    }
  }

  private static TextFile skipped(Skipped why) {
    return new TextFile(null, why);
  }
}
