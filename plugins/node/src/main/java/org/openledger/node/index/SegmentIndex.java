package org.openledger.node.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.content.ContentStore;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of sealed versions. One background thread opens or builds them in the order in which
 * they were sealed. Anybody may seal; so what is asked for, which is only what models were deployed
 * on, is opened or built by a second thread, and waits for nothing that nobody uses. A third one
 * merges neighbouring versions, see {@link SegmentMerges}; no reader ever waits for it.
 *
 * <p>A process may map only so many files. So of the versions that nobody has announced, attested
 * or asked for, only so many stay mapped; the others rest: built and verified, their digests known,
 * and opened again once they are wanted.
 */
public final class SegmentIndex implements SegmentSource, AutoCloseable {

  /** How long block execution waits for a segment that is being built. */
  private static final long PATIENCE_MINUTES = 10;

  /** How often in a row content that arrived, but is not there when it is read, is asked for. */
  private static final int READINGS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SegmentIndex.class);

  private record Entry(SealedVersion version, Attempt attempt) {}

  private final SegmentBuilder builder;
  private final ContentStore contents;
  private final LostContent lostContent;
  private final IndexLimits limits;
  private final ConcurrentMap<Bytes32, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Bytes32, Bytes32> attested = new ConcurrentHashMap<>();
  private final Set<Bytes32> wanted = ConcurrentHashMap.newKeySet();

  /** Mapped without being wanted. */
  private final Set<Bytes32> idle = ConcurrentHashMap.newKeySet();

  private final Map<Bytes32, String> told = new ConcurrentHashMap<>();
  private final Queue<OpenSegment> opened = new ConcurrentLinkedQueue<>();
  private final ExecutorService background = thread("openledger-index");
  private final ExecutorService urgent = thread("openledger-index-urgent");
  private final SegmentMerges merges;
  private volatile boolean wasWrong;
  private volatile boolean closed;

  private SegmentIndex(
      Path directory,
      ContentStore contents,
      LostContent lostContent,
      IndexLimits limits,
      Progress mergeObserver) {
    this.builder = new SegmentBuilder(directory, contents);
    this.contents = contents;
    this.lostContent = lostContent;
    this.limits = limits;
    try {
      this.merges =
          new SegmentMerges(
              directory.resolve("merged"), new KnownVersions(), limits.mergePause(), mergeObserver);
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be used", e);
    }
  }

  /** Opens or creates an index. */
  public static SegmentIndex open(Path directory, ContentStore contents, LostContent lostContent) {
    return open(directory, contents, lostContent, IndexLimits.standard(), Progress.NONE);
  }

  /**
   * @param mergeObserver told about the steps of each merge, on the merging thread
   */
  static SegmentIndex open(
      Path directory,
      ContentStore contents,
      LostContent lostContent,
      IndexLimits limits,
      Progress mergeObserver) {
    return new SegmentIndex(directory, contents, lostContent, limits, mergeObserver);
  }

  /** Takes up a sealed version; nothing where that very one is known. */
  public synchronized void add(SealedVersion version) {
    Entry known = entries.get(version.segmentRoot());
    if (known == null || !known.version().equals(version)) {
      submit(version, 0);
    }
  }

  /** Takes note of the digest that the chain attested for a segment's index. */
  public synchronized void attest(Bytes32 root, Bytes32 digest) {
    attested.put(root, digest);
    want(root);
    recheck(root);
    merges.wake();
  }

  /** Takes note that a segment will be needed, so that it is mapped by then. */
  public synchronized void want(Bytes32 root) {
    wanted.add(root);
    idle.remove(root);
    Entry entry = entries.get(root);
    if (entry != null && rests(entry.attempt())) {
      submit(entry.version(), 0);
    }
  }

  /** Whether a segment is built and not mapped. */
  private boolean rests(Attempt attempt) {
    return !closed && attempt.state() == Future.State.SUCCESS && attempt.resultNow().isRetired();
  }

  /** Whether a segment that was opened shall stay mapped. */
  private boolean stays(Bytes32 root) {
    return wanted.contains(root)
        || idle.contains(root)
        || (idle.size() < limits.mostIdle() && idle.add(root));
  }

  /** Builds a segment anew where what was attested says so; one in work is looked at later. */
  private synchronized void recheck(Bytes32 root) {
    Entry entry = entries.get(root);
    if (entry == null) {
      return;
    }
    Attempt attempt = entry.attempt();
    boolean wrong =
        switch (attempt.state()) {
          case SUCCESS -> !isAttested(root, attempt.resultNow());
          case FAILED -> attempt.exceptionNow() instanceof WrongIndexException;
          case RUNNING, CANCELLED -> false;
        };
    if (wrong) {
      if (attempt.state() == Future.State.SUCCESS) {
        wasWrong = true; // It has been asked, maybe.
      }
      merges.drop(run -> run.roots().contains(root));
      submit(entry.version(), 0);
    }
  }

  /** Takes up again the segments that failed for want of a content, and of nothing else. */
  public synchronized void arrived(Bytes32 content) {
    for (Entry entry : entries.values()) {
      if (entry.attempt().completes(content)) {
        submit(entry.version(), entry.attempt().number() + 1);
      }
    }
  }

  /** Forgets all segments but these, and all that was attested. */
  public synchronized void retain(Set<Bytes32> roots) {
    attested.clear();
    wanted.retainAll(roots);
    idle.retainAll(roots);
    for (Entry entry : List.copyOf(entries.values())) {
      if (!roots.contains(entry.version().segmentRoot())) {
        entries.remove(entry.version().segmentRoot());
        entry.attempt().cancel(false);
      }
    }
    merges.drop(run -> !roots.containsAll(run.roots()));
  }

  /** Whether there is a file of this segment; that it is sound, only opening it says. */
  public boolean hasFile(Bytes32 root) {
    return builder.hasFile(root);
  }

  /** How many segments of versions are mapped. */
  int mapped() {
    return (int) opened.stream().filter(it -> !it.isRetired()).count();
  }

  /** The segment of one version; mapped until the index is closed. */
  @Override
  public Segment segment(Bytes32 root) {
    return own(root).segment();
  }

  /**
   * Whether an index was found to be wrong since this was opened, so that what was told from it may
   * be. That of the look-ups that are still at it, too: this is known before another is built.
   */
  public boolean wasWrong() {
    return wasWrong;
  }

  /** Takes no lock where the versions are ready, and waits for no merge in any case. */
  @Override
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    List<OpenSegment> held = new ArrayList<>();
    try {
      corpus.forEach(roots -> hold(roots, held));
      return question.apply(held.stream().map(OpenSegment::segment).toList());
    } finally {
      held.forEach(OpenSegment::release);
    }
  }

  /** Takes hold of the segments that together are exactly these versions of one Datanet. */
  private void hold(List<Bytes32> roots, List<OpenSegment> held) {
    Cover cover = merges.cover();
    int next = 0;
    while (next < roots.size()) {
      Cover.Part part = cover.longest(roots, next);
      if (part != null && part.segment().hold()) {
        held.add(part.segment());
        next += part.run().roots().size();
      } else {
        held.add(heldOwn(roots.get(next)));
        next++;
      }
    }
  }

  private OpenSegment heldOwn(Bytes32 root) {
    OpenSegment segment = own(root);
    if (!segment.hold()) {
      throw new NodeFailureException(
          "segment " + root.toHexString() + " is not served any more: the node stops");
    }
    return segment;
  }

  private OpenSegment own(Bytes32 root) {
    OpenSegment segment = ready(root);
    return segment == null ? ownWhenReady(root) : segment;
  }

  private @Nullable OpenSegment ready(Bytes32 root) {
    Entry entry = entries.get(root);
    if (entry == null || entry.attempt().state() != Future.State.SUCCESS) {
      return null;
    }
    OpenSegment segment = entry.attempt().resultNow();
    return isAttested(root, segment) && !segment.isRetired() ? segment : null;
  }

  private OpenSegment ownWhenReady(Bytes32 root) {
    String name = "segment " + root.toHexString();
    try {
      OpenSegment segment = awaited(root);
      if (isAttested(root, segment)) {
        return segment;
      }
      // Attested between the attempt's last look and its end.
      recheck(root);
      return awaited(root);
    } catch (ExecutionException e) {
      throw new NodeFailureException(name + " could not be built: " + problem(e), e);
    } catch (CancellationException e) {
      throw new NodeFailureException(name + " is not served any more: the node stops", e);
    } catch (TimeoutException e) {
      throw new NodeFailureException(name + " is still being built", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeFailureException("interrupted while waiting for " + root.toHexString(), e);
    }
  }

  /** What the attempt for a segment gives, or the one that takes its place. */
  private OpenSegment awaited(Bytes32 root)
      throws ExecutionException, InterruptedException, TimeoutException {
    Attempt attempt = asked(root);
    while (true) {
      try {
        OpenSegment segment = attempt.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!rests(attempt)) {
          return segment;
        }
        attempt = asked(root);
      } catch (CancellationException e) {
        Attempt next = asked(root);
        if (next == attempt) {
          throw e;
        }
        attempt = next;
      }
    }
  }

  /** Whether a segment is open, and not another than was attested; takes no lock. */
  public boolean isReady(Bytes32 root) {
    return ready(root) != null;
  }

  /**
   * Asks for a segment as a block does, without waiting for it.
   *
   * @return whether nothing goes on with it: it is ready, has failed a moment ago, or is unknown
   */
  public boolean urge(Bytes32 root) {
    return !entries.containsKey(root) || asked(root).isDone();
  }

  /** Tries a segment again that failed a while ago; that makes it none that is wanted. */
  public synchronized void retry(Bytes32 root) {
    Entry entry = entries.get(root);
    if (entry != null && entry.attempt().isWorthRepeating(limits.pause())) {
      submit(entry.version(), 0);
    }
  }

  /** The status of a segment; empty where this node has not heard of it. */
  public Optional<SegmentStatus> status(Bytes32 root) {
    return Optional.ofNullable(entries.get(root)).map(this::status);
  }

  /** The status of all segments, by Datanet and version. */
  public List<SegmentStatus> statuses() {
    List<SegmentStatus> statuses = new ArrayList<>();
    entries.values().forEach(entry -> statuses.add(status(entry)));
    statuses.sort(
        (a, b) ->
            a.datanet() != b.datanet()
                ? Long.compare(a.datanet(), b.datanet())
                : Long.compare(a.version(), b.version()));
    return statuses;
  }

  @Override
  public void close() {
    closed = true;
    merges.close();
    entries.values().forEach(entry -> entry.attempt().cancel(false));
    background.shutdown();
    urgent.shutdown();
    try {
      if (!background.awaitTermination(5, TimeUnit.SECONDS)
          || !urgent.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("OL-321 an index is still being built; it is built anew at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    opened.forEach(OpenSegment::retire);
  }

  /**
   * The attempt to wait for: a new one where the last failed long enough ago; before all others.
   */
  private synchronized Attempt asked(Bytes32 root) {
    Entry entry = entries.get(root);
    if (entry == null) {
      throw new NodeFailureException(
          "segment "
              + root.toHexString()
              + " is unknown to this node: no block that it has read seals it; wait until it has"
              + " caught up with the chain");
    }
    wanted.add(root);
    idle.remove(root);
    if (rests(entry.attempt()) || entry.attempt().isWorthRepeating(limits.pause())) {
      entry = submit(entry.version(), 0);
    }
    if (!entry.attempt().isDone() && entry.attempt().hurry()) {
      urgent.execute(entry.attempt());
    }
    return entry.attempt();
  }

  private Entry submit(SealedVersion version, int number) {
    // The work needs its own attempt, to say what it lacks.
    Attempt[] self = new Attempt[1];
    self[0] = new Attempt(() -> run(version, self[0]), number, () -> ended(version.segmentRoot()));
    Entry entry = new Entry(version, self[0]);
    Entry former = entries.put(version.segmentRoot(), entry);
    if (former != null) {
      former.attempt().cancel(false);
    }
    background.execute(entry.attempt());
    return entry;
  }

  private void ended(Bytes32 root) {
    merges.wake();
    if (wanted.contains(root)) {
      want(root); // Since the attempt's last look, maybe.
    }
  }

  private OpenSegment run(SealedVersion version, Attempt attempt) throws Exception {
    Bytes32 root = version.segmentRoot();
    try {
      OpenSegment segment =
          new OpenSegment(builder.openOrBuild(version, () -> attested.get(root)), () -> {});
      told.remove(root);
      if (!stays(root)) {
        segment.retire();
        return segment;
      }
      opened.add(segment);
      if (closed) { // What is built while the node stops is nobody's.
        segment.retire();
      }
      return segment;
    } catch (SegmentBuilder.LackException e) {
      warn(version, e);
      if (attempt.number() < READINGS) {
        // First what is awaited, then the look and the request: content may arrive meanwhile.
        attempt.await(Set.copyOf(e.missing().values()));
        request(e.missing());
      }
      throw e;
    } catch (Exception | Error e) {
      warn(version, e);
      throw e;
    }
  }

  /** Once for each cause: what blocks ask for is tried again and again. */
  private void warn(SealedVersion version, Throwable e) {
    String problem = problem(e);
    if (!problem.equals(told.put(version.segmentRoot(), problem))) {
      LOG.warn(
          "OL-320 index of Datanet {} version {} failed: {}",
          version.datanet(),
          version.version(),
          problem);
    }
  }

  private void request(Map<Long, Bytes32> missing) {
    List<Long> lost = new ArrayList<>();
    missing.forEach(
        (contribution, root) -> {
          if (contents.has(root)) {
            arrived(root);
          } else {
            lost.add(contribution);
          }
        });
    lostContent.lost(lost);
  }

  private boolean isAttested(Bytes32 root, OpenSegment segment) {
    @Nullable Bytes32 digest = attested.get(root);
    return digest == null || digest.equals(segment.digest());
  }

  private SegmentStatus status(Entry entry) {
    SealedVersion version = entry.version();
    Future<OpenSegment> future = entry.attempt();
    boolean ready = future.state() == Future.State.SUCCESS;
    boolean failed = future.state() == Future.State.FAILED;
    return new SegmentStatus(
        version.segmentRoot().toHexString(),
        version.datanet(),
        version.version(),
        ready ? SegmentState.READY : failed ? SegmentState.FAILED : SegmentState.BUILDING,
        ready ? future.resultNow().digest().toHexString() : null,
        version.orders().size(),
        ready ? future.resultNow().tokens() : 0,
        failed ? problem(future.exceptionNow()) : null,
        merges.merge(version.segmentRoot()));
  }

  private static String problem(Throwable thrown) {
    Throwable cause =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon(true).factory());
  }

  /** The versions as the merges see them: without a lock, so they hold up nobody. */
  private final class KnownVersions implements SegmentMerges.Versions {

    @Override
    public List<MergePlan.Candidate> candidates() {
      List<MergePlan.Candidate> candidates = new ArrayList<>();
      for (Entry entry : entries.values()) {
        Bytes32 root = entry.version().segmentRoot();
        if (attested.containsKey(root) && entry.attempt().state() == Future.State.SUCCESS) {
          OpenSegment segment = entry.attempt().resultNow();
          if (isAttested(root, segment)) {
            candidates.add(new MergePlan.Candidate(entry.version(), segment.tokens()));
          }
        }
      }
      return candidates;
    }

    @Override
    public Map<Long, Map<Long, Set<Bytes32>>> known() {
      Map<Long, Map<Long, Set<Bytes32>>> known = new HashMap<>();
      for (Entry entry : entries.values()) {
        SealedVersion version = entry.version();
        known
            .computeIfAbsent(version.datanet(), datanet -> new HashMap<>())
            .computeIfAbsent(version.version(), number -> new HashSet<>())
            .add(version.segmentRoot());
      }
      return known;
    }

    @Override
    public boolean isBusy() {
      return entries.values().stream().anyMatch(entry -> !entry.attempt().isDone());
    }

    @Override
    public <T> T read(List<Bytes32> roots, Function<List<Segment>, T> question) {
      return SegmentIndex.this.read(List.of(roots), question);
    }
  }
}
