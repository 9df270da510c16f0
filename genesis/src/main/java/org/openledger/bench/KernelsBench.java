package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.bench.BuildBenchmark;
import org.openledger.attribution.bench.QueryBenchmark;
import org.openledger.attribution.bench.Row;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.weight.WeightTable;

/**
 * Measures the attribution kernels over a corpus: construction and queries in one thread, medians
 * of repeats, a plain binary search beside them in the same run. Every twentieth document is held
 * out.
 */
public final class KernelsBench {

  private static final int HELD_OUT = 20;
  private static final int DOCUMENTS_A_CONTRIBUTION = 256;
  private static final int BUILDS = 3;
  private static final int OUTPUTS = 200;
  private static final int ROUNDS = 9;
  private static final long SEED = 1;
  private static final Parameters PARAMETERS = new Parameters(6, 40, Unit.TOKENS, 16 * 1024);
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
  private final Progress progress;

  public KernelsBench(Tokenizer tokenizer, Progress progress) {
    this.tokenizer = tokenizer;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param documents token ids of each document, in the order of the corpus
   * @param directory where the index goes while it is measured
   */
  public List<BenchRow> run(List<int[]> documents, Path directory) throws IOException {
    List<int[]> heldOut = new ArrayList<>();
    List<int[]> indexed = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      boolean out = i % HELD_OUT == HELD_OUT - 1 && documents.get(i).length > 0;
      (out ? heldOut : indexed).add(documents.get(i));
    }
    if (heldOut.isEmpty()) {
      throw new IOException("the corpus has too few documents to hold any out: at least 20");
    }
    List<BenchRow> rows = new ArrayList<>(build(indexed));
    rows.addAll(new VersionsBench(tokenizer, PARAMETERS).run(indexed, heldOut));
    Path file =
        SegmentWriter.write(
            directory,
            tokenizer.id(),
            tokenizer.vocabularySize(),
            null,
            contributions(indexed),
            progress);
    try {
      rows.addAll(queries(file, heldOut));
      WeightTable table = WeightTable.shipped(tokenizer.id()).orElseThrow();
      Double goal = goal("cold.first_query.ms");
      rows.addAll(ColdBench.rows(file, heldOut, table, PARAMETERS, goal, progress));
    } finally {
      Files.deleteIfExists(file);
    }
    return rows;
  }

  private List<BenchRow> build(List<int[]> documents) {
    int[] text =
        documents.stream()
            .flatMapToInt(
                ids -> IntStream.concat(IntStream.of(ids).map(id -> id + 1), IntStream.of(0)))
            .toArray();
    BuildBenchmark.Result built =
        BuildBenchmark.run(text, tokenizer.vocabularySize() + 1, BUILDS, progress);
    return List.of(
        new BenchRow(
            "build.tokens_per_s", built.tokensPerSecond(), "tokens/s", 17e6, true, null, null),
        new BenchRow(
            "build.memory.bytes_per_token",
            built.bytesPerToken(),
            "bytes",
            9.0,
            false,
            null,
            null));
  }

  private List<BenchRow> queries(Path file, List<int[]> heldOut) throws IOException {
    WeightTable table = WeightTable.shipped(tokenizer.id()).orElseThrow();
    Map<String, Row> measured = new LinkedHashMap<>();
    try (Segment segment = Segment.open(file)) {
      QueryBenchmark benchmark =
          new QueryBenchmark(segment, heldOut, table, PARAMETERS, OUTPUTS, ROUNDS, SEED);
      benchmark.run(true, 200); // Compiles what is measured next.
      benchmark.run(true, 200, 1_000).forEach(row -> measured.put(row.name(), row));
    }
    List<BenchRow> rows = new ArrayList<>();
    for (Row row : measured.values()) {
      if (row.name().startsWith("plain.") || row.name().startsWith("ratio.")) {
        continue;
      }
      Row plain = measured.get("plain." + row.name());
      rows.add(
          new BenchRow(
              row.name(),
              row.value(),
              row.unit(),
              goal(row.name()),
              false,
              plain == null ? null : PLAIN,
              plain == null ? null : plain.value()));
    }
    return rows;
  }

  private static @Nullable Double goal(String name) {
    return GOALS.get(name);
  }

  private List<Contribution> contributions(List<int[]> documents) {
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < documents.size(); i += DOCUMENTS_A_CONTRIBUTION) {
      int end = Math.min(documents.size(), i + DOCUMENTS_A_CONTRIBUTION);
      Content content = Content.of(documents.subList(i, end), tokenizer.vocabularySize());
      contributions.add(Contribution.of(contributions.size() + 1L, content));
    }
    return contributions;
  }
}
