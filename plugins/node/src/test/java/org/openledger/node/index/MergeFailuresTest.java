package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Merged segments after a restart, a crash, a fault of the disk. */
class MergeFailuresTest extends MergingIndex {

  @Test
  void mergedSegmentsAreTakenUpAgainAndNotMadeAnew() throws Exception {
    Chain chain = new Chain(SEED, 1, 16);
    give(chain, 1, 16);
    awaitSegments(chain, 16, 1);
    AtomicInteger steps = new AtomicInteger();
    reopen((step, done, total) -> steps.incrementAndGet());
    give(chain, 1, 16);
    awaitSegments(chain, 16, 1);
    awaitSegments(chain, 4, 1);
    assertThat(steps).hasValue(0);
    requireOwners(chain, 16, new SplittableRandom(SEED));
  }

  @Test
  void aDamagedMergedFileIsMadeAnewAndADamagedJournalToo() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    Path file = mergedFiles().getFirst();
    byte[] sound = Files.readAllBytes(file);
    index.close();
    byte[] damaged = sound.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    open();
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    index.close();
    Files.writeString(merged().resolve(MergeJournal.FILE_NAME), "nonsense");
    open();
    await(() -> !Files.exists(file));
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    assertThat(Files.readAllBytes(file)).isEqualTo(sound);
  }

  @Test
  void whatAnyStepOfAMergeLeftBehindIsSweptAwayOrMadeAnew() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    Path file = mergedFiles().getFirst();
    Path journal = merged().resolve(MergeJournal.FILE_NAME);
    byte[] sound = Files.readAllBytes(file);
    byte[] names = Files.readAllBytes(journal);
    List<Path> garbage =
        List.of(
            merged().resolve("unverified").resolve("segment1.tmp"), // while it was written
            merged().resolve("unverified").resolve(file.getFileName()), // before it was renamed
            merged().resolve("0".repeat(64) + ".segment"), // before it was journalled, or dropped
            merged().resolve(MergeJournal.FILE_NAME + ".tmp")); // while the journal was written
    for (boolean journalled : List.of(true, false)) {
      for (boolean there : List.of(true, false)) {
        index.close();
        for (Path left : garbage) {
          Files.write(left, sound);
        }
        restore(journal, names, journalled);
        restore(file, sound, there);
        open();
        give(chain, 1, 4);
        awaitSegments(chain, 4, 1);
        requireOwners(chain, 4, new SplittableRandom(SEED));
        await(() -> garbage.stream().noneMatch(Files::exists));
        assertThat(Files.readAllBytes(file)).isEqualTo(sound);
        assertThat(Files.readAllBytes(journal)).isEqualTo(names);
      }
    }
  }

  private static void restore(Path file, byte[] bytes, boolean there) throws IOException {
    Files.deleteIfExists(file);
    if (there) {
      Files.write(file, bytes);
    }
  }

  @Test
  void aMergeThatFailsLeavesTheVersionsAndIsTriedAgain() throws Exception {
    // As a disk does that is full: nothing can be written where merged segments are made.
    Path unverified = merged().resolve("unverified");
    CountDownLatch failing = new CountDownLatch(1);
    reopen(
        (step, done, total) -> {
          if (step.equals("reading versions") && done == 1 && failing.getCount() > 0) {
            putInTheWay(unverified);
            failing.countDown();
          }
        });
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    failing.await();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50; i++) {
      requireOwners(chain, 4, random);
      assertThat(segments(chain.roots(4))).isEqualTo(4);
    }
    Files.delete(unverified);
    Files.createDirectory(unverified);
    awaitSegments(chain, 4, 1);
    requireOwners(chain, 4, random);
  }

  private static void putInTheWay(Path directory) {
    try {
      Files.delete(directory);
      Files.writeString(directory, "in the way");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aVersionWhoseFileIsDamagedUnderTheNodeIsNotMerged() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch damaged = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    reopen(
        (step, done, total) -> {
          if (step.equals("reading versions") && done == 0) {
            attempts.incrementAndGet();
            begun.countDown();
            uninterrupted(damaged);
          }
          if (step.equals("verifying")) {
            written.incrementAndGet();
          }
        });
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    begun.await();
    String name = chain.roots(1).getFirst().toUnprefixedHexString() + ".segment";
    Path file = directory.resolve("segments").resolve(name);
    byte[] sound = Files.readAllBytes(file);
    byte[] wrong = sound.clone();
    // docs/file-formats.md: the text stands behind a header, two contributions and two documents.
    int text = 128 + 2 * 48 + 2 * 8;
    wrong[text] ^= 1;
    overwrite(file, wrong);
    damaged.countDown();
    await(() -> attempts.get() >= 3);
    assertThat(written).hasValue(0);
    assertThat(mergedFiles()).isEmpty();
    overwrite(file, sound);
    awaitSegments(chain, 4, 1);
  }

  /** In place, so that whoever has the file mapped sees it. */
  private static void overwrite(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), 0);
    }
  }

  @Test
  void anErrorInAMergeIsTheMergesAlone() throws Exception {
    AtomicBoolean faulty = new AtomicBoolean(true);
    AtomicInteger faults = new AtomicInteger();
    reopen(
        (step, done, total) -> {
          if (faulty.get() && step.equals("verifying")) {
            faults.incrementAndGet();
            throw new InternalError("a fault occurred in an unsafe memory access operation");
          }
        });
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    await(() -> faults.get() >= 2); // It is tried again, without anybody's asking.
    assertThat(segments(chain.roots(4))).isEqualTo(4);
    faulty.set(false);
    awaitSegments(chain, 4, 1);
    assertThat(mergedFiles()).hasSize(1);
  }
}
