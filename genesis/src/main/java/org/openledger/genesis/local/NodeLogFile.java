package org.openledger.genesis.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a node has logged. */
public final class NodeLogFile {

  /** More than anybody reads at once. */
  private static final int MOST_BYTES = 4 << 20;

  /** Besu's banner, which has no columns, is shorter. */
  private static final int MESSAGE_LINES = 60;

  private static final int MESSAGE = 80;
  private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

  /** Time, thread, level, class. */
  private static final Pattern COLUMNS = Pattern.compile("^[0-9-]+ [^|]*\\|(?:[^|]*\\|){3} *");

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

  /** What Besu logged last, without time, thread and colours; empty before its first line. */
  static Optional<String> lastMessage(Path log) throws IOException {
    return last(log, MESSAGE_LINES).reversed().stream()
        .map(line -> COLOUR.matcher(line).replaceAll(""))
        .filter(line -> COLUMNS.matcher(line).find())
        .map(line -> COLUMNS.matcher(line).replaceFirst(""))
        .map(line -> line.length() > MESSAGE ? line.substring(0, MESSAGE) + "…" : line)
        .findFirst();
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
