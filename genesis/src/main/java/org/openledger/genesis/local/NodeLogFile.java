package org.openledger.genesis.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a node has logged. */
public final class NodeLogFile {

  /** More than anybody reads at once. */
  private static final int MOST_BYTES = 4 << 20;

  private NodeLogFile() {}

  /** Keeps the log of the run before as {@code node.log.1}, and forgets the one before that. */
  static void putAside(Path log) throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The last lines of a log; none where there is no log. */
  public static List<String> last(Path log, int lines) throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    List<String> all = text(log, Math.max(0, Files.size(log) - MOST_BYTES)).lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /** A log from a byte on; a log that has been started anew since is read from its beginning. */
  public static String text(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = from > file.length() ? 0 : from;
      byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
