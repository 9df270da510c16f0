package org.openledger.attribution.weight.make;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;

/**
 * Makes the weight table of a tokenizer: counts its tokens over a reference corpus.
 *
 * <p>The corpus is one file of UTF-8 documents joined by NUL. Each document is encoded on its own;
 * the NUL between them is never counted. The same corpus gives the same table, byte for byte.
 */
public final class WeightTableMaker {
  private static final int REPORT_EVERY = 1 << 24;

  private WeightTableMaker() {}

  /**
   * Counts.
   *
   * @param corpus UTF-8 documents joined by NUL
   * @param tokenizer whose tokens are counted
   * @param progress told of bytes read
   * @throws IOException if the file cannot be read or holds a document that is no UTF-8
   */
  public static WeightTable make(Path corpus, Tokenizer tokenizer, Progress progress)
      throws IOException {
    long[] counts = new long[tokenizer.vocabularySize()];
    String step = "counting " + tokenizer.id();
    long total = Files.size(corpus);
    long done = 0;
    long reported = 0;
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(corpus))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int begin = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == 0) {
            document.write(buffer, begin, i - begin);
            count(document, tokenizer, counts, done + i);
            begin = i + 1;
          }
        }
        document.write(buffer, begin, read - begin);
        done += read;
        if (done - reported >= REPORT_EVERY) {
          progress.report(step, done, total);
          reported = done;
        }
      }
    }
    count(document, tokenizer, counts, done);
    progress.report(step, total, total);
    return WeightTable.of(tokenizer.id(), tokenizer.hash(), counts);
  }

  /** Counts a whole document, and empties it. */
  private static void count(
      ByteArrayOutputStream document, Tokenizer tokenizer, long[] counts, long endsAt)
      throws IOException {
    for (int id : tokenizer.encode(text(document, endsAt))) {
      counts[id]++;
    }
    document.reset();
  }

  private static String text(ByteArrayOutputStream document, long endsAt) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(document.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException("the document that ends at byte " + endsAt + " is not UTF-8", e);
    }
  }

  /** Command line: {@code CORPUS TOKENIZER TARGET}. Prints N and the hash of the table. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: CORPUS TOKENIZER TARGET; tokenizers: " + Tokenizers.ids());
      System.exit(2);
    }
    Progress toStandardError =
        (step, done, total) -> System.err.println(step + ": " + done + " of " + total + " bytes");
    WeightTable table = make(Path.of(arguments[0]), Tokenizers.byId(arguments[1]), toStandardError);
    Files.write(Path.of(arguments[2]), table.bytes());
    System.out.println(
        table.tokens() + " tokens, SHA-256 " + HexFormat.of().formatHex(table.hash()));
  }
}
