package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.bench.MemoryFloor;
import org.openledger.attribution.bench.Outputs;
import org.openledger.attribution.bench.PlainSearch;
import org.openledger.attribution.bench.QueryBenchmark;
import org.openledger.attribution.bench.Row;
import org.openledger.attribution.bench.WorstCases;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.weight.WeightTable;

/**
 * Measures the attribution kernels over a corpus: construction and queries in one thread, medians
 * of repeats, and peers beside them in the same run: C libraries where there are any, a plain
 * binary search, a scan. Every twentieth document is held out.
 */
public final class KernelsBench {

  static final long SEED = 1;
  static final Parameters PARAMETERS = new Parameters(6, 40, Unit.TOKENS, 16 * 1024);

  private static final int SCANNED = 1_000_000;
  private static final int FLOOR_LINES = 1 << 24;
  private static final int LINE = 64; // bytes
  private static final int WORST_TOKENS = 200_000;
  private static final String PLAIN = "plain binary search in Java";

  private static final Map<String, Double> GOALS =
      Map.of(
          "match.heldout200.us_per_token", 0.25,
          "match.mixed200.us_per_token", 0.25,
          "match.verbatim200.us_per_token", 0.08,
          "attribute.mixed200.us_per_token", 0.4,
          "disk.bytes_per_token", 8.0,
          "cold.first_query.ms", 30.0);

  private final Tokenizer tokenizer;
  private final PeerLibraries libraries;
  private final Repeats repeats;
  private final Progress progress;
  private final List<SkippedRow> skipped = new ArrayList<>();

  /**
   * A benchmark.
   *
   * @param libraries that construction is compared with
   */
  public KernelsBench(
      Tokenizer tokenizer, PeerLibraries libraries, Repeats repeats, Progress progress) {
    this.tokenizer = tokenizer;
    this.libraries = libraries;
    this.repeats = repeats;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param documents token ids of each document, in the order of the corpus
   * @param directory where the index goes while it is measured
   * @throws CorpusException if there are fewer than 20 documents
   */
  public List<BenchRow> run(List<int[]> documents, Path directory) throws IOException {
    Holdout corpus = Holdout.of(documents);
    skipped.clear();
    BuildBench builds = new BuildBench(tokenizer, libraries, progress);
    List<BenchRow> rows = new ArrayList<>(builds.run(corpus));
    skipped.addAll(builds.skipped());
    Path file =
        SegmentWriter.write(
            directory,
            tokenizer.id(),
            tokenizer.vocabularySize(),
            null,
            Holdout.contributions(corpus.indexed(), 1, tokenizer),
            progress);
    try {
      rows.addAll(queries(file, corpus));
      rows.addAll(cold(file, corpus));
      rows.addAll(
          CollectionBench.run(file, corpus.heldOut(), corpus.indexed(), tokenizer, directory));
    } finally {
      Files.deleteIfExists(file);
    }
    // After the queries: 64 small segments teach the compiler other branches than one large one.
    rows.addAll(new VersionsBench(tokenizer, PARAMETERS).run(corpus.indexed(), corpus.heldOut()));
    rows.addAll(floor());
    new WorstCases(WORST_TOKENS, repeats.rounds()).run(200); // Compiles what is measured next.
    for (Row row : new WorstCases(WORST_TOKENS, repeats.rounds()).run(1_000, 4_096)) {
      rows.add(new BenchRow(row.name(), row.value(), row.unit(), null, false, null, null));
    }
    return rows;
  }

  /** What the last run did not measure. */
  public List<SkippedRow> skipped() {
    return List.copyOf(skipped);
  }

  private List<BenchRow> queries(Path file, Holdout corpus) throws IOException {
    WeightTable table = WeightTable.shipped(tokenizer.id()).orElseThrow();
    List<BenchRow> rows = new ArrayList<>();
    try (Segment segment = Segment.open(file)) {
      List<Segment> segments = List.of(segment);
      QueryBenchmark benchmark =
          new QueryBenchmark(segments, table, PARAMETERS, repeats.rounds(), progress);
      PlainSearch plain = new PlainSearch(segment);
      Outputs outputs = new Outputs(segments, corpus.heldOut(), SEED);
      for (Outputs.Kind kind : Outputs.Kind.values()) { // Compiles what is measured next.
        benchmark.run("warming up", outputs.draw(kind, repeats.answers(), 200));
      }
      benchmark.sizes().forEach(row -> rows.add(row(row, null, null)));
      for (int length : new int[] {200, 1_000}) {
        for (Outputs.Kind kind : Outputs.Kind.values()) {
          String name = kind.name().toLowerCase(Locale.ROOT) + length;
          int[][] answers = outputs.draw(kind, repeats.answers(), length);
          double peer = benchmark.runPlain(name, answers, plain).getFirst().value();
          for (Row row : benchmark.run(name, answers)) {
            boolean match = row.name().startsWith("match.");
            rows.add(row(row, match ? PLAIN : null, match ? peer : null));
          }
        }
      }
      rows.add(
          scan(
              benchmark, outputs.draw(Outputs.Kind.MIXED, repeats.answers(), 200), plain, segment));
    }
    return rows;
  }

  private BenchRow scan(
      QueryBenchmark benchmark, int[][] answers, PlainSearch plain, Segment segment) {
    int scanned = Math.min(SCANNED, segment.tokens());
    Row scan = benchmark.runScan("mixed200", answers, plain, scanned);
    Row ours = benchmark.run("mixed200", answers).getFirst();
    return new BenchRow(
        scan.name(),
        ours.value(),
        ours.unit(),
        null,
        false,
        String.format(Locale.ROOT, "scan of the first %,d tokens only", scanned),
        scan.value());
  }

  private List<BenchRow> cold(Path file, Holdout corpus) throws IOException {
    List<BenchRow> rows =
        ColdBench.rows(
            file,
            corpus.heldOut(),
            WeightTable.shipped(tokenizer.id()).orElseThrow(),
            PARAMETERS,
            GOALS.get("cold.first_query.ms"));
    if (rows.isEmpty()) {
      skipped.add(new SkippedRow("cold", "this system cannot drop a file's pages from its cache"));
    }
    return rows;
  }

  private List<BenchRow> floor() {
    long room = Runtime.getRuntime().maxMemory() / 8 / LINE;
    MemoryFloor.Result floor =
        MemoryFloor.run(Math.clamp(room, 1 << 10, FLOOR_LINES), SEED, progress);
    return List.of(
        new BenchRow("floor.dram_ns", floor.chaseNanos(), "ns", null, false, null, null),
        new BenchRow(
            "floor.stream_bytes_per_s",
            floor.streamBytesPerSecond(),
            "bytes/s",
            null,
            true,
            null,
            null));
  }

  private static BenchRow row(Row row, @Nullable String peer, @Nullable Double peerValue) {
    return new BenchRow(
        row.name(), row.value(), row.unit(), GOALS.get(row.name()), false, peer, peerValue);
  }
}
