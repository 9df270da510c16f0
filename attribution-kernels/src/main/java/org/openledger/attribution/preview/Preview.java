package org.openledger.attribution.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;
import org.openledger.attribution.segment.UnverifiedSegment;

/**
 * Answers from a segment file milliseconds after it is opened: before its columns are verified, and
 * with few waits for the disk where its pages are not in memory.
 *
 * <p>Each question is rehearsed first: many threads look up a few tokens of the answer each, so
 * that the disk has many pages to read at a time; what they find is thrown away. Then one thread
 * asks the whole question.
 *
 * <p>Whatever is wrong with the columns or their pages surfaces as SegmentFormatException, or as a
 * wrong answer. Closed by whoever opened it.
 */
public final class Preview implements AutoCloseable {
  private static final int THREADS = 64;

  /** Tokens that a rehearsal looks at from a position on. */
  private static final int REACH = 64;

  /** Bytes in which header and tables end, unless there are very many documents. */
  private static final long TABLES = 1 << 19;

  /** More than the bytes of the footer. */
  private static final long FOOTER = 1 << 12;

  private final UnverifiedSegment segment;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("openledger-preview-", 0).daemon(true).factory());

  private Preview(UnverifiedSegment segment) {
    this.segment = segment;
  }

  /**
   * Opens a segment file; header, tables and footer are verified.
   *
   * @throws SegmentFormatException if these are not intact
   * @throws IOException if it cannot be read
   */
  public static Preview open(Path file) throws IOException {
    Optional<PageCache> system = PageCache.get();
    if (system.isPresent()) {
      system.get().request(file, 0, TABLES);
      system.get().request(file, Math.max(0, Files.size(file) - FOOTER), FOOTER);
    }
    UnverifiedSegment segment;
    try {
      segment = UnverifiedSegment.open(file);
    } catch (InternalError e) {
      throw unreadable(e);
    }
    system.ifPresent(
        pages -> {
          pages.expectRandomReads(segment.columns());
          pages.request(segment.top());
        });
    return new Preview(segment);
  }

  /** The segment, for what its tables say. */
  public UnverifiedSegment segment() {
    return segment;
  }

  /**
   * The order of each token's owner, or {@link Owners#NONE}, as far as the unverified columns say.
   *
   * @param output token ids
   * @param windows of that output
   * @throws SegmentFormatException if the columns turn out to be wrong
   */
  public long[] owners(int[] output, CountingWindows windows) throws SegmentFormatException {
    rehearse(output, windows);
    return guarded(() -> Owners.guess(output, windows, segment));
  }

  /**
   * Where the longest match of each position ends, as far as the unverified columns say.
   *
   * @throws SegmentFormatException if the columns turn out to be wrong
   */
  public int[] matchEnds(int[] output) throws SegmentFormatException {
    return guarded(() -> segment.query(output).matchEnds());
  }

  /**
   * Verifies the columns, in this thread. The segment that it gives takes over the mapped file.
   *
   * @param progress told about the work; what it throws ends it, and nothing has changed
   * @throws SegmentFormatException if anything is not intact
   */
  public Segment verify(Progress progress) throws SegmentFormatException {
    PageCache.get().ifPresent(pages -> pages.expectReadsInARow(segment.columns()));
    try {
      return segment.verify(progress);
    } catch (InternalError e) {
      throw unreadable(e);
    }
  }

  /** Ends its threads, and unmaps the file unless a verified segment took it over. */
  @Override
  public void close() {
    threads.close();
    segment.close();
  }

  /** Brings the pages that an answer needs into memory, many at a time. */
  private void rehearse(int[] output, CountingWindows windows) {
    int[][] windowEnds = new int[output.length][0];
    for (int w = 0; w < windows.size(); w++) {
      int begin = windows.begin(w);
      windowEnds[begin] = Arrays.copyOf(windowEnds[begin], windowEnds[begin].length + 1);
      windowEnds[begin][windowEnds[begin].length - 1] = windows.end(w);
    }
    List<Callable<Void>> positions = new ArrayList<>();
    for (int at = 0; at < output.length; at++) {
      int begin = at;
      positions.add(
          () -> {
            rehearse(output, begin, windowEnds[begin]);
            return null;
          });
    }
    try {
      // A failure is of no account: the question itself meets it, if it needs what failed.
      threads.invokeAll(positions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The question is asked without a rehearsal, then.
    }
  }

  private void rehearse(int[] output, int begin, int[] windowEnds) {
    int reach = Math.min(output.length, begin + REACH);
    int match = begin + segment.longestMatch(output, begin, reach);
    for (int end : windowEnds) {
      if (end <= match) {
        int[] window = Arrays.copyOfRange(output, begin, end);
        segment.query(window).earliest(new int[] {0}, new int[] {window.length});
      }
    }
  }

  private static <T> T guarded(Supplier<T> question) throws SegmentFormatException {
    try {
      return question.get();
    } catch (IndexOutOfBoundsException e) {
      throw new SegmentFormatException("damaged: a look-up leads out of the segment", e);
    } catch (InternalError e) {
      throw unreadable(e);
    }
  }

  /** How the Java machine reports a page of a mapped file that cannot be read. */
  private static SegmentFormatException unreadable(InternalError e) {
    return new SegmentFormatException("a page of the file cannot be read", e);
  }
}
