package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

/**
 * The one writer of an index. Segments and sources are whole and forced to the disk before a
 * manifest names them, and the manifest is replaced at once: whenever the process or the power
 * ends, the directory holds the index as it was before or as it is after. Files that no manifest
 * names are garbage, which the next writer sweeps away.
 */
public final class CollectionWriter implements AutoCloseable {
  private static final String LOCK = "index.lock";
  private static final String GARBAGE = "[0-9a-f]{64}\\.(segment|sources)|(segment|index).*\\.tmp";

  private final Path directory;
  private final Disk disk;
  private final FileChannel lock;
  private Manifest manifest;

  private CollectionWriter(Path directory, Disk disk, FileChannel lock, Manifest manifest) {
    this.directory = directory;
    this.disk = disk;
    this.lock = lock;
    this.manifest = manifest;
  }

  /**
   * Opens an index for writing, or begins one without contributions.
   *
   * @param directory where it is or will be; made where it is missing
   * @throws CollectionException if somebody else writes it, it is of another tokenizer, or the
   *     directory holds segments of something else
   */
  public static CollectionWriter create(
      Path directory, String tokenizerId, int vocabularySize, Disk disk) throws IOException {
    Files.createDirectories(directory);
    Manifest none = new Manifest(tokenizerId, vocabularySize, Sources.NONE.digest(), List.of());
    return open(directory, disk, none);
  }

  /**
   * Opens an index for writing.
   *
   * @throws CollectionException if there is none, it is damaged, or somebody else writes it
   */
  public static CollectionWriter open(Path directory, Disk disk) throws IOException {
    SegmentCollection.manifest(directory);
    return open(directory, disk, null);
  }

  /** What the index consists of. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * Begins to replace all contributions.
   *
   * @param maxTokens of a segment, unless it holds a single contribution
   */
  public CollectionBuild replace(long maxTokens, Progress progress) {
    return replace(maxTokens, 0, progress);
  }

  /**
   * Begins to replace all contributions.
   *
   * @param maxTokens of a segment, unless it holds a single contribution
   * @param writers segments that are sorted and written at the same time while contributions are
   *     added, each in a thread; 0: the caller does it. Any number gives the same bytes
   */
  public CollectionBuild replace(long maxTokens, int writers, Progress progress) {
    return new CollectionBuild(this, List.of(), Sources.NONE, maxTokens, writers, progress);
  }

  /**
   * Begins to add contributions behind those that there are.
   *
   * @param maxTokens of a segment, unless it holds a single contribution
   */
  public CollectionBuild append(long maxTokens, Progress progress) throws IOException {
    return append(maxTokens, 0, progress);
  }

  /**
   * Begins to add contributions behind those that there are.
   *
   * @param maxTokens of a segment, unless it holds a single contribution
   * @param writers as in {@link #replace(long, int, Progress)}
   */
  public CollectionBuild append(long maxTokens, int writers, Progress progress) throws IOException {
    return new CollectionBuild(
        this,
        manifest.segments(),
        SegmentCollection.sources(directory, manifest),
        maxTokens,
        writers,
        progress);
  }

  /**
   * Merges neighbouring segments as long as the result holds at most so many tokens. What
   * attribution finds does not change.
   *
   * @return how many segments there are fewer
   */
  public int merge(long maxTokens, Progress progress) throws IOException {
    int before = manifest.segments().size();
    List<SegmentEntry> done = new ArrayList<>();
    List<SegmentEntry> left = new ArrayList<>(manifest.segments());
    while (!left.isEmpty()) {
      int size = mergeable(left, maxTokens);
      List<SegmentEntry> group = left.subList(0, size);
      SegmentEntry merged = size == 1 ? group.getFirst() : merged(group, progress);
      group.clear();
      done.add(merged);
      if (size > 1) {
        commit(manifestOf(Stream.concat(done.stream(), left.stream()).toList()));
      }
    }
    sweep();
    return before - manifest.segments().size();
  }

  /** Removes the files that the manifest does not name; those that somebody reads live on. */
  public void sweep() throws IOException {
    Set<String> named = new HashSet<>();
    named.add(Sources.fileName(manifest.sources()));
    manifest.segments().forEach(entry -> named.add(entry.fileName()));
    for (Path file : files(directory)) {
      String name = name(file);
      if (name.matches(GARBAGE) && !named.contains(name)) {
        disk.delete(file);
      }
    }
  }

  /** Lets others write. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  SegmentEntry write(List<Contribution> contributions, Progress progress) throws IOException {
    Path file =
        disk.writeSegment(
            directory, manifest.tokenizerId(), manifest.vocabularySize(), contributions, progress);
    try (Segment segment = Segment.open(file)) {
      return SegmentEntry.of(segment);
    }
  }

  void commit(List<SegmentEntry> segments, Sources sources) throws IOException {
    String digest = sources.digest();
    Path temporary = directory.resolve("index.sources.tmp");
    disk.write(temporary, sources.bytes());
    disk.rename(temporary, directory.resolve(Sources.fileName(digest)));
    commit(new Manifest(manifest.tokenizerId(), manifest.vocabularySize(), digest, segments));
    sweep();
  }

  private void commit(Manifest next) throws IOException {
    disk.force(directory); // What the manifest names is there before it.
    Path temporary = directory.resolve(Manifest.FILE_NAME + ".tmp");
    disk.write(temporary, next.bytes());
    disk.rename(temporary, directory.resolve(Manifest.FILE_NAME));
    disk.force(directory);
    manifest = next;
  }

  private static CollectionWriter open(Path directory, Disk disk, @Nullable Manifest none)
      throws IOException {
    FileChannel lock = lock(directory);
    boolean opened = false;
    try {
      boolean exists = Files.exists(directory.resolve(Manifest.FILE_NAME));
      Manifest manifest = none == null || exists ? SegmentCollection.manifest(directory) : none;
      if (none != null && !isOfTokenizer(manifest, none)) {
        throw new CollectionException(
            directory + " is an index of tokens of " + manifest.tokenizerId());
      }
      if (!exists) {
        refuseStrangers(directory);
      }
      CollectionWriter writer = new CollectionWriter(directory, disk, lock, manifest);
      if (exists) {
        writer.sweep();
      } else {
        writer.commit(List.of(), Sources.NONE);
      }
      opened = true;
      return writer;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private static boolean isOfTokenizer(Manifest one, Manifest other) {
    return one.tokenizerId().equals(other.tokenizerId())
        && one.vocabularySize() == other.vocabularySize();
  }

  /** Segments without a manifest are a node's or somebody else's: no garbage of ours. */
  private static void refuseStrangers(Path directory) throws IOException {
    for (Path file : files(directory)) {
      if (name(file).endsWith(".segment")) {
        throw new CollectionException(
            directory + " holds segments but no manifest: choose another directory");
      }
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Somebody in this process.
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new CollectionException("somebody else is writing " + directory);
    }
    return channel;
  }

  /** How many segments from the first on become one. */
  private static int mergeable(List<SegmentEntry> segments, long maxTokens) {
    int size = 1;
    long tokens = segments.getFirst().tokens();
    while (size < segments.size() && tokens + segments.get(size).tokens() <= maxTokens) {
      tokens += segments.get(size++).tokens();
    }
    return size;
  }

  private SegmentEntry merged(List<SegmentEntry> group, Progress progress) throws IOException {
    List<Contribution> contributions = new ArrayList<>();
    for (SegmentEntry entry : group) {
      try (Segment segment = SegmentCollection.segment(directory, entry)) {
        for (int c = 0; c < segment.contributions(); c++) {
          contributions.add(
              new Contribution(
                  segment.contributionOrder(c), segment.contentRoot(c), segment.content(c)));
        }
      }
    }
    return write(contributions, progress);
  }

  private Manifest manifestOf(List<SegmentEntry> segments) {
    return new Manifest(
        manifest.tokenizerId(), manifest.vocabularySize(), manifest.sources(), segments);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }
}
