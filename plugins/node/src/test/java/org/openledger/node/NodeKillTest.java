package org.openledger.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

/**
 * Kills a whole node at random points, the reading of blocks, the content and the journal of facts
 * included: {@code -Dopenledger.kills=N} for as many kills (20 without it), {@code
 * -Dopenledger.seed=N} for other points.
 */
class NodeKillTest {

  private static final int KILLS = Integer.getInteger("openledger.kills", 20);
  private static final long SEED = Long.getLong("openledger.seed", 20_260_101L);
  private static final int LANES = 2;

  /** So many kills fall on every phase. */
  private static final int ENOUGH = 20;

  @TempDir private Path parent;

  @Test
  void aNodeKilledAtAnyPointReadsOnAndHoldsWhatTheChainSays() throws Exception {
    int[] phases = new int[2];
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      List<Callable<int[]>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        lanes.add(() -> lane(number, (KILLS + number) / LANES));
      }
      for (Future<int[]> lane : threads.invokeAll(lanes)) {
        phases[0] += lane.get()[0];
        phases[1] += lane.get()[1];
      }
    }
    System.out.println(
        KILLS
            + " kills of seed "
            + SEED
            + ", "
            + phases[0]
            + " while blocks were read, "
            + phases[1]
            + " after the merge");
    if (KILLS >= ENOUGH) {
      assertThat(phases[0]).as("kills while blocks were read").isBetween(1, KILLS - 1);
      assertThat(phases[1]).as("kills after the merge").isBetween(1, KILLS - 1);
    }
  }

  /** How many kills of a lane fell before the last block was taken in, and after the merge. */
  private int[] lane(int lane, int kills) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + lane);
    Path directory = Files.createDirectory(parent.resolve("lane" + lane));
    int[] phases = new int[2];
    for (int kill = 0; kill < kills; kill++) {
      long round =
          KilledProcess.lastRound(
              NodeVictim.class, directory, 1_000L * kill, random.nextDouble(KilledProcess.LONGEST));
      String where = "kill " + kill + " of lane " + lane + " of seed " + SEED + ", round " + round;
      Path merges = NodeVictim.directory(directory, round).resolve("segments/merged/merges.tsv");
      phases[1] += Files.exists(merges) ? 1 : 0;
      try (Node node = NodeVictim.node(directory, round)) {
        phases[0] += node.lastBlock() < NodeVictim.HEAD ? 1 : 0;
        NodeVictim.feed(node, round);
        requireChain(node, round, where);
        NodeVictim.awaitMerged(node, round);
        requireChain(node, round, where);
      }
      requireNoGarbage(NodeVictim.directory(directory, round), where);
      delete(directory);
      Files.createDirectory(directory);
    }
    return phases;
  }

  private static void requireChain(Node node, long round, String where) {
    TreeMap<Long, Bytes32> expected = new TreeMap<>();
    for (int version = 1; version <= NodeVictim.VERSIONS; version++) {
      for (Contribution it : NodeVictim.contributions(round, version)) {
        expected.put(it.order(), Bytes32.wrap(it.contentRoot()));
      }
    }
    TreeMap<Long, Bytes32> found = new TreeMap<>();
    node.read(
        List.of(NodeVictim.roots(round)),
        segments -> {
          for (Segment segment : segments) {
            for (int c = 0; c < segment.contributions(); c++) {
              // Of the text itself, not of what the segment says of it.
              Bytes32 root = Bytes32.wrap(segment.content(c).root());
              assertThat(found.put(segment.contributionOrder(c), root)).as(where).isNull();
            }
          }
          return segments.size();
        });
    assertThat(found).as(where).isEqualTo(expected);
  }

  /** Four segments of their own, a merged one, their journals and eight contents. */
  private static void requireNoGarbage(Path directory, String where) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).as(where).hasSize(4 + 1 + 2 + 8);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
