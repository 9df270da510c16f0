package org.openledger.node.index;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.content.ContentStore;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of sealed versions. One background thread opens or builds them in the order in which
 * they were sealed. Anybody may seal; so what is asked for, which is only what models were deployed
 * on, is opened or built by a second thread, and waits for nothing that nobody uses.
 */
public final class SegmentIndex implements SegmentSource, AutoCloseable {

  /** How long block execution waits for a segment that is being built. */
  private static final long PATIENCE_MINUTES = 10;

  /** How long a segment that failed is left alone when it is asked for. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** How often in a row content that arrived, but is not there when it is read, is asked for. */
  private static final int READINGS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SegmentIndex.class);

  private record Entry(SealedVersion version, Attempt attempt) {}

  private final SegmentBuilder builder;
  private final ContentStore contents;
  private final LostContent lostContent;
  private final Duration pause;
  private final ConcurrentMap<Bytes32, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Bytes32, Bytes32> attested = new ConcurrentHashMap<>();
  private final Queue<Segment> opened = new ConcurrentLinkedQueue<>();
  private final ExecutorService background = thread("openledger-index");
  private final ExecutorService urgent = thread("openledger-index-urgent");

  private SegmentIndex(
      Path directory, ContentStore contents, LostContent lostContent, Duration pause) {
    this.builder = new SegmentBuilder(directory, contents);
    this.contents = contents;
    this.lostContent = lostContent;
    this.pause = pause;
  }

  /** Opens or creates an index. */
  public static SegmentIndex open(Path directory, ContentStore contents, LostContent lostContent) {
    return open(directory, contents, lostContent, PAUSE);
  }

  static SegmentIndex open(
      Path directory, ContentStore contents, LostContent lostContent, Duration pause) {
    return new SegmentIndex(directory, contents, lostContent, pause);
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
    recheck(root);
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
    for (Entry entry : List.copyOf(entries.values())) {
      if (!roots.contains(entry.version().segmentRoot())) {
        entries.remove(entry.version().segmentRoot());
        entry.attempt().cancel(false);
      }
    }
  }

  /** Whether there is a file of this segment; that it is sound, only opening it says. */
  public boolean hasFile(Bytes32 root) {
    return builder.hasFile(root);
  }

  @Override
  public Segment segment(Bytes32 root) {
    String name = "segment " + root.toHexString();
    try {
      Segment segment = awaited(root);
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
  private Segment awaited(Bytes32 root)
      throws ExecutionException, InterruptedException, TimeoutException {
    Attempt attempt = asked(root);
    while (true) {
      try {
        return attempt.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
      } catch (CancellationException e) {
        Attempt next = asked(root);
        if (next == attempt) {
          throw e;
        }
        attempt = next;
      }
    }
  }

  /** The status of a segment; empty where this node has not heard of it. */
  public Optional<SegmentStatus> status(Bytes32 root) {
    return Optional.ofNullable(entries.get(root)).map(SegmentIndex::status);
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
    entries.values().forEach(entry -> entry.attempt().cancel(false));
    background.shutdown();
    urgent.shutdown();
    try {
      if (!background.awaitTermination(5, TimeUnit.SECONDS)
          || !urgent.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("an index is still being built; it is built anew at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    opened.forEach(Segment::close);
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
    if (entry.attempt().isWorthRepeating(pause)) {
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
    self[0] = new Attempt(() -> run(version, self[0]), number);
    Entry entry = new Entry(version, self[0]);
    Entry former = entries.put(version.segmentRoot(), entry);
    if (former != null) {
      former.attempt().cancel(false);
    }
    background.execute(entry.attempt());
    return entry;
  }

  private Segment run(SealedVersion version, Attempt attempt) throws Exception {
    Bytes32 root = version.segmentRoot();
    try {
      Segment segment = builder.openOrBuild(version, () -> attested.get(root));
      opened.add(segment);
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

  private static void warn(SealedVersion version, Throwable e) {
    LOG.warn(
        "index of Datanet {} version {} failed: {}",
        version.datanet(),
        version.version(),
        problem(e));
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

  private boolean isAttested(Bytes32 root, Segment segment) {
    @Nullable Bytes32 digest = attested.get(root);
    return digest == null || digest.equals(Bytes32.wrap(segment.digest()));
  }

  private static SegmentStatus status(Entry entry) {
    SealedVersion version = entry.version();
    Future<Segment> future = entry.attempt();
    boolean ready = future.state() == Future.State.SUCCESS;
    boolean failed = future.state() == Future.State.FAILED;
    return new SegmentStatus(
        version.segmentRoot().toHexString(),
        version.datanet(),
        version.version(),
        ready ? SegmentState.READY : failed ? SegmentState.FAILED : SegmentState.BUILDING,
        ready ? Bytes32.wrap(future.resultNow().digest()).toHexString() : null,
        version.orders().size(),
        ready ? future.resultNow().tokens() : 0,
        failed ? problem(future.exceptionNow()) : null);
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
}
