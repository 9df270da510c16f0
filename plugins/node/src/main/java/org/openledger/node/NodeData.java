package org.openledger.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.node.content.ContentStore;

/**
 * A node's data directory, seen from outside; the node may run. What it holds is written under
 * other names and then renamed, so each file that is there is whole.
 *
 * @param directory where it is
 * @param chain whose data they are; empty where no node has used it yet
 * @param versions all that are or were active, by Datanet and number
 */
public record NodeData(Path directory, Optional<String> chain, List<ActiveVersion> versions) {

  /** What is fetched from peers, in part. */
  public static final String FETCHES = "fetches";

  /** The history that queries are answered from. */
  public static final String HISTORY = "history";

  static final String JOURNAL = "journal.tsv";
  static final String CONTENTS = "content";
  static final String SEGMENTS = "segments";
  static final String UPLOADS = "uploads";

  /** Besu writes it into its data path. */
  private static final String BESU = "DATABASE_METADATA.json";

  /** What a directory of a node whose journal is lost, or that was only restored, may hold. */
  private static final Set<String> OURS = Set.of(CONTENTS, SEGMENTS, UPLOADS, FETCHES, HISTORY);

  /**
   * Looks at a directory.
   *
   * @throws IOException where it cannot be read
   */
  public static NodeData read(Path directory) throws IOException {
    Path journal = directory.resolve(JOURNAL);
    if (!Files.exists(journal)) {
      return new NodeData(directory, Optional.empty(), List.of());
    }
    Journal.Lines lines = Journal.look(journal);
    Knowledge known = Knowledge.none();
    lines.facts().stream().map(Fact::parse).forEach(known::add);
    List<ActiveVersion> versions = new ArrayList<>();
    for (Fact.Sealed sealed : known.sealed()) {
      Bytes32 digest = known.digest(sealed);
      if (digest != null) {
        versions.add(new ActiveVersion(known.version(sealed), digest));
      }
    }
    versions.sort(
        Comparator.comparingLong((ActiveVersion it) -> it.version().datanet())
            .thenComparingLong(it -> it.version().version()));
    return new NodeData(directory, Optional.ofNullable(lines.chain()), versions);
  }

  /**
   * What speaks against taking a directory for a node's: it has no journal, and is Besu's data path
   * or holds what is not of ours.
   *
   * @throws IOException where it cannot be read
   */
  public static Optional<String> objection(Path directory) throws IOException {
    if (!Files.isDirectory(directory) || Files.exists(directory.resolve(JOURNAL))) {
      return Optional.empty();
    }
    if (Files.exists(directory.resolve(BESU))) {
      return Optional.of(
          directory
              + " is Besu's data path, no data directory of OpenLedger: that is "
              + directory.resolve("openledger")
              + ", or what --plugin-openledger-data-path names");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(it -> OURS.contains(String.valueOf(it.getFileName())))
          ? Optional.empty()
          : Optional.of(
              directory
                  + " is no data directory of OpenLedger: it is not empty and has no "
                  + JOURNAL
                  + "; name what --plugin-openledger-data-path names (openledger in Besu's data"
                  + " path)");
    }
  }

  /** Where a content's file is, from the directory on. */
  public static Path content(Bytes32 root) {
    return Path.of(CONTENTS, ContentStore.fileName(root));
  }

  /** Where a segment's file is, from the directory on. */
  public static Path segment(Bytes32 root) {
    return Path.of(SEGMENTS, SegmentWriter.fileName(root.toArray()));
  }
}
