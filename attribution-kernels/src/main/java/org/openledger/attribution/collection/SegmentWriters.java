package org.openledger.attribution.collection;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;

/**
 * Sorts and writes segments beside the caller, some at a time. They come out in the order in which
 * they were given.
 */
final class SegmentWriters implements AutoCloseable {
  private static final long TELL_MILLIS = 100;

  private record Pending(Future<SegmentEntry> entry, State state) {}

  private record Report(String step, long done, long total) {}

  private final CollectionWriter writer;
  private final int most;
  private final ExecutorService pool;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private volatile boolean closed;

  /**
   * Begins none.
   *
   * @param most segments at a time, at least 1
   */
  SegmentWriters(CollectionWriter writer, int most) {
    this.writer = writer;
    this.most = most;
    this.pool =
        Executors.newFixedThreadPool(
            most, Thread.ofPlatform().daemon().name("segments-", 0).factory());
  }

  /** Begins one more; the entries that had to be waited for go to the list. */
  void add(List<Contribution> contributions, List<SegmentEntry> entries) throws IOException {
    while (pending.size() >= most) {
      entries.add(next(Progress.NONE));
    }
    State state = new State();
    pending.add(new Pending(pool.submit(() -> writer.write(contributions, state)), state));
  }

  /** Waits for all; their entries go to the list. */
  void finish(List<SegmentEntry> entries, Progress progress) throws IOException {
    while (!pending.isEmpty()) {
      entries.add(next(progress));
    }
  }

  /** Gives up what is not done; afterwards nothing is being written. */
  @Override
  public void close() {
    closed = true;
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private SegmentEntry next(Progress progress) throws IOException {
    Pending first = pending.remove();
    Report told = new Report("", 0, 0);
    while (true) {
      try {
        return first.entry().get(TELL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Progress is told in the caller's thread only.
        Report report = first.state().last;
        if (!report.equals(told) && !report.step().isEmpty()) {
          progress.report(report.step(), report.done(), report.total());
          told = report;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException failure) {
          throw failure;
        }
        throw new CollectionException("a segment cannot be made: " + cause, e);
      }
    }
  }

  /** What one writer is doing. */
  private final class State implements Progress {
    private volatile Report last = new Report("", 0, 0);

    @Override
    public void report(String step, long done, long total) {
      if (closed) {
        throw new CancellationException("given up");
      }
      last = new Report(step, done, total);
    }
  }
}
