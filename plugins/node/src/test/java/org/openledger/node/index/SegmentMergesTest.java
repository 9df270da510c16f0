package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.content.ContentStore;
import org.openledger.precompile.host.NodeFailureException;

/** The limits of time end a test that hangs; they prove nothing. */
@Timeout(60)
class SegmentMergesTest {

  private static final long SEED = Long.getLong("openledger.seed", 20_260_101L);

  @TempDir Path directory;
  private ContentStore contents;
  private SegmentIndex index;

  @BeforeEach
  void open() {
    contents = ContentStore.open(directory.resolve("content"));
    index = index(Progress.NONE);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private SegmentIndex index(Progress observer) {
    return SegmentIndex.open(
        directory.resolve("segments"),
        contents,
        lost -> {},
        new IndexLimits(Duration.ZERO, Duration.ofMillis(20), 100),
        observer);
  }

  private void reopen(Progress observer) {
    index.close();
    index = index(observer);
  }

  private void give(Chain chain, int first, int last) {
    for (int version = first; version <= last; version++) {
      chain.give(version, contents, index);
    }
  }

  private Path merged() {
    return directory.resolve("segments").resolve("merged");
  }

  private List<Path> mergedFiles() {
    try (Stream<Path> files = Files.list(merged())) {
      return files.filter(file -> file.toString().endsWith(".segment")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(2);
    }
  }

  private int segments(List<Bytes32> roots) {
    return index.read(List.of(roots), List::size);
  }

  private void awaitSegments(Chain chain, int last, int count) throws InterruptedException {
    await(() -> segments(chain.roots(last)) == count);
  }

  private void requireOwners(Chain chain, int last, SplittableRandom random) {
    int[] answer = Chain.answer(random);
    assertThat(chain.owners(index, last, answer))
        .as("versions 1 to %d, seed %d", last, SEED)
        .isEqualTo(chain.expected(last, answer));
  }

  @Test
  void anyVersionsAreFewSegmentsWithTheSameOwners() throws Exception {
    Chain chain = new Chain(SEED, 1, 22);
    give(chain, 1, 22);
    awaitSegments(chain, 22, 4); // 1 to 16, 17 to 20, 21, 22
    SplittableRandom random = new SplittableRandom(SEED);
    int[] counts = {0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 1, 2, 3, 4, 2, 3, 4};
    for (int last = 1; last <= 22; last++) {
      assertThat(segments(chain.roots(last))).as("1 to %d", last).isEqualTo(counts[last]);
      for (int i = 0; i < 20; i++) {
        requireOwners(chain, last, random);
      }
    }
  }

  @Test
  void aReaderGetsExactlyTheContributionsOfTheVersionsItNames() throws Exception {
    Chain chain = new Chain(SEED, 1, 20);
    give(chain, 1, 20);
    awaitSegments(chain, 20, 2);
    for (int first = 1; first <= 20; first++) {
      for (int last = first; last <= 20; last++) {
        List<Long> named = new ArrayList<>();
        for (int v = first; v <= last; v++) {
          named.addAll(chain.version(v).orders());
        }
        List<Bytes32> roots = chain.roots(last).subList(first - 1, last);
        assertThat(index.read(List.of(roots), SegmentMergesTest::orders))
            .containsExactlyInAnyOrderElementsOf(named);
      }
    }
  }

  @Test
  void aMergedSegmentIsUsedOnlyWhereAllItsVersionsAreNamedOneAfterTheOther() throws Exception {
    Chain chain = new Chain(SEED, 1, 5);
    Chain other = new Chain(SEED + 1, 2, 1);
    give(chain, 1, 5);
    give(other, 1, 1);
    awaitSegments(chain, 5, 2);
    List<Bytes32> gap = new ArrayList<>(chain.roots(5));
    gap.remove(1);
    List<Bytes32> swapped = new ArrayList<>(chain.roots(4));
    Collections.swap(swapped, 1, 2);
    List<Bytes32> foreign = new ArrayList<>(chain.roots(4));
    foreign.set(2, other.roots(1).getFirst());
    for (List<Bytes32> roots : List.of(gap, swapped, foreign, chain.roots(4).reversed())) {
      List<Bytes32> found =
          index.read(
              List.of(roots),
              segments -> segments.stream().map(it -> Bytes32.wrap(it.root())).toList());
      assertThat(found).isEqualTo(roots);
    }
  }

  private static List<Long> orders(List<Segment> segments) {
    List<Long> orders = new ArrayList<>();
    for (Segment segment : segments) {
      for (int c = 0; c < segment.contributions(); c++) {
        orders.add(segment.contributionOrder(c));
      }
    }
    return orders;
  }

  @Test
  void theVersionsOwnFilesAndDigestsStay() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    List<String> digests = digests();
    awaitSegments(chain, 4, 1);
    assertThat(digests()).isEqualTo(digests);
    for (Bytes32 root : chain.roots(4)) {
      assertThat(index.hasFile(root)).isTrue();
      assertThat(Bytes32.wrap(index.segment(root).root())).isEqualTo(root);
    }
  }

  private List<String> digests() throws InterruptedException {
    await(() -> index.statuses().stream().allMatch(it -> it.state() == SegmentState.READY));
    return index.statuses().stream().map(SegmentStatus::indexDigest).toList();
  }

  @Test
  void onlyVersionsWhoseIndexIsAttestedAreMerged() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    Chain other = new Chain(SEED + 1, 2, 4);
    give(chain, 1, 3);
    chain.seal(4, contents, index);
    give(other, 1, 4);
    awaitSegments(other, 4, 1);
    assertThat(segments(chain.roots(4))).isEqualTo(4);
    chain.attest(4, index);
    awaitSegments(chain, 4, 1);
  }

  @Test
  void aVersionWhoseIndexIsFoundWrongIsNotAnsweredFromAMergedSegment() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    index.attest(chain.roots(1).getFirst(), Bytes32.ZERO);
    assertThatThrownBy(() -> segments(chain.roots(4)))
        .isInstanceOf(NodeFailureException.class)
        .hasMessageContaining("the chain attested");
    await(() -> mergedFiles().isEmpty());
  }

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

  @Test
  void nobodyWaitsForAMerge() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    reopen(
        (step, done, total) -> {
          begun.countDown();
          uninterrupted(end);
        });
    Chain chain = new Chain(SEED, 1, 6);
    give(chain, 1, 4);
    begun.await();
    // The merge stands still from here on. Everything else goes on, because no lock is shared.
    requireOwners(chain, 4, new SplittableRandom(SEED));
    give(chain, 5, 6);
    requireOwners(chain, 6, new SplittableRandom(SEED));
    SegmentStatus status = index.status(chain.roots(1).getFirst()).orElseThrow();
    assertThat(status.merge()).isEqualTo(new SegmentMerge(1, 4, "reading versions", 0));
    index.arrived(Bytes32.ZERO);
    assertThat(index.statuses()).hasSize(6);
    index.retain(Set.copyOf(chain.roots(6)));
    give(chain, 1, 6);
    end.countDown();
    awaitSegments(chain, 6, 3);
    await(
        () ->
            new SegmentMerge(1, 4, "merged", 100)
                .equals(index.status(chain.roots(1).getFirst()).orElseThrow().merge()));
  }

  @Test
  void aMergeRestsWhileAVersionIsMadeReady() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    Chain other = new Chain(SEED + 1, 2, 1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch sealed = new CountDownLatch(1);
    List<Boolean> busy = new ArrayList<>();
    reopen(
        (step, done, total) -> {
          begun.countDown();
          uninterrupted(sealed);
          if (step.equals("verifying") && done == 0) {
            busy.add(
                index.status(other.roots(1).getFirst()).orElseThrow().state()
                    == SegmentState.BUILDING);
          }
        });
    give(chain, 1, 4);
    begun.await();
    other.give(1, contents, index);
    sealed.countDown();
    awaitSegments(chain, 4, 1);
    assertThat(busy).containsExactly(false);
  }

  @Test
  void aMergeIsGivenUpWhenTheNodeStops() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger steps = new AtomicInteger();
    reopen(
        (step, done, total) -> {
          steps.incrementAndGet();
          begun.countDown();
          while (!Thread.currentThread().isInterrupted() && !closing.get()) {
            Thread.onSpinWait();
          }
        });
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    begun.await();
    Thread release = Thread.startVirtualThread(() -> await100(closing));
    index.close();
    release.join();
    assertThat(steps).hasValue(1); // It ends at the step after which the node stopped.
    assertThat(mergedFiles()).isEmpty();
    open();
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
  }

  private final AtomicBoolean closing = new AtomicBoolean();

  private static void await100(AtomicBoolean flag) {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flag.set(true);
  }

  @Test
  void whoReadsKeepsItsSegmentsAndTheirFilesUntilItLeaves() throws Exception {
    Chain chain = new Chain(SEED, 1, 4);
    give(chain, 1, 4);
    awaitSegments(chain, 4, 1);
    Path file = mergedFiles().getFirst();
    index.read(
        List.of(chain.roots(4)),
        segments -> {
          assertThat(segments).hasSize(1);
          index.retain(Set.of());
          // The journal no longer names it: the merging thread has done what it does about this.
          awaitEmptyJournal();
          assertThat(file).exists();
          assertThat(segments.getFirst().document(0)).isNotEmpty();
          return 0;
        });
    await(() -> !Files.exists(file));
    assertThatThrownBy(() -> segments(chain.roots(4))).hasMessageContaining("is unknown");
  }

  private void awaitEmptyJournal() {
    try {
      while (!MergeJournal.open(merged()).runs().isEmpty()) {
        Thread.sleep(2);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoReadsWhenTheIndexIsClosedReadsToTheEnd() throws Exception {
    Chain chain = new Chain(SEED, 1, 5);
    give(chain, 1, 5);
    awaitSegments(chain, 5, 2);
    List<Segment> seen = new ArrayList<>();
    index.read(
        List.of(chain.roots(5)),
        segments -> {
          index.close();
          seen.addAll(segments);
          segments.forEach(segment -> assertThat(segment.document(0)).isNotEmpty());
          return 0;
        });
    seen.forEach(
        segment ->
            assertThatThrownBy(() -> segment.document(0))
                .isInstanceOf(IllegalStateException.class));
    assertThatThrownBy(() -> segments(chain.roots(5))).isInstanceOf(NodeFailureException.class);
  }

  @Test
  void readersAreRightWhileVersionsAreAddedAndMerged() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger ready = new AtomicInteger();
    AtomicInteger mergedReads = new AtomicInteger();
    Chain chain = new Chain(SEED, 1, 64);
    List<Future<Integer>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int r = 0; r < 3; r++) {
        SplittableRandom random = new SplittableRandom(SEED + r);
        readers.add(threads.submit(() -> read(chain, ready, done, mergedReads, random)));
      }
      try {
        for (int round = 0; round < 3; round++) {
          for (int version = 1; version <= 64; version++) {
            chain.give(version, contents, index);
            index.segment(chain.version(version).segmentRoot());
            ready.accumulateAndGet(version, Math::max);
          }
          awaitSegments(chain, 64, 1);
          // Takes all merged segments out of use, under the readers.
          index.attest(chain.version(64).segmentRoot(), Bytes32.ZERO);
          ready.set(63);
          index.retain(Set.copyOf(chain.roots(63)));
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
      }
    }
    assertThat(mergedReads).hasPositiveValue();
  }

  private int read(
      Chain chain,
      AtomicInteger ready,
      AtomicBoolean done,
      AtomicInteger mergedReads,
      SplittableRandom random) {
    int questions = 0;
    while (!done.get()) {
      int most = Math.min(63, ready.get()); // The last one is forgotten again and again.
      if (most > 0) {
        int last = 1 + random.nextInt(most);
        requireOwners(chain, last, random);
        if (segments(chain.roots(last)) < last) {
          mergedReads.incrementAndGet();
        }
        questions++;
      }
    }
    return questions;
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
