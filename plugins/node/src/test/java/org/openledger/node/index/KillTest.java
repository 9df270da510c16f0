package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentInspection;
import org.openledger.attribution.segment.SegmentWriter;
import org.openledger.node.KilledProcess;
import org.openledger.node.content.ContentStore;

/**
 * Kills a process at random points of building, merging, journalling and deleting: {@code
 * -Dopenledger.kills=N} for as many kills (40 without it), {@code -Dopenledger.seed=N} for other
 * points. Two processes run and die beside each other, each in a directory of its own.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("openledger.kills", 40);
  private static final long SEED = Long.getLong("openledger.seed", 20_260_101L);
  private static final int LANES = 2;

  /** So many kills fall on every step. */
  private static final int ENOUGH = 40;

  @TempDir private Path parent;

  /** What was found after a kill. */
  private record Found(int versions, int merged, int leftovers) {}

  @Test
  void aNodeKilledAtAnyPointOpensAnswersRightAndLeavesNoGarbage() throws Exception {
    List<Found> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      List<Callable<List<Found>>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int number = lane;
        lanes.add(() -> lane(number, (KILLS + number) / LANES));
      }
      for (Future<List<Found>> lane : threads.invokeAll(lanes)) {
        found.addAll(lane.get());
      }
    }
    assertThat(found).hasSize(KILLS);
    long building = found.stream().filter(f -> f.versions() < Victim.VERSIONS).count();
    long merging = found.stream().filter(f -> f.merged() > 0 && f.merged() < 5).count();
    long leaving = found.stream().filter(f -> f.leftovers() > 0).count();
    System.out.printf(
        "%d kills of seed %d: %d while versions were built or deleted, %d between merges, %d with"
            + " leftovers%n",
        KILLS, SEED, building, merging, leaving);
    if (KILLS >= ENOUGH) {
      assertThat(building).as("kills while versions were built or deleted").isPositive();
      assertThat(merging).as("kills between merges").isPositive();
      assertThat(leaving).as("kills that left something over").isPositive();
    }
  }

  private List<Found> lane(int lane, int kills) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + lane);
    Path directory = Files.createDirectory(parent.resolve("lane" + lane));
    List<Found> found = new ArrayList<>();
    long round = 1_000_000L * lane;
    for (int kill = 0; kill < kills; kill++) {
      round =
          KilledProcess.lastRound(
              Victim.class, directory, round, random.nextDouble(KilledProcess.LONGEST));
      String where = "kill " + kill + " of lane " + lane + " of seed " + SEED + ", round " + round;
      found.add(look(directory, where));
      recover(directory, round, where);
      round++;
    }
    return found;
  }

  /** Every file that the journal names is whole: it was there before its name was. */
  private static Found look(Path directory, String where) throws IOException {
    Path merged = directory.resolve("segments").resolve("merged");
    List<MergedRun> runs = Files.exists(merged) ? MergeJournal.open(merged).runs() : List.of();
    if (Files.exists(merged.resolve(MergeJournal.FILE_NAME))) {
      assertThat(MergeJournal.parse(Files.readAllBytes(merged.resolve(MergeJournal.FILE_NAME))))
          .as(where)
          .isEqualTo(runs);
    }
    Set<String> named = new HashSet<>();
    for (MergedRun run : runs) {
      String name = SegmentWriter.fileName(run.mergedRoot().toArray());
      named.add(name);
      assertThat(SegmentInspection.of(merged.resolve(name), run.digest().toArray()))
          .as(where)
          .isEmpty();
      try (Segment segment = Segment.open(merged.resolve(name))) {
        assertThat(Bytes32.wrap(segment.root())).as(where).isEqualTo(run.mergedRoot());
      }
    }
    int leftovers = 0;
    for (Path file : files(merged)) {
      String name = String.valueOf(file.getFileName());
      leftovers += named.contains(name) || name.equals(MergeJournal.FILE_NAME) ? 0 : 1;
    }
    for (Path file : files(directory.resolve("segments"))) {
      leftovers += file.toString().endsWith(".tmp") ? 1 : 0;
    }
    int versions = 0;
    for (Path file : files(directory.resolve("segments"))) {
      if (file.toString().endsWith(".segment") && file.getParent().endsWith("segments")) {
        Segment.open(file).close(); // Whole, too.
        versions++;
      }
    }
    return new Found(versions, runs.size(), leftovers);
  }

  /** The next process reads the chain again, as a node does, and goes on from what there is. */
  private static void recover(Path directory, long round, String where) throws Exception {
    Chain chain = Victim.chain(round);
    SplittableRandom random = new SplittableRandom(round);
    ContentStore contents = ContentStore.open(directory.resolve("content"));
    try (SegmentIndex index = Victim.open(directory, contents)) {
      for (int version = 1; version <= Victim.VERSIONS; version++) {
        chain.give(version, contents, index);
        requireOwners(chain, index, version, random, where); // Merged, or on the way there.
      }
      Victim.complete(chain, contents, index);
      for (int version = 1; version <= Victim.VERSIONS; version++) {
        requireOwners(chain, index, version, random, where);
      }
      Path merged = directory.resolve("segments").resolve("merged");
      // Five segments, their journal, and the directory of what is not verified yet, empty.
      await(() -> MergeJournal.open(merged).runs().size() == 5 && count(merged) == 7);
      await(() -> count(merged.resolve("unverified")) == 0);
    }
    // So that the next round is seen from its beginning, and nothing adds up but what is left over.
    for (Bytes32 root : chain.roots(Victim.VERSIONS)) {
      Files.delete(
          directory.resolve("segments").resolve(root.toUnprefixedHexString() + ".segment"));
    }
    for (Path file : files(directory.resolve("content"))) {
      Files.delete(file);
    }
  }

  private static void requireOwners(
      Chain chain, SegmentIndex index, int last, SplittableRandom random, String where) {
    int[] answer = Chain.answer(random);
    assertThat(chain.owners(index, last, answer))
        .as("%s, versions 1 to %d", where, last)
        .isEqualTo(chain.expected(last, answer));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(1);
    }
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names.count();
    }
  }

  /** Files of a directory and those below it. */
  private static List<Path> files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
