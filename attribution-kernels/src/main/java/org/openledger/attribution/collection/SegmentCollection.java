package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;

/**
 * An index as it was when it was opened; immutable, and read by many threads at once. A build or a
 * merge meanwhile changes nothing about it: files that are mapped stay until they are closed.
 */
public final class SegmentCollection implements AutoCloseable {
  private static final int ATTEMPTS = 100;

  private final Manifest manifest;
  private final Sources sources;
  private final List<Segment> segments;

  private SegmentCollection(Manifest manifest, Sources sources, List<Segment> segments) {
    this.manifest = manifest;
    this.sources = sources;
    this.segments = List.copyOf(segments);
  }

  /**
   * Opens an index and verifies every byte of it.
   *
   * @throws CollectionException if there is none, or it is damaged; the message names the file
   */
  public static SegmentCollection open(Path directory) throws IOException {
    Manifest manifest = manifest(directory);
    for (int attempt = 1; ; attempt++) {
      try {
        return open(directory, manifest);
      } catch (NoSuchFileException e) {
        // A writer may have swept what the manifest that we read still named.
        Manifest newer = manifest(directory);
        if (newer.equals(manifest) || attempt == ATTEMPTS) {
          throw new CollectionException("the file is missing: " + e.getFile(), e);
        }
        manifest = newer;
      }
    }
  }

  /**
   * The manifest alone.
   *
   * @throws CollectionException if there is none, or it is damaged
   */
  public static Manifest manifest(Path directory) throws IOException {
    Path file = directory.resolve(Manifest.FILE_NAME);
    try {
      return Manifest.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CollectionException(
          directory + " holds no index: make one with `openledger index build`", e);
    }
  }

  /** What it consists of. */
  public Manifest manifest() {
    return manifest;
  }

  /** Who brought what. */
  public Sources sources() {
    return sources;
  }

  /** The segments by ascending orders; closed with this. */
  public List<Segment> segments() {
    return segments;
  }

  /** Unmaps all files. Queries that still run fail with IllegalStateException. */
  @Override
  public void close() {
    segments.forEach(Segment::close);
  }

  /** The sources that a manifest names. */
  static Sources sources(Path directory, Manifest manifest) throws IOException {
    Path file = directory.resolve(Sources.fileName(manifest.sources()));
    return Sources.parse(Files.readAllBytes(file), manifest.sources());
  }

  /** The segment of an entry, verified against it. */
  static Segment segment(Path directory, SegmentEntry entry) throws IOException {
    Path file = directory.resolve(entry.fileName());
    Segment segment;
    try {
      segment = Segment.open(file);
    } catch (SegmentFormatException e) {
      throw new CollectionException(
          file + " is damaged: " + e.getMessage() + "; `openledger index check` says where", e);
    }
    if (segment.contributions() == 0 || !SegmentEntry.of(segment).equals(entry)) {
      segment.close();
      throw new CollectionException(file + " is not the segment that the manifest names");
    }
    return segment;
  }

  private static SegmentCollection open(Path directory, Manifest manifest) throws IOException {
    List<Segment> segments = new ArrayList<>();
    boolean opened = false;
    try {
      Sources sources = sources(directory, manifest);
      for (SegmentEntry entry : manifest.segments()) {
        segments.add(segment(directory, entry));
      }
      opened = true;
      return new SegmentCollection(manifest, sources, segments);
    } finally {
      if (!opened) {
        segments.forEach(Segment::close);
      }
    }
  }
}
