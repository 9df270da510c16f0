package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.bench.ColdBenchmark;
import org.openledger.attribution.bench.Outputs;
import org.openledger.attribution.bench.Row;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;

/** Measures how soon a segment file that is not in memory answers, beside a plain mapped file. */
final class ColdBench {
  private static final int TRIES = 31;
  private static final int TOKENS = 200;
  private static final long SEED = 2;
  private static final String FIRST_QUERY = "cold.first_query.ms";
  private static final String PLAIN = "plain mmap, page faults one by one";

  private ColdBench() {}

  /**
   * The rows; none where the system cannot drop a file's pages.
   *
   * @param file a segment that nobody has open
   * @param goal of the first query, milliseconds
   */
  static List<BenchRow> rows(
      Path file,
      List<int[]> heldOut,
      WeightTable table,
      Parameters parameters,
      @Nullable Double goal)
      throws IOException {
    Optional<ColdBenchmark> benchmark = ColdBenchmark.of(file, table, parameters);
    if (benchmark.isEmpty()) {
      return List.of();
    }
    Map<String, Row> measured = new LinkedHashMap<>();
    benchmark.get().run(answers(file, heldOut)).forEach(row -> measured.put(row.name(), row));
    Row plain = measured.remove("plain." + FIRST_QUERY);
    Double plainMillis = plain == null ? null : (Double) plain.value();
    return measured.values().stream()
        .map(
            row -> {
              boolean first = row.name().equals(FIRST_QUERY);
              return new BenchRow(
                  row.name(),
                  row.value(),
                  row.unit(),
                  first ? goal : null,
                  false,
                  first && plainMillis != null ? PLAIN : null,
                  first ? plainMillis : null);
            })
        .toList();
  }

  private static List<int[]> answers(Path file, List<int[]> heldOut) throws IOException {
    try (Segment segment = Segment.open(file)) {
      Outputs outputs = new Outputs(List.of(segment), heldOut, SEED);
      return List.of(outputs.draw(Outputs.Kind.MIXED, TRIES, TOKENS));
    }
  }
}
