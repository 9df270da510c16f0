package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.host.NodeFailureException;

/** Whoever reads, seals or stops while versions are merged. */
class MergesAndReadersTest extends MergingIndex {

  private final AtomicBoolean closing = new AtomicBoolean();

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
}
