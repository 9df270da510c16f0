package org.openledger.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.tokenizer.Tokenizer;

/** Text to measure with: a folder of text files, or one file of UTF-8 documents joined by NUL. */
public final class TextCorpus {
  /** What one segment can hold, with room for rounding. */
  public static final long MOST_TOKENS = Integer.MAX_VALUE - 1_000_000L;

  private static final int BUFFER = 1 << 16;

  private final Path source;

  /**
   * The corpus at a path.
   *
   * @throws CorpusException if nothing is there
   */
  public TextCorpus(Path source) throws CorpusException {
    if (!Files.isRegularFile(source) && !Files.isDirectory(source)) {
      throw new CorpusException("the corpus " + source + " does not exist");
    }
    this.source = source;
  }

  /**
   * Token ids of each document, in the order of the corpus.
   *
   * @param most after so many tokens, one more for each document, no further document is read
   * @throws CorpusException if there is no text
   */
  public List<int[]> tokens(Tokenizer tokenizer, long most, Progress progress) throws IOException {
    Documents documents = new Documents(tokenizer, Math.min(most, MOST_TOKENS));
    if (Files.isDirectory(source)) {
      folder(documents, progress);
    } else {
      file(documents, progress);
    }
    if (documents.tokens == documents.list.size()) {
      throw new CorpusException("the corpus " + source + " holds no text");
    }
    return documents.list;
  }

  private void folder(Documents documents, Progress progress) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(source)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    int done = 0;
    for (Path file : files) {
      progress.report("tokenizing", done++, files.size());
      String text = text(file);
      if (!text.isBlank() && text.indexOf('\0') < 0 && !documents.add(text)) {
        break;
      }
    }
    progress.report("tokenizing", files.size(), files.size());
  }

  private void file(Documents documents, Progress progress) throws IOException {
    long total = Files.size(source);
    long done = 0;
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    boolean wanted = true;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(source), BUFFER)) {
      for (int read = in.read(buffer); wanted && read >= 0; read = in.read(buffer)) {
        progress.report("tokenizing", Math.min(done, total - 1), total);
        done += read;
        int begin = 0;
        for (int end = 0; wanted && end < read; end++) {
          if (buffer[end] == 0) {
            document.write(buffer, begin, end - begin);
            wanted = documents.add(document.toString(StandardCharsets.UTF_8));
            document.reset();
            begin = end + 1;
          }
        }
        document.write(buffer, begin, read - begin);
      }
    }
    if (wanted) {
      documents.add(document.toString(StandardCharsets.UTF_8));
    }
    progress.report("tokenizing", total, total);
  }

  /** A file's text; empty where it is none. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static final class Documents {
    private final Tokenizer tokenizer;
    private final long most;
    private final List<int[]> list = new ArrayList<>();
    private long tokens; // One more for each document.

    Documents(Tokenizer tokenizer, long most) {
      this.tokenizer = tokenizer;
      this.most = most;
    }

    /** Whether more are wanted. */
    boolean add(String text) {
      int[] ids = tokenizer.encode(text);
      if (tokens + ids.length + 1 > MOST_TOKENS) {
        return false;
      }
      list.add(ids);
      tokens += ids.length + 1L;
      return tokens < most;
    }
  }
}
