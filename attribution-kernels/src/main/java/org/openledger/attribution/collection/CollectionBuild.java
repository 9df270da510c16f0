package org.openledger.attribution.collection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;

/**
 * Contributions on their way into an index: nobody sees any of them before the commit. Given up
 * without one, it leaves garbage for the next writer to sweep, and the index as it was.
 */
public final class CollectionBuild implements AutoCloseable {
  private final CollectionWriter writer;
  private final long maxTokens;
  private final Progress progress;
  private final @Nullable SegmentWriters writers;
  private final List<SegmentEntry> segments;
  private final List<Source> sources;
  private final List<Contribution> waiting = new ArrayList<>();
  private long waitingTokens;
  private long lastOrder;

  CollectionBuild(
      CollectionWriter writer,
      List<SegmentEntry> segments,
      Sources sources,
      long maxTokens,
      int writers,
      Progress progress) {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("a segment has at least 1 token: " + maxTokens);
    }
    this.writer = writer;
    this.writers = writers == 0 ? null : new SegmentWriters(writer, writers);
    this.maxTokens = maxTokens;
    this.progress = progress;
    this.segments = new ArrayList<>(segments);
    this.sources = new ArrayList<>(sources.rows());
    this.lastOrder = segments.isEmpty() ? 0 : segments.getLast().lastOrder();
  }

  /**
   * Adds a contribution; its order follows the last one's, from 1 on. Where segments are written
   * beside the caller, this waits while too many are.
   *
   * @return the order
   */
  public long add(String contributor, String document, Content content) throws IOException {
    if (!waiting.isEmpty() && waitingTokens + content.tokenCount() > maxTokens) {
      flush();
    }
    lastOrder++;
    waiting.add(Contribution.of(lastOrder, content));
    waitingTokens += content.tokenCount();
    sources.add(new Source(lastOrder, contributor, document));
    return lastOrder;
  }

  /** Makes all of it the index, at once. */
  public Manifest commit() throws IOException {
    if (!waiting.isEmpty()) {
      flush();
    }
    if (writers != null) {
      writers.finish(segments, progress);
    }
    writer.commit(segments, Sources.of(sources));
    return writer.manifest();
  }

  /** Gives up what is not committed: afterwards nobody writes into the index. */
  @Override
  public void close() {
    if (writers != null) {
      writers.close();
    }
  }

  private void flush() throws IOException {
    List<Contribution> full = List.copyOf(waiting);
    if (writers == null) {
      segments.add(writer.write(full, progress));
    } else {
      writers.add(full, segments);
    }
    waiting.clear();
    waitingTokens = 0;
  }
}
