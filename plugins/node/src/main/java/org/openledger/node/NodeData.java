package org.openledger.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  static final String JOURNAL = "journal.tsv";
  static final String CONTENTS = "content";
  static final String SEGMENTS = "segments";

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

  /** Where a content's file is, from the directory on. */
  public static Path content(Bytes32 root) {
    return Path.of(CONTENTS, ContentStore.fileName(root));
  }

  /** Where a segment's file is, from the directory on. */
  public static Path segment(Bytes32 root) {
    return Path.of(SEGMENTS, SegmentWriter.fileName(root.toArray()));
  }
}
