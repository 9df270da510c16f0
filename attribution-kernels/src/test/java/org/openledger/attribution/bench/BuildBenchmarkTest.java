package org.openledger.attribution.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.progress.Progress;

class BuildBenchmarkTest {
  @Test
  void aBuildAllocatesItsResultAndNotMuchMore() {
    int[] text = new SplittableRandom(1).ints(200_000, 0, 500).toArray();
    List<Long> heard = new ArrayList<>();
    BuildBenchmark.Result result =
        BuildBenchmark.run(text, 500, 2, (step, done, total) -> heard.add(done));
    assertThat(result.symbols()).isEqualTo(200_000);
    assertThat(result.tokensPerSecond()).isPositive();
    assertThat(result.bytesPerToken()).isBetween(4.0, 20.0);
    assertThat(heard).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void nothingCannotBeMeasured() {
    assertThatThrownBy(() -> BuildBenchmark.run(new int[0], 1, 1, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BuildBenchmark.run(new int[1], 1, 0, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLibraryThatIsMissingIsNoError() {
    assertThat(Divsufsort.of("/no/such/library.so", new byte[1])).isEmpty();
    assertThat(Libsais.of("/no/such/library.so", new int[1], 1)).isEmpty();
  }

  @Test
  void thePeerSortsTheSameBytesAlike() {
    byte[] text = new byte[50_000];
    new Random(3).nextBytes(text); // Negative ones too: bytes are compared as C does.
    int[] symbols = BuildBenchmark.symbols(text);
    try (Peer peer = Divsufsort.of(Divsufsort.LIBRARY, text).orElse(null)) {
      assumeTrue(peer != null, Divsufsort.LIBRARY + " is not installed");
      BuildBenchmark.Beside beside = BuildBenchmark.beside(symbols, 256, peer, 1, Progress.NONE);
      assertThat(beside.symbols()).isEqualTo(50_000);
      assertThat(beside.perSecond()).isPositive();
      assertThat(beside.peerPerSecond()).isPositive();
      symbols[25_000] ^= 1;
      assertThatThrownBy(() -> BuildBenchmark.beside(symbols, 256, peer, 1, Progress.NONE))
          .hasMessage("Divsufsort sorts otherwise");
    }
  }
}
