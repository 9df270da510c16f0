package org.openledger.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * One file of UTF-8 documents joined by NUL, all of one contributor: the file. Empty documents are
 * passed over, of identical ones the first is kept. A document that is no UTF-8 is an error: the
 * file is then not what it was said to be.
 */
public final class JoinedFile implements Corpus {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final long bytes;
  private final TextReading texts = new TextReading();

  private JoinedFile(Path file, long bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * The documents of a file.
   *
   * @throws IOException if it is no file
   */
  public static JoinedFile of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("the text file " + file + " is not a file");
    }
    return new JoinedFile(file, Files.size(file));
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
      Documents documents = new Documents(in);
      InOrder.<TextReading.Result<T>>run(
          () -> {
            byte[] document = documents.next();
            return document == null
                ? null
                : task(document, documents.number, contributor, tokenizer, work);
          },
          threads,
          result -> texts.take(result, sink),
          progress);
    }
  }

  @Override
  public String left() {
    return texts.left();
  }

  private <T> InOrder.Task<TextReading.Result<T>> task(
      byte[] document,
      int number,
      String contributor,
      Tokenizer tokenizer,
      Function<CorpusDocument, T> work) {
    return new InOrder.Task<>(
        file + ", document " + number,
        document.length,
        () -> {
          TextFile text = TextFile.of(document);
          if (text.problem() == Skipped.BINARY) {
            throw new CorpusException(file + " is no text: document " + number + " is not UTF-8");
          }
          return TextReading.result(text, contributor, "document " + number, tokenizer, work);
        });
  }

  /** Cuts the file at each NUL. */
  private final class Documents {
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;

    /** Of the last document, from 1 on. */
    private int number;

    Documents(InputStream in) {
      this.in = in;
    }

    /** The next document, which may be empty, or null. */
    byte @Nullable [] next() throws IOException {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      boolean any = false;
      while (at < filled || fill()) {
        any = true;
        int end = at;
        while (end < filled && buffer[end] != 0) {
          end++;
        }
        document.write(buffer, at, end - at);
        at = end;
        if (document.size() > TextFile.LIMIT) {
          throw new CorpusException(
              file + ": document " + (number + 1) + " has more than " + TextFile.LIMIT + " bytes");
        }
        if (end < filled) {
          at++;
          break;
        }
      }
      number++;
      return any ? document.toByteArray() : null;
    }

    private boolean fill() throws IOException {
      at = 0;
      filled = Math.max(0, in.read(buffer));
      return filled > 0;
    }
  }
}
