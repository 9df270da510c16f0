package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;

/**
 * A disk whose machine dies at one step: the step is not done, done in part or done, and nothing
 * after it happens, not even cleaning up.
 */
final class FailingDisk implements Disk {

  /** The machine is dead. */
  static final class PowerFailure extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private enum Extent {
    NOTHING,
    PART,
    ALL
  }

  private interface Step {
    void take() throws IOException;
  }

  private final int deadly;
  private final Extent extent;
  private int steps;

  /** Dies at the given step, counted from 0; its extent is the seed's remainder. */
  FailingDisk(int deadly, int extent) {
    this.deadly = deadly;
    this.extent = Extent.values()[extent % Extent.values().length];
  }

  /** Whether it has died. */
  synchronized boolean isDead() {
    return steps > deadly;
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    step(
        () -> Disk.REAL.write(file, bytes),
        () -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2)));
  }

  @Override
  public Path writeSegment(
      Path directory,
      String tokenizerId,
      int vocabularySize,
      List<Contribution> contributions,
      Progress progress)
      throws IOException {
    Path[] written = new Path[1];
    step(
        () ->
            written[0] =
                Disk.REAL.writeSegment(
                    directory, tokenizerId, vocabularySize, contributions, progress),
        () -> Files.write(Files.createTempFile(directory, "segment", ".tmp"), new byte[100]));
    return written[0];
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step(() -> Disk.REAL.rename(from, to), () -> {});
  }

  @Override
  public void force(Path directory) throws IOException {
    step(() -> Disk.REAL.force(directory), () -> {});
  }

  @Override
  public void delete(Path file) throws IOException {
    step(() -> Disk.REAL.delete(file), () -> {});
  }

  private synchronized void step(Step whole, Step part) throws IOException {
    int number = steps++;
    if (number < deadly) {
      whole.take();
      return;
    }
    if (number == deadly && extent == Extent.ALL) {
      whole.take();
    } else if (number == deadly && extent == Extent.PART) {
      part.take();
    }
    throw new PowerFailure();
  }
}
