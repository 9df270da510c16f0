package org.openledger.attribution.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.SuffixArrays;

/**
 * Measures the construction of a suffix array on one thread, in processor time.
 *
 * <p>Each repeat begins with a garbage collection, so that it finds memory that the process has
 * used before, as peers do that keep theirs. What a system asks for handing out memory for the
 * first time is not measured: on a virtual machine it may be a sixth of the whole.
 */
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
      System.gc();
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
   * How fast one text was sorted by us and by a peer.
   *
   * @param symbols length of the text
   * @param perSecond ours, median over the repeats
   * @param peerPerSecond the peer's, likewise
   */
  public record Beside(int symbols, double perSecond, double peerPerSecond) {}

  /**
   * Sorts the suffixes of a text by turns with a peer that has the same, once to warm up and then
   * so many times. The two arrays must be equal.
   *
   * @param text symbols from 0 to alphabet - 1, at least one
   * @param repeats at least 1
   * @throws IllegalStateException if the peer sorts otherwise
   */
  public static Beside beside(int[] text, int alphabet, Peer peer, int repeats, Progress progress) {
    if (text.length == 0 || repeats < 1) {
      throw new IllegalArgumentException("nothing to measure");
    }
    String what = "sorting beside " + peer.getClass().getSimpleName();
    double[] ours = new double[repeats];
    double[] theirs = new double[repeats];
    for (int i = -1; i < repeats; i++) {
      progress.report(what, i + 1L, repeats + 1L);
      System.gc();
      long began = CpuTime.nanos();
      int[] suffixes = SuffixArrays.build(text, alphabet);
      double seconds = (CpuTime.nanos() - began) / 1e9;
      double theirSeconds = peer.sort();
      if (i < 0 && !peer.agrees(suffixes)) {
        throw new IllegalStateException(peer.getClass().getSimpleName() + " sorts otherwise");
      }
      if (i >= 0) {
        ours[i] = seconds;
        theirs[i] = theirSeconds;
      }
    }
    progress.report(what, repeats + 1L, repeats + 1L);
    double n = text.length;
    return new Beside(text.length, n / median(ours), n / median(theirs));
  }

  /** Bytes as the symbols that they are, 0 to 255. */
  public static int[] symbols(byte[] bytes) {
    int[] symbols = new int[bytes.length];
    Arrays.setAll(symbols, i -> bytes[i] & 0xff);
    return symbols;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
