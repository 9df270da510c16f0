package org.openledger.attribution.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.SuffixArrays;

/** Measures the construction of a suffix array on one thread, in processor time. */
public final class BuildBenchmark {
  private BuildBenchmark() {}

  /**
   * What was measured.
   *
   * @param symbols length of the text, separators included
   * @param tokensPerSecond median over the repeats
   * @param bytesPerToken all that one construction allocates, the result's 4 bytes included and the
   *     text not; never less than what it needs at its peak
   */
  public record Result(int symbols, double tokensPerSecond, double bytesPerToken) {}

  /**
   * Builds once to warm up, then so many times.
   *
   * @param text symbols from 0 to alphabet - 1, at least one
   * @param alphabet how many symbols there are
   * @param repeats at least 1
   * @param progress told about the repeats; what it throws ends the measurement
   */
  public static Result run(int[] text, int alphabet, int repeats, Progress progress) {
    if (text.length == 0 || repeats < 1) {
      throw new IllegalArgumentException("nothing to measure");
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] seconds = new double[repeats];
    long allocated = 0;
    for (int i = -1; i < repeats; i++) {
      progress.report("building suffix arrays", i + 1L, repeats + 1L);
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long began = CpuTime.nanos();
      SuffixArrays.build(text, alphabet);
      long ended = CpuTime.nanos();
      allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
      if (i >= 0) {
        seconds[i] = (ended - began) / 1e9;
      }
    }
    progress.report("building suffix arrays", repeats + 1L, repeats + 1L);
    double n = text.length;
    return new Result(text.length, n / median(seconds), allocated / n);
  }

  /**
   * How fast one text of bytes was sorted by us and by a peer.
   *
   * @param bytes of the text
   * @param bytesPerSecond ours, median over the repeats
   * @param peerBytesPerSecond the peer's, likewise
   */
  public record Beside(int bytes, double bytesPerSecond, double peerBytesPerSecond) {}

  /**
   * Sorts the suffixes of bytes by turns with the peer, once to warm up and then so many times. The
   * two arrays must be equal.
   *
   * @param text at least one byte
   * @param repeats at least 1
   * @throws IllegalStateException if the peer sorts otherwise
   */
  public static Beside beside(byte[] text, Divsufsort peer, int repeats, Progress progress) {
    if (text.length == 0 || repeats < 1) {
      throw new IllegalArgumentException("nothing to measure");
    }
    int[] symbols = new int[text.length];
    Arrays.setAll(symbols, i -> text[i] & 0xff);
    double[] ours = new double[repeats];
    double[] theirs = new double[repeats];
    try (Divsufsort.Work work = peer.new Work(text)) {
      for (int i = -1; i < repeats; i++) {
        progress.report("sorting bytes", i + 1L, repeats + 1L);
        long began = CpuTime.nanos();
        int[] suffixes = SuffixArrays.build(symbols, 256);
        double seconds = (CpuTime.nanos() - began) / 1e9;
        double theirSeconds = work.sort();
        if (i < 0 && !work.agrees(suffixes)) {
          throw new IllegalStateException("libdivsufsort sorts otherwise");
        }
        if (i >= 0) {
          ours[i] = seconds;
          theirs[i] = theirSeconds;
        }
      }
    }
    progress.report("sorting bytes", repeats + 1L, repeats + 1L);
    double n = text.length;
    return new Beside(text.length, n / median(ours), n / median(theirs));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
