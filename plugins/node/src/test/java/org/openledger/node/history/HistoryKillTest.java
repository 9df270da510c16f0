package org.openledger.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.KilledProcess;

/**
 * Kills a process that follows a chain at random points: {@code -Dopenledger.kills=N} for as many
 * kills (6 without it), {@code -Dopenledger.seed=N} for other points.
 */
class HistoryKillTest {

  private static final int KILLS = Integer.getInteger("openledger.kills", 6);
  private static final long SEED = Long.getLong("openledger.seed", 20_260_102L);

  @TempDir private Path parent;

  @Test
  void aHistoryKilledAtAnyPointGoesOnAndSaysWhatTheChainSays() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int kept = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path directory = Files.createDirectory(parent.resolve("kill" + kill));
      double extent = random.nextDouble(KilledProcess.LONGEST);
      long round =
          KilledProcess.lastRound(HistoryVictim.class, directory, 1_000L * (kill + 1), extent);
      String where = "kill " + kill + " of seed " + SEED + ", round " + round;
      RandomChain chain = HistoryVictim.chain(round);
      try (History history = HistoryVictim.open(directory, chain, round)) {
        kept += history.status().block() > 0 ? 1 : 0;
        assertThat(history.await(Duration.ofSeconds(60))).as(where).isTrue();
        assertThat(history.status().rebuilds()).as(where).isZero();
        HistoryEqualityTest.compare(history, chain, random, where);
      }
      delete(directory);
    }
    System.out.println(KILLS + " kills of seed " + SEED + ", " + kept + " with blocks on disk");
    assertThat(kept).isPositive();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
