package org.openledger.node.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.node.content.Directories;

/**
 * What an archive holds: a text of lines, fields separated by tabs, of which the last one is the
 * checksum of all before it.
 *
 * @param chain whose data they are
 * @param files by path
 */
public record ArchiveManifest(String chain, SortedMap<String, ArchivedFile> files) {

  /** Its name in the archive. */
  public static final String NAME = "manifest.tsv";

  private static final String HEAD = "openledger-archive\t1\n";
  private static final String END = "end\t";

  /** A file's path leads into the archive, nowhere else. */
  private static final String PATH = "(content|segments)/[0-9a-f]{64}\\.(content|segment)";

  /**
   * Reads the manifest of an archive.
   *
   * @return empty where there is none
   * @throws ArchiveException where it is damaged
   */
  public static Optional<ArchiveManifest> read(Path archive) throws IOException {
    String text;
    try {
      // Bytes that are no UTF-8 are damage like any other: the checksum tells.
      text = new String(Files.readAllBytes(archive.resolve(NAME)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    int end = text.lastIndexOf(END);
    if (!text.startsWith(HEAD)
        || end < 0
        || !text.substring(end).equals(END + Checksum.of(text.substring(0, end)) + "\n")) {
      throw new ArchiveException(
          archive.resolve(NAME) + " is damaged or of another release: copy it again");
    }
    List<String[]> lines =
        text.substring(HEAD.length(), end).lines().map(line -> line.split("\t", -1)).toList();
    SortedMap<String, ArchivedFile> files = new TreeMap<>();
    for (String[] line : lines.subList(1, lines.size())) {
      if (!line[1].matches(PATH)) {
        throw new ArchiveException("an archive has no file " + line[1]);
      }
      files.put(
          line[1], new ArchivedFile(line[1], Long.parseLong(line[2]), line[3], line[4], line[5]));
    }
    return Optional.of(new ArchiveManifest(lines.getFirst()[1], files));
  }

  /** Writes it; in whole or not at all. */
  void write(Path archive) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("chain\t" + chain);
    for (ArchivedFile file : files.values()) {
      lines.add(
          String.join(
              "\t",
              "file",
              file.path(),
              Long.toString(file.bytes()),
              file.sha256(),
              file.name(),
              file.tokenizer()));
    }
    String text = HEAD + String.join("\n", lines) + "\n";
    String whole = text + END + Checksum.of(text) + "\n";
    Directories.replace(archive.resolve(NAME), ".part", whole.getBytes(StandardCharsets.UTF_8));
  }
}
