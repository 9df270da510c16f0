package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;

/**
 * Kills a process at random points of builds and merges: {@code -Dopenledger.kills=200} for as many
 * kills (24 without it), {@code -Dopenledger.seed=N} for other points.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("openledger.kills", 24);
  private static final long SEED = Long.getLong("openledger.seed", 20_260_101L);

  /** Longer than a round takes, so that every step of it is hit. */
  private static final int LONGEST_MILLIS = 250;

  @TempDir private Path parent;

  @Test
  void aProcessKilledAtAnyPointLeavesAnIndexThatOpensAndIsIntact() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Path directory = parent.resolve("index");
    long round = 0;
    int grown = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long first = round;
      round = lastRound(directory, first, random.nextInt(LONGEST_MILLIS));
      String where = "kill " + kill + " of seed " + SEED + " after round " + round;
      assertThat(CollectionCheck.of(directory, Progress.NONE)).as(where).isEmpty();
      try (SegmentCollection index = SegmentCollection.open(directory)) {
        grown += requireRound(index, round, where);
      }
      round++;
    }
    System.out.println(KILLS + " kills of seed " + SEED + ", " + grown + " behind an addition");
  }

  /** Lets a process run from a round on, kills it, and says which round it began last. */
  private long lastRound(Path directory, long first, int millis)
      throws IOException, InterruptedException {
    Path said = parent.resolve("said");
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                directory.toString(),
                Long.toString(first))
            .redirectError(Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    try {
      while (Files.size(said) == 0 && victim.isAlive()) {
        Thread.sleep(2);
      }
      Thread.sleep(millis);
    } finally {
      victim.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertThat(lines).as("what the process said").startsWith("round " + first);
    return Long.parseLong(lines.getLast().substring("round ".length()));
  }

  /** The index is of this round, before or after its addition, or already of the next. */
  private static int requireRound(SegmentCollection index, long round, String where) {
    int[][] found = Texts.documents(index).toArray(int[][]::new);
    int[][] all = Victim.all(round).toArray(int[][]::new);
    int[][] begun = Victim.round(round).toArray(int[][]::new);
    int[][] next = Victim.round(round + 1).toArray(int[][]::new);
    assertThat(found)
        .as(where)
        .satisfiesAnyOf(
            documents -> assertThat(documents).isDeepEqualTo(begun),
            documents -> assertThat(documents).isDeepEqualTo(all),
            documents -> assertThat(documents).isDeepEqualTo(next));
    return found.length == all.length ? 1 : 0;
  }
}
