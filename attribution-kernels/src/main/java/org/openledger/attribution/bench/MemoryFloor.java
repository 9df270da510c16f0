package org.openledger.attribution.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.openledger.attribution.progress.Progress;

/**
 * What this machine's memory allows, whatever the algorithm: the time of one read that waits for
 * the one before, and how many bytes are read in order in a second. One thread.
 */
public final class MemoryFloor {
  private static final int LINE = 16; // ints
  private static final int BLOCK = 1 << 14; // ints
  private static final int HOPS = 1 << 21;
  private static final int ROUNDS = 5;
  private static final String STEP = "memory";

  private MemoryFloor() {}

  /**
   * What was measured.
   *
   * @param bytes of the array that was read
   * @param chaseNanos nanoseconds of one read whose address is what the read before found
   * @param streamBytesPerSecond bytes read in order
   */
  public record Result(long bytes, double chaseNanos, double streamBytesPerSecond) {}

  /**
   * Measures on an array.
   *
   * @param lines cache lines of 64 bytes in the array, from 2 to 2^26; caches are left behind only
   *     by more than they hold
   * @param seed of the order in which the lines are visited
   */
  public static Result run(int lines, long seed, Progress progress) {
    if (lines < 2 || lines > 1 << 26) {
      throw new IllegalArgumentException("no array of " + lines + " lines");
    }
    progress.report(STEP, 0, 2);
    int[] memory = cycle(lines, seed);
    int[] place = new int[1];
    double chase =
        median(
            () -> {
              int at = place[0];
              long began = System.nanoTime();
              for (int hop = 0; hop < HOPS; hop++) {
                at = memory[at];
              }
              long nanos = System.nanoTime() - began;
              place[0] = at;
              return (double) nanos / HOPS;
            });
    progress.report(STEP, 1, 2);
    long[] sums = new long[1];
    double stream =
        median(
            () -> {
              long began = System.nanoTime();
              int sum = 0;
              for (int from = 0; from < memory.length; from += BLOCK) {
                sum += sum(memory, from, Math.min(memory.length, from + BLOCK));
              }
              long nanos = System.nanoTime() - began;
              sums[0] += sum;
              return 4.0 * memory.length / (nanos / 1e9);
            });
    progress.report(STEP, 2, 2);
    if (sums[0] == Long.MIN_VALUE) { // Keeps the sums from being left out.
      throw new AssertionError("no sum of ints");
    }
    return new Result(4L * memory.length, chase, stream);
  }

  /** A method of its own, called often: so it is compiled to instructions over vectors. */
  private static int sum(int[] memory, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += memory[i];
    }
    return sum;
  }

  /** Each line's first int is where the next line begins; all lines are in one cycle (Sattolo). */
  static int[] cycle(int lines, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[lines];
    Arrays.setAll(order, i -> i);
    for (int i = lines - 1; i > 0; i--) {
      int j = random.nextInt(i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    int[] memory = new int[lines * LINE];
    for (int i = 0; i < lines; i++) {
      memory[i * LINE] = order[i] * LINE;
    }
    return memory;
  }

  private static double median(DoubleSupplier once) {
    double[] values = new double[ROUNDS];
    for (int i = -1; i < ROUNDS; i++) { // The first one compiles it.
      double value = once.getAsDouble();
      values[Math.max(0, i)] = value;
    }
    Arrays.sort(values);
    return values[ROUNDS / 2];
  }
}
