package org.openledger.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * A file of token ids, 4 bytes each, little endian; {@code FF FF FF FF} ends a document, and so
 * does the end of the file. All documents are of one contributor: the file.
 */
public final class TokenFile implements Corpus {
  private static final int END = -1;
  private static final int BUFFER = 1 << 16;

  /** Ids of the longest document that is read. */
  private static final int LIMIT = 1 << 28;

  private final Path file;
  private final long bytes;

  private TokenFile(Path file, long bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * The documents of a file.
   *
   * @throws IOException if it is no file, or is cut off within an id
   */
  public static TokenFile of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("the token file " + file + " is not a file");
    }
    long bytes = Files.size(file);
    if (bytes % 4 != 0) {
      throw new CorpusException(file + " is cut off: its length is no multiple of 4");
    }
    return new TokenFile(file, bytes);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public <T> void read(
      Tokenizer tokenizer,
      int threads,
      Function<CorpusDocument, T> work,
      Sink<T> sink,
      LongConsumer progress)
      throws IOException {
    Path name = file.getFileName();
    String contributor = name == null ? file.toString() : name.toString();
    try (InputStream in = Files.newInputStream(file)) {
      Documents documents = new Documents(in, tokenizer.vocabularySize());
      InOrder.<T>run(
          () -> {
            int[] tokens = documents.next();
            String title = "document " + documents.number;
            return tokens == null
                ? null
                : new InOrder.Task<>(
                    file + ", " + title,
                    4L * tokens.length,
                    () -> work.apply(new CorpusDocument(contributor, title, tokens)));
          },
          threads,
          sink,
          progress);
    }
  }

  @Override
  public String left() {
    return "";
  }

  private final class Documents {
    private final InputStream in;
    private final int vocabularySize;
    private final byte[] block = new byte[BUFFER];
    private ByteBuffer ids = ByteBuffer.allocate(0);
    private long done;
    private int number;

    Documents(InputStream in, int vocabularySize) {
      this.in = in;
      this.vocabularySize = vocabularySize;
    }

    /** The next document, which may be empty, or null. */
    int @Nullable [] next() throws IOException {
      int[] tokens = new int[64];
      int length = 0;
      number++;
      while (ids.hasRemaining() || fill()) {
        int id = ids.getInt();
        if (id == END) {
          done += 4;
          return Arrays.copyOf(tokens, length);
        }
        if (id < 0 || id >= vocabularySize) {
          throw new CorpusException(
              file + " has id " + Integer.toUnsignedString(id) + " at byte " + done);
        }
        if (length == LIMIT) {
          throw new CorpusException(
              file + ": document " + number + " has more than " + LIMIT + " ids");
        }
        if (length == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * length);
        }
        tokens[length++] = id;
        done += 4;
      }
      return length > 0 ? Arrays.copyOf(tokens, length) : null;
    }

    private boolean fill() throws IOException {
      int read = in.readNBytes(block, 0, block.length);
      ids = ByteBuffer.wrap(block, 0, read - read % 4).order(ByteOrder.LITTLE_ENDIAN);
      return ids.hasRemaining();
    }
  }
}
