package org.openledger.attribution.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.openledger.attribution.collection.Duplicates;
import org.openledger.attribution.segment.Segment;

/**
 * Speed of looking up the duplicates of new documents, beside a hash set of window fingerprints in
 * the same run. Each round looks up all documents; index and peer take turns, the median counts.
 */
public final class DuplicatesBenchmark {
  private final Segment segment;
  private final List<int[]> documents;
  private final int rounds;

  /**
   * A benchmark.
   *
   * @param documents new ones; those from the first on that have so many tokens are looked up
   * @param tokens at most, unless the first document has more
   * @param rounds how often each is timed after one round of warming up
   */
  public DuplicatesBenchmark(Segment segment, List<int[]> documents, long tokens, int rounds) {
    this.segment = segment;
    this.rounds = rounds;
    this.documents = new ArrayList<>();
    long sum = 0;
    for (int[] document : documents) {
      sum += document.length;
      if (sum > tokens && !this.documents.isEmpty()) {
        break;
      }
      this.documents.add(document);
    }
  }

  /**
   * Measures each window: {@code duplicates.windowN.tokens_per_s} in one thread, the same of the
   * peer after {@code plain.}, and the peer's memory for each token of the index.
   */
  public List<Row> run(int... windows) {
    List<Row> rows = new ArrayList<>();
    for (int window : windows) {
      String name = "duplicates.window" + window;
      WindowSet peer = new WindowSet(segment, window);
      double[] index = new double[rounds];
      double[] plain = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        int[] found = new int[2];
        double ours =
            speed(ids -> Duplicates.of(ids, window, List.of(segment)).present(), found, 0);
        double theirs = speed(peer::present, found, 1);
        if (found[1] < found[0]) {
          throw new IllegalStateException("the index finds windows that do not occur");
        }
        if (round >= 0) {
          index[round] = ours;
          plain[round] = theirs;
        }
      }
      double bytes = (double) peer.bytes() / Math.max(1, segment.tokens());
      rows.add(new Row(name + ".tokens_per_s", median(index), "tokens/s"));
      rows.add(new Row("plain." + name + ".tokens_per_s", median(plain), "tokens/s"));
      rows.add(new Row("plain." + name + ".bytes_per_token", bytes, "bytes"));
    }
    return rows;
  }

  private double speed(ToIntFunction<int[]> present, int[] found, int at) {
    long tokens = 0;
    long start = CpuTime.nanos();
    for (int[] document : documents) {
      found[at] += present.applyAsInt(document);
      tokens += document.length;
    }
    return tokens * 1e9 / Math.max(1, CpuTime.nanos() - start);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
