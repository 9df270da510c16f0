package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.bench.Outputs;
import org.openledger.attribution.bench.QueryBenchmark;
import org.openledger.attribution.bench.Row;
import org.openledger.attribution.collection.SegmentCollection;
import org.openledger.attribution.generate.InfinityGram;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;

/** Measures the queries of an index that somebody made, in one thread and warm. */
public final class IndexBench {
  private static final int[] LENGTHS = {200, 1_000};

  private final Repeats repeats;
  private final Progress progress;
  private final List<SkippedRow> skipped = new ArrayList<>();

  /** A benchmark that measures so much. */
  public IndexBench(Repeats repeats, Progress progress) {
    this.repeats = repeats;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param directory of the index
   * @param own token ids of answers that are not in the index; may be none
   * @throws IOException if the index is missing, damaged or empty
   */
  public List<BenchRow> run(Path directory, List<int[]> own) throws IOException {
    skipped.clear();
    progress.report("opening", 0, 1);
    long began = System.nanoTime();
    try (SegmentCollection index = SegmentCollection.open(directory)) {
      double opened = (System.nanoTime() - began) / 1e6;
      progress.report("opening", 1, 1);
      List<Segment> segments = index.segments();
      if (index.manifest().tokens() == 0) {
        throw new IOException(directory + " holds no token to look up");
      }
      List<BenchRow> rows = new ArrayList<>();
      rows.add(row(new Row("open.verified_ms", opened, "ms")));
      rows.add(row(new Row("segments", segments.size(), "segments")));
      rows.addAll(queries(index, own));
      return rows;
    }
  }

  /** What the last run did not measure. */
  public List<SkippedRow> skipped() {
    return List.copyOf(skipped);
  }

  private List<BenchRow> queries(SegmentCollection index, List<int[]> own) throws IOException {
    String tokenizer = index.manifest().tokenizerId();
    WeightTable table =
        WeightTable.shipped(tokenizer)
            .orElseThrow(() -> new IOException("no table of weights for " + tokenizer));
    List<Segment> segments = index.segments();
    QueryBenchmark benchmark =
        new QueryBenchmark(segments, table, KernelsBench.PARAMETERS, repeats.rounds(), progress);
    int outputs = repeats.answers();
    Outputs drawn = new Outputs(segments, own, KernelsBench.SEED);
    boolean any = own.stream().anyMatch(ids -> ids.length > 0);
    if (!any) {
      skipped.add(new SkippedRow("heldout", "no answers of your own: --answers PATH"));
    }
    List<BenchRow> rows = new ArrayList<>();
    benchmark.sizes().forEach(row -> rows.add(row(row)));
    benchmark.run("warming up", drawn.draw(Outputs.Kind.VERBATIM, outputs, LENGTHS[0]));
    for (int length : LENGTHS) {
      time(
          benchmark, "verbatim" + length, drawn.draw(Outputs.Kind.VERBATIM, outputs, length), rows);
      time(benchmark, "generated" + length, generated(segments, length), rows);
      if (any) {
        time(
            benchmark, "heldout" + length, drawn.draw(Outputs.Kind.HELDOUT, outputs, length), rows);
      }
    }
    return rows;
  }

  private static void time(
      QueryBenchmark benchmark, String name, int[][] answers, List<BenchRow> rows) {
    benchmark.run(name, answers).forEach(row -> rows.add(row(row)));
  }

  private int[][] generated(List<Segment> segments, int length) {
    int outputs = repeats.answers();
    InfinityGram model = new InfinityGram(segments, KernelsBench.SEED);
    int[][] answers = new int[outputs][];
    for (int i = 0; i < outputs; i++) {
      progress.report("generating", i, outputs);
      answers[i] = model.generate(new int[0], length);
    }
    progress.report("generating", outputs, outputs);
    return answers;
  }

  private static BenchRow row(Row row) {
    return new BenchRow(row.name(), row.value(), row.unit(), null, false, null, null);
  }
}
