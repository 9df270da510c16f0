package org.openledger.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openledger.attribution.bench.DuplicatesBenchmark;
import org.openledger.attribution.collection.CollectionBuild;
import org.openledger.attribution.collection.CollectionWriter;
import org.openledger.attribution.collection.Disk;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.corpus.Ingest;
import org.openledger.corpus.JoinedFile;

/** Measures what an index does with new texts: taking them in, and finding duplicates. */
final class CollectionBench {
  private static final long DUPLICATE_TOKENS = 2_000_000;
  private static final long INGESTED_TOKENS = 16_000_000;
  private static final int SEGMENTS = 4;
  private static final int ROUNDS = 5;
  private static final int BUILDS = 3;
  private static final double GOAL = 2e6;

  private CollectionBench() {}

  /**
   * Measures.
   *
   * @param segment file of the index
   * @param heldOut documents that are not in it
   * @param documents to take in
   * @param directory for files while it is measured
   */
  static List<BenchRow> run(
      Path segment, List<int[]> heldOut, List<int[]> documents, Tokenizer tokenizer, Path directory)
      throws IOException {
    List<BenchRow> rows = new ArrayList<>(duplicates(segment, heldOut));
    rows.add(ingest(documents, tokenizer, directory));
    return rows;
  }

  private static List<BenchRow> duplicates(Path file, List<int[]> heldOut) throws IOException {
    Map<String, Double> measured = new LinkedHashMap<>();
    try (Segment segment = Segment.open(file)) {
      new DuplicatesBenchmark(segment, heldOut, DUPLICATE_TOKENS, ROUNDS)
          .run(6, 8, 16, 32)
          .forEach(row -> measured.put(row.name(), row.value()));
    }
    List<BenchRow> rows = new ArrayList<>();
    measured.forEach(
        (name, value) -> {
          if (!name.startsWith("plain.")) {
            String memory = "plain." + name.replace("tokens_per_s", "bytes_per_token");
            String peer =
                String.format(
                    Locale.ROOT,
                    "hash set of one window length, %.1f bytes a token",
                    measured.get(memory));
            Double theirs = measured.get("plain." + name);
            rows.add(new BenchRow(name, value, "tokens/s", GOAL, true, peer, theirs));
          }
        });
    return rows;
  }

  /** From a file of text to a committed index, on all processors and on one thread by turns. */
  private static BenchRow ingest(List<int[]> documents, Tokenizer tokenizer, Path directory)
      throws IOException {
    Path file = directory.resolve("text");
    Path index = directory.resolve("index");
    int threads = Runtime.getRuntime().availableProcessors();
    double[] all = new double[BUILDS];
    double[] one = new double[BUILDS];
    try {
      long tokens = join(documents, tokenizer, file);
      for (int build = -1; build < BUILDS; build++) {
        double many = tokens / seconds(file, index, tokenizer, threads, tokens);
        double single = tokens / seconds(file, index, tokenizer, 1, tokens);
        if (build >= 0) {
          all[build] = many;
          one[build] = single;
        }
      }
    } finally {
      delete(index);
      Files.deleteIfExists(file);
    }
    Arrays.sort(all);
    Arrays.sort(one);
    return new BenchRow(
        "ingest.tokens_per_s",
        all[BUILDS / 2],
        "tokens/s",
        null,
        true,
        "one thread",
        one[BUILDS / 2]);
  }

  private static double seconds(
      Path file, Path index, Tokenizer tokenizer, int threads, long tokens) throws IOException {
    delete(index);
    long maxTokens = Math.max(1, tokens / SEGMENTS);
    long start = System.nanoTime();
    try (CollectionWriter writer =
            CollectionWriter.create(index, tokenizer.id(), tokenizer.vocabularySize(), Disk.REAL);
        CollectionBuild build =
            writer.replace(maxTokens, Ingest.writers(threads, maxTokens), Progress.NONE)) {
      Ingest.into(build, JoinedFile.of(file), tokenizer, threads, Progress.NONE);
      build.commit();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Writes the first documents as text; how many tokens they have. */
  private static long join(List<int[]> documents, Tokenizer tokenizer, Path file)
      throws IOException {
    long tokens = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int[] document : documents) {
        if (tokens >= INGESTED_TOKENS) {
          break;
        }
        out.write(tokenizer.decode(document).getBytes(StandardCharsets.UTF_8));
        out.write(0);
        tokens += document.length;
      }
    }
    return tokens;
  }

  private static void delete(Path index) throws IOException {
    if (Files.isDirectory(index)) {
      try (Stream<Path> files = Files.list(index)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(index);
    }
  }
}
