package org.openledger.corpus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A file of token ids, 4 bytes each, little endian; {@code FF FF FF FF} ends a document, and so
 * does the end of the file.
 */
public final class TokenFile {
  private static final int END = -1;
  private static final int BUFFER = 1 << 16;
  private static final int PROGRESS = 1 << 20;

  private TokenFile() {}

  /**
   * Reads the documents, all of one contributor: the file.
   *
   * @param vocabularySize V; ids are below
   * @param progress told how many bytes are read
   * @throws IOException if it cannot be read, is cut off within an id, or has an id of V or more
   */
  public static void read(Path file, int vocabularySize, DocumentSink sink, LongConsumer progress)
      throws IOException {
    if (Files.size(file) % 4 != 0) {
      throw new IOException(file + " is cut off: its length is no multiple of 4");
    }
    Path name = file.getFileName();
    String contributor = name == null ? file.toString() : name.toString();
    int[] tokens = new int[BUFFER];
    int length = 0;
    int documents = 0;
    long done = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      for (byte[] four = in.readNBytes(4); four.length == 4; four = in.readNBytes(4)) {
        int id = ByteBuffer.wrap(four).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (id == END) {
          sink.accept(document(contributor, ++documents, tokens, length));
          length = 0;
        } else if (id < 0 || id >= vocabularySize) {
          throw new IOException(
              file + " has id " + Integer.toUnsignedString(id) + " at byte " + done);
        } else {
          if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * length);
          }
          tokens[length++] = id;
        }
        done += 4;
        if (done % PROGRESS == 0) {
          progress.accept(done);
        }
      }
    }
    if (length > 0) {
      sink.accept(document(contributor, documents + 1, tokens, length));
    }
    progress.accept(done);
  }

  private static CorpusDocument document(String contributor, int number, int[] tokens, int length) {
    return new CorpusDocument(contributor, "document " + number, Arrays.copyOf(tokens, length));
  }
}
