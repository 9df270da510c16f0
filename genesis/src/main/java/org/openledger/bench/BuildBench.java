package org.openledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.attribution.bench.BuildBenchmark;
import org.openledger.attribution.bench.Divsufsort;
import org.openledger.attribution.bench.Libsais;
import org.openledger.attribution.bench.Peer;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * How fast suffix arrays are built, and in how much memory: of tokens, by turns with libsais, and
 * of bytes, by turns with libdivsufsort, where these libraries are.
 */
final class BuildBench {

  private static final int BUILDS = 3;
  private static final int WARM_UP = 1_000_000; // tokens
  private static final int WARM_UPS = 10;
  private static final int MOST_BYTES = 100_000_000;

  private final Tokenizer tokenizer;
  private final PeerLibraries libraries;
  private final Progress progress;
  private final int alphabet;
  private final List<SkippedRow> skipped = new ArrayList<>();

  BuildBench(Tokenizer tokenizer, PeerLibraries libraries, Progress progress) {
    this.tokenizer = tokenizer;
    this.libraries = libraries;
    this.progress = progress;
    this.alphabet = tokenizer.vocabularySize() + 1;
  }

  /** What the last run did not measure. */
  List<SkippedRow> skipped() {
    return List.copyOf(skipped);
  }

  List<BenchRow> run(Holdout corpus) {
    skipped.clear();
    // Compiles what is measured next: where the corpus is small, one construction does not.
    BuildBenchmark.run(corpus.first(WARM_UP).text(), alphabet, WARM_UPS, progress);
    int[] text = corpus.text();
    BuildBenchmark.Result built = BuildBenchmark.run(text, alphabet, BUILDS, progress);
    Optional<BuildBenchmark.Beside> tokens = besideLibsais(text);
    Optional<BuildBenchmark.Beside> bytes = besideDivsufsort(corpus);
    Optional<Double> ofBytes = bytes.map(it -> it.peerPerSecond() / bytesPerToken(corpus));
    List<BenchRow> rows = new ArrayList<>();
    rows.add(
        new BenchRow(
            "build.tokens_per_s",
            built.tokensPerSecond(),
            "tokens/s",
            17e6,
            true,
            ofBytes.map(it -> "libdivsufsort on the text's bytes").orElse(null),
            ofBytes.orElse(null)));
    tokens.ifPresent(
        it ->
            rows.add(
                beside(
                    "build.beside_libsais.tokens_per_s",
                    "tokens/s",
                    String.format(Locale.ROOT, "libsais on the same %,d tokens", it.symbols()),
                    it)));
    bytes.ifPresent(
        it ->
            rows.add(
                beside(
                    "build.bytes_per_s",
                    "bytes/s",
                    String.format(Locale.ROOT, "libdivsufsort on the same %,d bytes", it.symbols()),
                    it)));
    rows.add(
        new BenchRow(
            "build.memory.bytes_per_token",
            built.bytesPerToken(),
            "bytes",
            9.0,
            false,
            null,
            null));
    return rows;
  }

  private static BenchRow beside(String name, String unit, String peer, BuildBenchmark.Beside it) {
    return new BenchRow(name, it.perSecond(), unit, null, true, peer, it.peerPerSecond());
  }

  private Optional<BuildBenchmark.Beside> besideLibsais(int[] text) {
    try (Peer peer = Libsais.of(libraries.libsais(), text, alphabet).orElse(null)) {
      if (peer == null) {
        skip("libsais", libraries.libsais(), "build it, and give --libsais FILE");
        return Optional.empty();
      }
      return Optional.of(BuildBenchmark.beside(text, alphabet, peer, BUILDS, progress));
    }
  }

  private Optional<BuildBenchmark.Beside> besideDivsufsort(Holdout corpus) {
    byte[] bytes = corpus.bytes(tokenizer, MOST_BYTES);
    try (Peer peer = Divsufsort.of(libraries.divsufsort(), bytes).orElse(null)) {
      if (peer == null) {
        skip(
            "libdivsufsort",
            libraries.divsufsort(),
            "apt-get install libdivsufsort3, or --divsufsort FILE");
        return Optional.empty();
      }
      int[] symbols = BuildBenchmark.symbols(bytes);
      return Optional.of(BuildBenchmark.beside(symbols, 256, peer, BUILDS, progress));
    }
  }

  private void skip(String name, String library, String remedy) {
    skipped.add(new SkippedRow(name, library + " is not there: " + remedy));
  }

  /** Bytes of text for each symbol of the index, separators counted in both. */
  private double bytesPerToken(Holdout corpus) {
    byte[][] known = new byte[tokenizer.vocabularySize()][];
    long bytes = 0;
    for (int[] ids : corpus.indexed()) {
      for (int id : ids) {
        if (known[id] == null) {
          known[id] = tokenizer.decode(id);
        }
        bytes += known[id].length;
      }
    }
    double documents = corpus.indexed().size();
    return (bytes + documents) / (corpus.tokens() + documents);
  }
}
