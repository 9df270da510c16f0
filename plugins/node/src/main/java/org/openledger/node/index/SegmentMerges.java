package org.openledger.node.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Damage;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentInspection;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.content.Directories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the segments of neighbouring versions in the background: one thread of low priority, one
 * merge at a time, which rests while a version is being made ready. A merged segment stands beside
 * those of its versions, and never takes their place on the disk: models link any version, and what
 * was attested is each version's own index.
 *
 * <p>All files and the journal are this thread's. Readers see {@link #cover} alone, which is
 * replaced and never changed. Whatever fails here leaves the versions as they are.
 */
final class SegmentMerges implements AutoCloseable {

  /** What the merges need to know of the versions; asked on the merging thread, without a lock. */
  interface Versions {

    /** The versions that are ready and whose index is the attested one. */
    List<MergePlan.Candidate> candidates();

    /** The segment roots of all versions known, by Datanet and number. */
    Map<Long, Map<Long, Set<Bytes32>>> known();

    /** Whether a version is being made ready, or waits for its turn. */
    boolean isBusy();

    /** Reads in the segments that cover these versions. */
    <T> T read(List<Bytes32> roots, Function<List<Segment>, T> question);
  }

  private static final Logger LOG = LoggerFactory.getLogger(SegmentMerges.class);

  /** Heap that a merge needs at its peak for each token, rounded up; it may have an eighth. */
  private static final long BYTES_PER_TOKEN = 32;

  private static final long MOST_TOKENS = 1 << 25;
  private static final long REST_NANOS = 20_000_000;

  private final Path directory;
  private final Path unverified;
  private final Versions versions;
  private final Duration pause;
  private final Progress observer;
  private final MergeJournal journal;
  private final AtomicReference<Cover> cover = new AtomicReference<>(Cover.NONE);
  private final Queue<Predicate<MergedRun>> unwanted = new ConcurrentLinkedQueue<>();

  /** Files that somebody still reads though no run is made of them any more. */
  private final Set<String> lingering = ConcurrentHashMap.newKeySet();

  /** When runs failed; the merging thread's. */
  private final Map<List<Bytes32>, Long> failures = new HashMap<>();

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor thread;
  private volatile boolean stopped;
  private volatile @Nullable Ongoing ongoing;

  private record Ongoing(List<Bytes32> roots, SegmentMerge merge) {}

  /**
   * @param directory where merged segments go; made where it is missing
   * @param pause before a merge that failed is tried again
   * @param observer told about the steps of each merge, on the merging thread
   */
  @SuppressWarnings("ThreadPriorityCheck") // Only a hint; what gives way to builds is giveWay.
  SegmentMerges(Path directory, Versions versions, Duration pause, Progress observer)
      throws IOException {
    this.directory = directory;
    this.unverified = directory.resolve("unverified");
    this.versions = versions;
    this.pause = pause;
    this.observer = observer;
    Files.createDirectories(unverified);
    this.journal = MergeJournal.open(directory);
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform()
                .name("openledger-merge")
                .daemon(true)
                .priority(Thread.MIN_PRIORITY)
                .factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    wake();
  }

  /** The merged segments that may be read now. */
  Cover cover() {
    return Objects.requireNonNull(cover.get());
  }

  /** Has the thread look what there is to do; returns at once. */
  void wake() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        thread.execute(this::run);
      } catch (RejectedExecutionException e) {
        LOG.debug("Nothing is merged any more", e);
      }
    }
  }

  /** Takes merged segments out of use at once, and deletes them when nobody reads them any more. */
  void drop(Predicate<MergedRun> meant) {
    unpublish(meant);
    unwanted.add(meant);
    wake();
  }

  /** The merge that goes on with a version, else the largest that it is part of, else null. */
  @Nullable SegmentMerge merge(Bytes32 root) {
    Ongoing now = ongoing;
    if (now != null && now.roots().contains(root)) {
      return now.merge();
    }
    MergedRun run = cover().longestWith(root);
    return run == null
        ? null
        : new SegmentMerge(run.firstVersion(), run.lastVersion(), "merged", 100);
  }

  /** Gives up the merge that goes on; segments that are read stay mapped until they are not. */
  @Override
  public void close() {
    stopped = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("OL-325 a merge still comes to its end; it is made anew at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unpublish(run -> true);
  }

  private void run() {
    scheduled.set(false);
    try {
      forget();
      sweep();
      open();
      Optional<List<SealedVersion>> next = next();
      while (next.isPresent() && !stopped) {
        attempt(next.get());
        next = next();
      }
    } catch (Exception | Error e) {
      LOG.warn(
          "OL-326 merged segments in {} cannot be kept ({}): look-ups go on in those of the single"
              + " versions; see that the disk is writable and has room, it is tried again in {} s",
          directory,
          problem(e),
          pause.toSeconds());
      later();
    }
  }

  private Optional<List<SealedVersion>> next() {
    Set<List<Bytes32>> done = new HashSet<>();
    journal.runs().forEach(run -> done.add(run.roots()));
    long now = System.nanoTime();
    failures.values().removeIf(failed -> now - failed >= pause.toNanos());
    return MergePlan.next(
        versions.candidates(),
        Math.min(MOST_TOKENS, Runtime.getRuntime().maxMemory() / 8 / BYTES_PER_TOKEN),
        roots -> done.contains(roots) || failures.containsKey(roots));
  }

  private void attempt(List<SealedVersion> run) {
    List<Bytes32> roots = run.stream().map(SealedVersion::segmentRoot).toList();
    String what =
        "versions "
            + run.getFirst().version()
            + " to "
            + run.getLast().version()
            + " of Datanet "
            + run.getFirst().datanet();
    try {
      MergedRun merged = merge(run, roots);
      LOG.info("OL-327 {} are merged into segment {}", what, merged.mergedRoot().toHexString());
    } catch (CancellationException e) {
      LOG.debug("merging {} is given up: the node stops", what, e);
    } catch (Exception | Error e) {
      failures.put(roots, System.nanoTime());
      LOG.warn(
          "OL-328 merging {} failed ({}): look-ups go on in the single versions; see that {} is"
              + " writable and has room, and where a segment is damaged restart the node, which"
              + " builds it anew; it is tried again in {} s",
          what,
          problem(e),
          directory,
          pause.toSeconds());
      later();
    } finally {
      ongoing = null;
    }
  }

  private MergedRun merge(List<SealedVersion> run, List<Bytes32> roots) throws IOException {
    SealedVersion first = run.getFirst();
    long last = run.getLast().version();
    Progress progress =
        (step, done, total) -> {
          int percent = total == 0 ? 100 : (int) (done * 100 / total);
          ongoing = new Ongoing(roots, new SegmentMerge(first.version(), last, step, percent));
          observer.report(step, done, total);
          giveWay();
        };
    progress.report("reading versions", 0, 1);
    byte[] expected = expectedRoot(run);
    List<Contribution> contributions = versions.read(roots, SegmentMerges::contributions);
    progress.report("reading versions", 1, 1);
    Path written =
        SegmentWriter.write(
            unverified,
            first.tokenizer(),
            Tokenizers.byId(first.tokenizer()).vocabularySize(),
            expected,
            contributions,
            progress);
    OpenSegment segment = opened(written);
    boolean published = false;
    try {
      progress.report("verifying", 0, 1);
      Bytes32 digest = segment.digest();
      // Nobody attests a merged segment: that its suffixes are sorted is proved instead.
      requireIntact(SegmentInspection.of(written, digest.toArray()));
      progress.report("verifying", 1, 1);
      rename(written, directory.resolve(SegmentWriter.fileName(expected)));
      MergedRun merged =
          new MergedRun(first.datanet(), first.version(), roots, Bytes32.wrap(expected), digest);
      List<MergedRun> all = new ArrayList<>(journal.runs());
      all.add(merged);
      journal.write(all);
      segment.segment().load();
      publish(new Cover.Part(merged, segment));
      published = true;
      return merged;
    } finally {
      if (!published) {
        segment.retire();
      }
      Files.deleteIfExists(written);
    }
  }

  /** Waits while a version is being made ready; ends the merge where the node stops. */
  private void giveWay() {
    while (!stopped && versions.isBusy()) {
      // Asked again and again: a monitor would be one more lock that others could wait for.
      LockSupport.parkNanos(REST_NANOS);
    }
    if (stopped) {
      throw new CancellationException("the node stops");
    }
  }

  /** Takes up the merged segments that the journal names and whose versions are ready. */
  private void open() throws IOException {
    Set<Bytes32> ready = new HashSet<>();
    versions.candidates().forEach(it -> ready.add(it.version().segmentRoot()));
    Set<MergedRun> open = new HashSet<>();
    cover().parts().forEach(part -> open.add(part.run()));
    for (MergedRun run : journal.runs()) {
      if (!stopped && !open.contains(run) && ready.containsAll(run.roots())) {
        open(run);
      }
    }
  }

  private void open(MergedRun run) throws IOException {
    Path file = directory.resolve(fileName(run));
    OpenSegment segment = null;
    try {
      segment = opened(file);
      if (!run.mergedRoot().equals(Bytes32.wrap(segment.segment().root()))
          || !run.digest().equals(segment.digest())) {
        throw new IOException("it is not the segment that was merged");
      }
      segment.segment().load();
      publish(new Cover.Part(run, segment));
    } catch (IOException e) {
      LOG.warn("OL-329 merged segment {} is damaged ({}): merging anew", file, problem(e));
      if (segment != null) {
        segment.retire();
      }
      journal.write(journal.runs().stream().filter(other -> !other.equals(run)).toList());
    }
  }

  /** Strikes out the runs that are not wanted, and those of other versions than are known. */
  private void forget() throws IOException {
    List<MergedRun> kept = new ArrayList<>(journal.runs());
    for (Predicate<MergedRun> meant = unwanted.poll(); meant != null; meant = unwanted.poll()) {
      kept.removeIf(meant);
    }
    Map<Long, Map<Long, Set<Bytes32>>> known = versions.known();
    kept.removeIf(run -> contradicts(known.getOrDefault(run.datanet(), Map.of()), run));
    if (kept.size() < journal.runs().size()) {
      journal.write(kept);
    }
    unpublish(run -> !kept.contains(run));
  }

  private static boolean contradicts(Map<Long, Set<Bytes32>> known, MergedRun run) {
    for (int i = 0; i < run.roots().size(); i++) {
      Set<Bytes32> roots = known.get(run.firstVersion() + i);
      if (roots != null && !roots.contains(run.roots().get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Deletes what no run is made of and nobody reads. */
  private void sweep() throws IOException {
    Set<String> named = new HashSet<>(lingering);
    journal.runs().forEach(run -> named.add(fileName(run)));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{segment,tmp}")) {
      for (Path file : files) {
        if (!named.contains(String.valueOf(file.getFileName()))) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.createDirectories(unverified);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(unverified)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void publish(Cover.Part part) {
    cover.updateAndGet(now -> now.with(part));
    // A version may have been forgotten, or found wrong, while it was merged.
    Set<Bytes32> ready = new HashSet<>();
    versions.candidates().forEach(it -> ready.add(it.version().segmentRoot()));
    if (stopped || !ready.containsAll(part.run().roots())) {
      unpublish(part.run()::equals);
    }
  }

  private void unpublish(Predicate<MergedRun> meant) {
    Cover before = cover.getAndUpdate(now -> now.without(meant));
    for (Cover.Part part : Objects.requireNonNull(before).parts()) {
      if (meant.test(part.run())) {
        lingering.add(fileName(part.run()));
        part.segment().retire();
      }
    }
  }

  private OpenSegment opened(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return new OpenSegment(
        Segment.open(file),
        () -> {
          lingering.remove(name);
          wake();
        });
  }

  private void later() {
    try {
      var _ = thread.schedule(this::wake, pause.toMillis() + 1, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is merged any more", e);
    }
  }

  /** The contributions of these segments by ascending order, each once. */
  private static List<Contribution> contributions(List<Segment> segments) {
    Map<Long, Contribution> all = new TreeMap<>();
    for (Segment segment : segments) {
      for (int c = 0; c < segment.contributions(); c++) {
        all.putIfAbsent(
            segment.contributionOrder(c),
            new Contribution(
                segment.contributionOrder(c), segment.contentRoot(c), segment.content(c)));
      }
    }
    return List.copyOf(all.values());
  }

  /** The segment root over the contributions that the chain sealed in these versions. */
  private static byte[] expectedRoot(List<SealedVersion> run) {
    Map<Long, Bytes32> all = new TreeMap<>();
    for (SealedVersion version : run) {
      for (int i = 0; i < version.orders().size(); i++) {
        Bytes32 root = version.contentRoots().get(i);
        Bytes32 other = all.putIfAbsent(version.orders().get(i), root);
        if (other != null && !other.equals(root)) {
          throw new IllegalArgumentException(
              "contribution " + version.orders().get(i) + " has two contents");
        }
      }
    }
    return SegmentRoot.of(
        all.keySet().stream().mapToLong(Long::longValue).toArray(),
        all.values().stream().map(Bytes32::toArray).toArray(byte[][]::new));
  }

  private static void requireIntact(List<Damage> damages) throws IOException {
    if (!damages.isEmpty()) {
      throw new IOException("the merged segment is not sound: " + damages.getFirst());
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Directories.force(to.resolveSibling("."));
  }

  private static String fileName(MergedRun run) {
    return SegmentWriter.fileName(run.mergedRoot().toArray());
  }

  private static String problem(Throwable thrown) {
    return thrown.getMessage() == null
        ? thrown.getClass().getSimpleName()
        : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
  }
}
