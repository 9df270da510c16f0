package org.openledger.attribution.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;

/** The machine dies at every single step of a writer, in three ways each. */
class CrashTest {
  @TempDir private Path directory;

  private interface Write {
    void by(Path directory, Disk disk) throws IOException;
  }

  @Test
  void deathAtAnyStepOfAReplacementLeavesTheOldStateOrTheNew() throws IOException {
    List<int[]> old = Texts.documents(new SplittableRandom(1), 9);
    List<int[]> next = Texts.documents(new SplittableRandom(2), 9);
    int deaths =
        dieEverywhere(old, next, (index, disk) -> Texts.build(index, disk, next, 50, false));
    assertThat(deaths).isGreaterThan(40);
  }

  @Test
  void soDoesDeathWhileThreadsWriteSegments() throws IOException {
    List<int[]> old = Texts.documents(new SplittableRandom(7), 9);
    List<int[]> next = Texts.documents(new SplittableRandom(8), 9);
    int deaths =
        dieEverywhere(old, next, (index, disk) -> Texts.build(index, disk, next, 50, false, 3));
    assertThat(deaths).isGreaterThan(40);
  }

  @Test
  void deathAtAnyStepOfAnAdditionLeavesTheOldStateOrTheNew() throws IOException {
    List<int[]> old = Texts.documents(new SplittableRandom(3), 6);
    List<int[]> more = Texts.documents(new SplittableRandom(4), 6);
    List<int[]> all = new ArrayList<>(old);
    all.addAll(more);
    int deaths = dieEverywhere(old, all, (index, disk) -> Texts.build(index, disk, more, 50, true));
    assertThat(deaths).isGreaterThan(25);
  }

  @Test
  void deathAtAnyStepOfAMergeChangesNoDocument() throws IOException {
    List<int[]> documents = Texts.documents(new SplittableRandom(5), 12);
    int deaths =
        dieEverywhere(documents, documents, (index, disk) -> Texts.merge(index, disk, 120));
    assertThat(deaths).isGreaterThan(40);
  }

  @Test
  void deathAtAnyStepOfTheFirstBuildLeavesNothingThatTheNextWouldNotTake() throws IOException {
    List<int[]> documents = Texts.documents(new SplittableRandom(6), 10);
    for (int step = 0; ; step++) {
      Path index = directory.resolve("first-" + step);
      FailingDisk disk = new FailingDisk(step, step);
      if (survives(() -> Texts.build(index, disk, documents, 50, false))) {
        assertThat(step).isGreaterThan(10);
        return;
      }
      Texts.build(index, Disk.REAL, documents, 50, false);
      requireIntact(index, List.of(documents));
    }
  }

  /** How many deaths it has seen. */
  private int dieEverywhere(List<int[]> old, List<int[]> next, Write write) throws IOException {
    int deaths = 0;
    Path before = directory.resolve("before");
    Texts.build(before, Disk.REAL, old, 60, false);
    for (int extent = 0; extent < 3; extent++) {
      for (int step = 0; ; step++) {
        Path index = directory.resolve("index-" + extent + "-" + step);
        copy(before, index);
        FailingDisk disk = new FailingDisk(step, extent);
        if (survives(() -> write.by(index, disk))) {
          assertThat(disk.isDead()).isFalse();
          requireIntact(index, List.of(next));
          break;
        }
        deaths++;
        requireIntact(index, List.of(old, next));
        write.by(index, Disk.REAL); // The next writer goes on where this one died.
        assertThat(CollectionCheck.of(index, Progress.NONE)).isEmpty();
        requireNoGarbage(index);
      }
    }
    return deaths;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static boolean survives(Action action) throws IOException {
    try {
      action.run();
      return true;
    } catch (FailingDisk.PowerFailure e) {
      return false;
    }
  }

  private static void requireIntact(Path index, List<List<int[]>> states) throws IOException {
    assertThat(CollectionCheck.of(index, Progress.NONE)).isEmpty();
    try (SegmentCollection opened = SegmentCollection.open(index)) {
      int[][] documents = Texts.documents(opened).toArray(int[][]::new);
      assertThat(states)
          .anySatisfy(state -> assertThat(documents).isDeepEqualTo(state.toArray(int[][]::new)));
    }
  }

  private static void requireNoGarbage(Path index) throws IOException {
    Manifest manifest = SegmentCollection.manifest(index);
    try (Stream<Path> files = Files.list(index)) {
      assertThat(files.count()).isEqualTo(manifest.segments().size() + 3L);
    }
  }
}
