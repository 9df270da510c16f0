package org.openledger.node.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.content.ContentStore;
import org.openledger.node.content.Directories;
import org.openledger.node.content.MissingContentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens segments from their files, and builds them from content where there is no sound file. */
final class SegmentBuilder {

  /** Contributions whose content is missing. */
  static final class LackException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Map<Long, Bytes32> missing;

    LackException(Map<Long, Bytes32> missing, String first) {
      super(
          first
              + (missing.size() == 1 ? "" : " (and " + (missing.size() - 1) + " more like it)")
              + ": it is read again from the chain, or fetched from peers");
      this.missing = missing;
    }

    /** Content roots by contribution. */
    Map<Long, Bytes32> missing() {
      return missing;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(SegmentBuilder.class);

  private final Path directory;
  private final ContentStore contents;

  SegmentBuilder(Path directory, ContentStore contents) {
    Directories.open(directory, "segment*.tmp");
    this.directory = directory;
    this.contents = contents;
  }

  boolean hasFile(Bytes32 root) {
    return Files.exists(file(root));
  }

  /**
   * The segment of a version, resident.
   *
   * @param attested the digest that the chain attested, null where it has not yet
   */
  Segment openOrBuild(SealedVersion version, Supplier<@Nullable Bytes32> attested)
      throws IOException, LackException, WrongIndexException {
    Path file = file(version.segmentRoot());
    if (Files.exists(file)) {
      try {
        return opened(file, attested);
      } catch (WrongIndexException e) {
        LOG.warn("OL-322 segment file {} is wrong ({}): building it anew", file, e.getMessage());
      } catch (SegmentFormatException e) {
        LOG.warn("OL-323 segment file {} is damaged ({}): building it anew", file, e.getMessage());
      }
    }
    write(version);
    Segment segment = opened(file, attested);
    LOG.info(
        "OL-324 index of Datanet {} version {} is ready: {} tokens, digest {}",
        version.datanet(),
        version.version(),
        segment.tokens(),
        Bytes32.wrap(segment.digest()).toHexString());
    return segment;
  }

  private void write(SealedVersion version) throws IOException, LackException {
    int vocabularySize = Tokenizers.byId(version.tokenizer()).vocabularySize();
    List<Contribution> contributions = new ArrayList<>();
    Map<Long, Bytes32> missing = new LinkedHashMap<>();
    String first = "";
    for (int i = 0; i < version.orders().size(); i++) {
      long order = version.orders().get(i);
      Bytes32 root = version.contentRoots().get(i);
      try {
        contributions.add(
            new Contribution(order, root.toArray(), contents.get(root, vocabularySize)));
      } catch (MissingContentException e) {
        if (missing.isEmpty()) {
          first =
              "content " + root.toHexString() + " of contribution " + order + " " + e.getMessage();
        }
        missing.put(order, root);
      }
    }
    if (!missing.isEmpty()) {
      throw new LackException(missing, first);
    }
    SegmentWriter.write(
        directory,
        version.tokenizer(),
        vocabularySize,
        version.segmentRoot().toArray(),
        contributions,
        Progress.NONE);
  }

  /** The segment of a file, resident; unmapped where it is another than was attested. */
  private static Segment opened(Path file, Supplier<@Nullable Bytes32> attested)
      throws IOException, WrongIndexException {
    Segment segment = Segment.open(file);
    boolean done = false;
    try {
      Bytes32 digest = Bytes32.wrap(segment.digest());
      Bytes32 expected = attested.get();
      if (expected != null && !expected.equals(digest)) {
        throw new WrongIndexException(digest, expected);
      }
      segment.load();
      done = true;
      return segment;
    } finally {
      if (!done) {
        segment.close();
      }
    }
  }

  private Path file(Bytes32 root) {
    return directory.resolve(SegmentWriter.fileName(root.toArray()));
  }
}
