package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.attribution.bench.BuildBenchmark;
import org.openledger.attribution.bench.ColdBenchmark;
import org.openledger.attribution.bench.Outputs;
import org.openledger.attribution.bench.QueryBenchmark;
import org.openledger.attribution.bench.Row;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.weight.WeightTable;

/**
 * How construction and queries, warm and cold, grow with the corpus, the answer and the number of
 * segments. The documents are taken in a random order, so that a small corpus is a sample of the
 * large one; answers are mixed.
 */
public final class GrowthBench {
  private static final long[] CORPUS = {100_000, 1_000_000, 10_000_000, 100_000_000, 300_000_000};
  private static final int[] LENGTHS = {50, 100, 200, 500, 1_000, 2_000, 4_000};
  private static final int[] SEGMENTS = {1, 4, 16, 64};
  private static final int LENGTH = 200;
  private static final long MIDDLE = 10_000_000;
  private static final long LARGE = 50_000_000;
  private static final int BUILDS = 3;
  private static final int COLD_TRIES = 31;

  private final Tokenizer tokenizer;
  private final Path directory;
  private final Repeats repeats;
  private final Progress progress;

  /**
   * A benchmark.
   *
   * @param directory where indexes go while they are measured
   */
  public GrowthBench(Tokenizer tokenizer, Path directory, Repeats repeats, Progress progress) {
    this.tokenizer = tokenizer;
    this.directory = directory;
    this.repeats = repeats;
    this.progress = progress;
  }

  /**
   * With the corpus: 10^5, 10^6, 10^7, 10^8 and 3·10^8 tokens, as far as there are so many, or in
   * place of the first size that is too large all there are. Above 5·10^7 tokens one construction
   * is timed instead of three.
   *
   * @throws CorpusException if there are fewer than 20 documents
   */
  public List<Curve> byCorpus(List<int[]> documents) throws IOException {
    Holdout corpus = Holdout.of(documents).shuffled(KernelsBench.SEED);
    Curves curves = new Curves("tokens in the corpus");
    for (long size : sizes(corpus.tokens())) {
      Holdout part = corpus.first(size);
      build(part, curves);
      try (Indexes indexes = indexes(List.of(part.indexed()))) {
        QueryBenchmark benchmark = benchmark(indexes.segments);
        int[][] answers = mixed(indexes.segments, part, LENGTH);
        query(benchmark, answers, curves, "growth-corpus-query", ", " + tokenizer.id(), size);
        double disk = benchmark.sizes().getLast().value();
        curves.add("growth-corpus-bytes", "disk, " + tokenizer.id(), "bytes/token", size, disk);
        int[][] cold = mixed(indexes.segments, part, LENGTH, COLD_TRIES);
        indexes.unmap();
        cold(indexes.files.getFirst(), List.of(cold), curves, size);
      }
    }
    return curves.list();
  }

  /** With the answer: 50 to 4,000 tokens, over 10^7 tokens at most. */
  public List<Curve> byOutput(List<int[]> documents) throws IOException {
    Holdout corpus = middle(documents);
    Curves curves = new Curves("tokens of the answer");
    try (Indexes indexes = indexes(List.of(corpus.indexed()))) {
      QueryBenchmark benchmark = benchmark(indexes.segments);
      for (int length : LENGTHS) {
        int[][] answers = mixed(indexes.segments, corpus, length);
        query(benchmark, answers, curves, "growth-output", "", length);
      }
    }
    return curves.list();
  }

  /** With the segments that the same documents are in: 1 to 64, over 10^7 tokens at most. */
  public List<Curve> bySegments(List<int[]> documents) throws IOException {
    Holdout corpus = middle(documents);
    Curves curves = new Curves("segments");
    for (int count : SEGMENTS) {
      List<List<int[]>> parts = corpus.parts(count);
      if (parts.size() != count) {
        break;
      }
      try (Indexes indexes = indexes(parts)) {
        QueryBenchmark benchmark = benchmark(indexes.segments);
        int[][] answers = mixed(indexes.segments, corpus, LENGTH);
        query(benchmark, answers, curves, "growth-segments", "", count);
      }
    }
    return curves.list();
  }

  private static List<Long> sizes(long tokens) {
    List<Long> sizes = new ArrayList<>();
    for (long size : CORPUS) {
      sizes.add(Math.min(size, tokens));
      if (size >= tokens) {
        break;
      }
    }
    return sizes;
  }

  private static Holdout middle(List<int[]> documents) throws CorpusException {
    return Holdout.of(documents).shuffled(KernelsBench.SEED).first(MIDDLE);
  }

  private void build(Holdout corpus, Curves curves) {
    long size = corpus.tokens();
    BuildBenchmark.Result built =
        BuildBenchmark.run(
            corpus.text(), tokenizer.vocabularySize() + 1, size > LARGE ? 1 : BUILDS, progress);
    curves.add("growth-corpus-build", tokenizer.id(), "tokens/s", size, built.tokensPerSecond());
    curves.add(
        "growth-corpus-bytes",
        "memory of the build, " + tokenizer.id(),
        "bytes/token",
        size,
        built.bytesPerToken());
  }

  /** The first answer from a file that is not in memory, where the system can drop its pages. */
  private void cold(Path file, List<int[]> answers, Curves curves, long size) throws IOException {
    Optional<ColdBenchmark> benchmark = ColdBenchmark.of(file, table(), KernelsBench.PARAMETERS);
    if (benchmark.isEmpty()) {
      return;
    }
    progress.report("cold", 0, 1);
    for (Row row : benchmark.get().run(answers)) {
      String series =
          switch (row.name()) {
            case "cold.open.ms" -> "open";
            case "cold.first_query.ms" -> "first answer";
            case "plain.cold.first_query.ms" -> "first answer by page faults";
            default -> "";
          };
      if (!series.isEmpty()) {
        String name = series + ", " + tokenizer.id();
        curves.add("growth-corpus-cold", name, row.unit(), size, row.value());
      }
    }
    progress.report("cold", 1, 1);
  }

  private static void query(
      QueryBenchmark benchmark,
      int[][] answers,
      Curves curves,
      String chart,
      String series,
      long x) {
    benchmark.run("warming up", answers); // Compiles what is measured next.
    for (Row row : benchmark.run("mixed", answers)) {
      String kind = row.name().substring(0, row.name().indexOf('.'));
      curves.add(chart, kind + series, "us/token", x, row.value());
    }
  }

  private QueryBenchmark benchmark(List<Segment> segments) {
    return new QueryBenchmark(
        segments, table(), KernelsBench.PARAMETERS, repeats.rounds(), progress);
  }

  private WeightTable table() {
    return WeightTable.shipped(tokenizer.id()).orElseThrow();
  }

  private int[][] mixed(List<Segment> segments, Holdout corpus, int length) {
    return mixed(segments, corpus, length, repeats.answers());
  }

  private static int[][] mixed(List<Segment> segments, Holdout corpus, int length, int count) {
    return new Outputs(segments, corpus.heldOut(), KernelsBench.SEED)
        .draw(Outputs.Kind.MIXED, count, length);
  }

  private Indexes indexes(List<List<int[]>> parts) throws IOException {
    Indexes indexes = new Indexes();
    boolean opened = false;
    try {
      long order = 1;
      for (List<int[]> part : parts) {
        List<Contribution> contributions = Holdout.contributions(part, order, tokenizer);
        order += contributions.size();
        progress.report("indexing", indexes.files.size(), parts.size());
        Path file =
            SegmentWriter.write(
                directory,
                tokenizer.id(),
                tokenizer.vocabularySize(),
                null,
                contributions,
                parts.size() == 1 ? progress : Progress.NONE);
        indexes.files.add(file);
        indexes.segments.add(Segment.open(file));
      }
      progress.report("indexing", parts.size(), parts.size());
      opened = true;
      return indexes;
    } finally {
      if (!opened) {
        indexes.close();
      }
    }
  }

  /** Open segments whose files go when they are closed. */
  private static final class Indexes implements AutoCloseable {
    private final List<Segment> segments = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    /** Closes the segments and leaves the files. */
    void unmap() {
      segments.forEach(Segment::close);
      segments.clear();
    }

    @Override
    public void close() throws IOException {
      unmap();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Curves as they grow. */
  private static final class Curves {
    private final String x;
    private final Map<String, Curve> curves = new LinkedHashMap<>();

    Curves(String x) {
      this.x = x;
    }

    void add(String chart, String series, String unit, long at, double value) {
      String key = chart + '/' + series;
      Curve curve = curves.getOrDefault(key, new Curve(chart, series, x, unit, List.of()));
      List<Curve.Point> points = new ArrayList<>(curve.points());
      points.add(new Curve.Point((double) at, value));
      curves.put(key, new Curve(chart, series, x, unit, points));
    }

    List<Curve> list() {
      return List.copyOf(curves.values());
    }
  }
}
