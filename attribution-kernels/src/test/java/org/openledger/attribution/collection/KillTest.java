package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;

/**
 * Kills a process at random points of builds and merges: {@code -Dopenledger.kills=N} for as many
 * kills (140 without it), {@code -Dopenledger.seed=N} for other points. Two processes run and die
 * beside each other, each in a directory of its own.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("openledger.kills", 140);
  private static final long SEED = Long.getLong("openledger.seed", 20_260_101L);

  private static final int LANES = 2;

  /** Longer than a round takes, so that every step of it is hit. */
  private static final int LONGEST_MILLIS = 250;

  @TempDir private Path parent;

  @Test
  void aProcessKilledAtAnyPointLeavesAnIndexThatOpensAndIsIntact() throws Exception {
    int grown = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      List<Callable<Integer>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        lanes.add(() -> lane(number, (KILLS + number) / LANES));
      }
      for (Future<Integer> lane : threads.invokeAll(lanes)) {
        grown += lane.get();
      }
    }
    System.out.println(KILLS + " kills of seed " + SEED + ", " + grown + " behind an addition");
    // Kills on one side of an addition alone would say nothing of the other.
    assertThat(grown).isBetween(KILLS / 20, KILLS - KILLS / 20);
  }

  /** How many kills of a lane fell behind an addition. */
  private int lane(int lane, int kills) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED + lane);
    Path directory = parent.resolve("index" + lane);
    long round = 1_000_000L * lane;
    int grown = 0;
    for (int kill = 0; kill < kills; kill++) {
      round = lastRound(directory, round, random.nextInt(LONGEST_MILLIS));
      String where =
          "kill " + kill + " of lane " + lane + " of seed " + SEED + " after round " + round;
      assertThat(CollectionCheck.of(directory, Progress.NONE)).as(where).isEmpty();
      try (SegmentCollection index = SegmentCollection.open(directory)) {
        grown += requireRound(index, round, where);
      }
      requireNoGarbage(directory, where);
      round++;
    }
    return grown;
  }

  /** What the killed process left over, the next writer sweeps away: nothing adds up. */
  private static void requireNoGarbage(Path directory, String where) throws IOException {
    CollectionWriter.open(directory, Disk.REAL).close();
    int segments = SegmentCollection.manifest(directory).segments().size();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.count()).as(where).isEqualTo(segments + 3L);
    }
  }

  /** Lets a process run from a round on, kills it, and says which round it began last. */
  private static long lastRound(Path directory, long first, int millis)
      throws IOException, InterruptedException {
    Path said = directory.resolveSibling(directory.getFileName() + ".said");
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
