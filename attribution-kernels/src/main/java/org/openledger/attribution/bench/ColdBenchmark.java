package org.openledger.attribution.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.attribution.preview.PageCache;
import org.openledger.attribution.preview.Preview;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.UnverifiedSegment;
import org.openledger.attribution.weight.WeightTable;

/**
 * From a segment file of which no page is in memory to the first answer: match and attribution. The
 * peer, in the same run and taking turns with it, maps the file, verifies as little, and faults
 * pages one by one. Each try has an answer of its own, and the median try counts. The file is cold,
 * the Java machine is not; and what lies below the system, such as a virtual disk, may have a cache
 * of its own that nobody here can drop.
 *
 * <p>What it needs to drop a file from memory, and to see that it is gone, see {@link PageCache}.
 */
public final class ColdBenchmark {
  /** Tries that are not counted. */
  public static final int WARMING = 10;

  private final Path file;
  private final WeightTable table;
  private final Parameters parameters;
  private final PageCache pages;

  private ColdBenchmark(Path file, WeightTable table, Parameters parameters, PageCache pages) {
    this.file = file;
    this.table = table;
    this.parameters = parameters;
    this.pages = pages;
  }

  /** One that can say when a file is cold; empty where the system does not let it. */
  public static Optional<ColdBenchmark> of(Path file, WeightTable table, Parameters parameters) {
    return PageCache.get().map(pages -> new ColdBenchmark(file, table, parameters, pages));
  }

  /**
   * Measures; nobody else may have the file mapped.
   *
   * @param answers one for each try, more than {@value #WARMING}; so many first tries compile the
   *     code and are not counted, but for the very first, which has a row of its own
   */
  public List<Row> run(List<int[]> answers) throws IOException {
    int tries = answers.size();
    if (tries <= WARMING) {
      throw new IllegalArgumentException("more tries are needed than " + WARMING);
    }
    double[] first = new double[tries];
    double[] opening = new double[tries];
    double[] plain = new double[tries];
    long resident = 0;
    for (int i = 0; i < tries; i++) {
      CountingWindows windows = windows(answers.get(i));
      boolean peerFirst = (i & 1) == 1; // Neither profits from the other's going before.
      long[] peer = peerFirst ? plain(answers.get(i), windows, plain, i) : new long[0];
      resident = Math.max(resident, chill());
      long[] owners = preview(answers.get(i), windows, opening, first, i);
      peer = peerFirst ? peer : plain(answers.get(i), windows, plain, i);
      if (!Arrays.equals(peer, owners)) {
        throw new IllegalStateException("the two ways answer differently");
      }
    }
    return List.of(
        new Row("cold.resident_before.pages", (double) resident, "pages"),
        new Row("cold.open.ms", median(opening), "ms"),
        new Row("cold.first_query.ms", median(first), "ms"),
        new Row("cold.first_query.slowest.ms", slowest(first), "ms"),
        new Row("cold.first_try.ms", first[0], "ms"),
        new Row("plain.cold.first_query.ms", median(plain), "ms"),
        new Row("cold.verify.s", verify(), "s"));
  }

  private long[] preview(int[] y, CountingWindows windows, double[] opening, double[] first, int i)
      throws IOException {
    long began = System.nanoTime();
    try (Preview preview = Preview.open(file)) {
      opening[i] = millis(began);
      long[] owners = preview.owners(y, windows);
      first[i] = millis(began);
      return owners;
    }
  }

  /** The peer's time and answer. */
  private long[] plain(int[] y, CountingWindows windows, double[] millis, int i)
      throws IOException {
    chill();
    long began = System.nanoTime();
    try (UnverifiedSegment segment = UnverifiedSegment.open(file)) {
      long[] owners = Owners.guess(y, windows, segment);
      millis[i] = millis(began);
      return owners;
    }
  }

  /** Seconds of verifying a cold file in one thread. */
  private double verify() throws IOException {
    chill();
    long began = System.nanoTime();
    try (Preview preview = Preview.open(file);
        Segment segment = preview.verify(Progress.NONE)) {
      double seconds = millis(began) / 1e3;
      if (segment.tokens() != preview.segment().tokens()) {
        throw new IllegalStateException("another segment is verified than was opened");
      }
      return seconds;
    }
  }

  /** Drops the file from memory; how many of its pages stay. */
  private long chill() throws IOException {
    pages.drop(file);
    return pages.residentPages(file);
  }

  private CountingWindows windows(int[] y) {
    return CountingWindows.of(y, table.weights(y, parameters.maxWeight()), parameters);
  }

  private static double millis(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.copyOfRange(values, WARMING, values.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double slowest(double[] values) {
    return Arrays.stream(values, WARMING, values.length).max().orElseThrow();
  }
}
