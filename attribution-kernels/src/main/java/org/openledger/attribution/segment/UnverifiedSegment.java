package org.openledger.attribution.segment;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openledger.attribution.progress.Progress;

/**
 * A segment file that is open at once: header, tables and footer are verified, the columns are not.
 * It is no {@link Segment}, so nothing of consensus can be asked of it; {@link #verify} makes it
 * one.
 *
 * <p>Wrong columns give wrong answers, or fail with an IndexOutOfBoundsException; every look-up
 * ends. A page that cannot be read fails with an InternalError of the Java machine. {@code Preview}
 * makes one exception of both.
 */
public final class UnverifiedSegment extends Holdings implements AutoCloseable {
  private final Arena arena;
  private volatile boolean handedOver;

  private UnverifiedSegment(SegmentImage image, Arena arena) {
    super(image);
    this.arena = arena;
  }

  /**
   * Opens a segment file, mapped off the heap. Reads O(contributions + documents) bytes.
   *
   * @throws SegmentFormatException if its length, header, tables or footer are not intact
   * @throws IOException if it cannot be read
   */
  public static UnverifiedSegment open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      UnverifiedSegment segment = new UnverifiedSegment(SegmentCheck.opened(memory), arena);
      opened = true;
      return segment;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /**
   * Verifies the columns, in this thread. The segment that it gives takes over the mapped file:
   * close that one then. This one can be asked until that is closed.
   *
   * @param progress told about the work; what it throws ends it, and nothing has changed
   * @throws SegmentFormatException if anything is not intact
   */
  public synchronized Segment verify(Progress progress) throws SegmentFormatException {
    if (handedOver) {
      throw new IllegalStateException("verified already");
    }
    SegmentCheck.columns(image, progress);
    handedOver = true;
    return new Segment(image, arena);
  }

  /** Unmaps the file, unless a verified segment took it over. Queries that run fail then. */
  @Override
  public synchronized void close() {
    if (!handedOver && arena.scope().isAlive()) {
      arena.close();
    }
  }

  /** The columns, to advise the system about their pages. */
  public MemorySegment columns() {
    long at = image.layout().textAt();
    return image.memory().asSlice(at, image.layout().footerAt() - at);
  }

  /** The part of the columns that every look-up begins in, in one piece. */
  public MemorySegment top() {
    return image.fences().memory();
  }
}
