package org.openledger.node.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.content.ContentStore;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of sealed versions. Each is opened from its file, or built from content where there
 * is no sound file, by one background thread; a damaged file is built anew.
 */
public final class SegmentIndex implements SegmentSource, AutoCloseable {

  /** How long block execution waits for a segment that is being built. */
  private static final long PATIENCE_MINUTES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(SegmentIndex.class);

  private record Entry(SealedVersion version, Future<Segment> segment) {}

  private final Path directory;
  private final ContentStore contents;
  private final ConcurrentMap<Bytes32, Entry> entries = new ConcurrentHashMap<>();
  private final ExecutorService builder =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("openledger-index").daemon(true).factory());

  private SegmentIndex(Path directory, ContentStore contents) {
    this.directory = directory;
    this.contents = contents;
  }

  /** Opens or creates an index. */
  public static SegmentIndex open(Path directory, ContentStore contents) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("index directory " + directory + " cannot be made", e);
    }
    return new SegmentIndex(directory, contents);
  }

  /** Takes up a sealed version; nothing where it is known and has not failed. */
  public void add(SealedVersion version) {
    Entry known = entries.get(version.segmentRoot());
    if (known == null || known.segment().state() == Future.State.FAILED) {
      entries.put(
          version.segmentRoot(), new Entry(version, builder.submit(() -> openOrBuild(version))));
    }
  }

  /** Takes up again whatever has failed; for when content has arrived. */
  public void retryFailed() {
    entries.values().forEach(entry -> add(entry.version()));
  }

  @Override
  public Segment segment(Bytes32 root) {
    Entry entry = entries.get(root);
    if (entry == null) {
      throw new NodeFailureException(
          "segment "
              + root.toHexString()
              + " is unknown to this node: its blocks' logs have not been read; restart the node to"
              + " read them again");
    }
    try {
      return entry.segment().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new NodeFailureException(
          "segment "
              + root.toHexString()
              + " could not be built: "
              + problem(entry.segment().exceptionNow()),
          e);
    } catch (TimeoutException e) {
      throw new NodeFailureException("segment " + root.toHexString() + " is still being built", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeFailureException("interrupted while waiting for " + root.toHexString(), e);
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
    builder.shutdownNow();
    for (Entry entry : entries.values()) {
      if (entry.segment().state() == Future.State.SUCCESS) {
        entry.segment().resultNow().close();
      }
    }
  }

  private Segment openOrBuild(SealedVersion version) throws IOException {
    Path file = directory.resolve(SegmentWriter.fileName(version.segmentRoot().toArray()));
    if (Files.exists(file)) {
      try {
        return Segment.open(file);
      } catch (SegmentFormatException e) {
        LOG.warn("segment file {} is damaged ({}): building it anew", file, e.getMessage());
      }
    }
    int vocabularySize = Tokenizers.byId(version.tokenizer()).vocabularySize();
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < version.orders().size(); i++) {
      long order = version.orders().get(i);
      Bytes32 root = version.contentRoots().get(i);
      Content content =
          contents
              .get(root, vocabularySize)
              .orElseThrow(
                  () ->
                      new NodeFailureException(
                          "content "
                              + root.toHexString()
                              + " of contribution "
                              + order
                              + " is not on this node"));
      contributions.add(new Contribution(order, root.toArray(), content));
    }
    SegmentWriter.write(
        directory,
        version.tokenizer(),
        vocabularySize,
        version.segmentRoot().toArray(),
        contributions,
        Progress.NONE);
    Segment segment = Segment.open(file);
    LOG.info(
        "index of Datanet {} version {} is ready: {} tokens, digest {}",
        version.datanet(),
        version.version(),
        segment.tokens(),
        Bytes32.wrap(segment.digest()).toHexString());
    return segment;
  }

  private static SegmentStatus status(Entry entry) {
    SealedVersion version = entry.version();
    Future<Segment> future = entry.segment();
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

  private static String problem(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
