package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Damage;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentInspection;

/** Looks for damage in every file of an index, and goes on where it finds some. */
public final class CollectionCheck {
  private final Path directory;
  private final List<Finding> findings = new ArrayList<>();

  private CollectionCheck(Path directory) {
    this.directory = directory;
  }

  /**
   * All damage; nothing if the index is intact.
   *
   * @param progress told about the bytes of segments
   * @throws CollectionException if there is no index
   * @throws IOException if a file cannot be read
   */
  public static List<Finding> of(Path directory, Progress progress) throws IOException {
    CollectionCheck check = new CollectionCheck(directory);
    check.run(progress);
    return check.findings;
  }

  private void run(Progress progress) throws IOException {
    Path file = directory.resolve(Manifest.FILE_NAME);
    Manifest manifest;
    try {
      manifest = Manifest.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CollectionException(directory + " holds no index", e);
    } catch (CollectionException e) {
      findings.add(new Finding(Manifest.FILE_NAME, "manifest", 0, reason(e)));
      return;
    }
    Sources sources = sources(manifest);
    long total = manifest.segments().stream().mapToLong(SegmentEntry::length).sum();
    long done = 0;
    for (SegmentEntry entry : manifest.segments()) {
      progress.report("checking", done, total);
      segment(entry, manifest, sources);
      done += entry.length();
    }
    progress.report("checking", total, total);
  }

  private Sources sources(Manifest manifest) throws IOException {
    String name = Sources.fileName(manifest.sources());
    try {
      Sources sources = SegmentCollection.sources(directory, manifest);
      if (sources.rows().size() != manifest.contributions()) {
        String what = sources.rows().size() + " sources for " + manifest.contributions();
        findings.add(new Finding(name, "documents", 0, what + " contributions"));
      }
      return sources;
    } catch (NoSuchFileException e) {
      findings.add(new Finding(name, "file", 0, "missing"));
    } catch (CollectionException e) {
      findings.add(new Finding(name, "file", 0, reason(e)));
    }
    return Sources.NONE;
  }

  private void segment(SegmentEntry entry, Manifest manifest, Sources sources) throws IOException {
    Path file = directory.resolve(entry.fileName());
    List<Damage> damages;
    try {
      damages = SegmentInspection.of(file, HexFormat.of().parseHex(entry.digest()));
    } catch (NoSuchFileException e) {
      findings.add(new Finding(entry.fileName(), "file", 0, "missing"));
      return;
    }
    for (Damage damage : damages) {
      findings.add(new Finding(entry.fileName(), damage.section(), damage.offset(), damage.what()));
    }
    if (damages.isEmpty()) {
      try (Segment segment = SegmentCollection.segment(directory, entry)) {
        agree(segment, entry, manifest, sources);
      } catch (CollectionException e) {
        findings.add(new Finding(entry.fileName(), "file", 0, reason(e)));
      }
    }
  }

  private void agree(Segment segment, SegmentEntry entry, Manifest manifest, Sources sources) {
    if (!segment.tokenizerId().equals(manifest.tokenizerId())
        || segment.vocabularySize() != manifest.vocabularySize()) {
      findings.add(
          new Finding(entry.fileName(), "header", 64, "tokens of " + segment.tokenizerId()));
    }
    for (int c = 0; c < segment.contributions() && !sources.rows().isEmpty(); c++) {
      long order = segment.contributionOrder(c);
      if (!sources.has(order)) {
        String what = "no source of the contribution of order " + order;
        findings.add(new Finding(Sources.fileName(manifest.sources()), "documents", 0, what));
        return;
      }
    }
  }

  private static String reason(CollectionException failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
