package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.progress.Progress;
import org.openledger.node.content.ContentStore;

/**
 * An index that merges, and tests of it. The limits of time end a test that hangs; they prove
 * nothing.
 */
@Timeout(60)
abstract class MergingIndex {

  static final long SEED = Long.getLong("openledger.seed", 20_260_101L);

  @TempDir Path directory;
  ContentStore contents;
  SegmentIndex index;

  @BeforeEach
  void open() {
    contents = ContentStore.open(directory.resolve("content"));
    index = index(Progress.NONE);
  }

  @AfterEach
  void close() {
    index.close();
  }

  SegmentIndex index(Progress observer) {
    return SegmentIndex.open(
        directory.resolve("segments"),
        contents,
        lost -> {},
        new IndexLimits(Duration.ZERO, Duration.ofMillis(20), 100),
        observer);
  }

  void reopen(Progress observer) {
    index.close();
    index = index(observer);
  }

  void give(Chain chain, int first, int last) {
    for (int version = first; version <= last; version++) {
      chain.give(version, contents, index);
    }
  }

  Path merged() {
    return directory.resolve("segments").resolve("merged");
  }

  List<Path> mergedFiles() {
    try (Stream<Path> files = Files.list(merged())) {
      return files.filter(file -> file.toString().endsWith(".segment")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(2);
    }
  }

  int segments(List<Bytes32> roots) {
    return index.read(List.of(roots), List::size);
  }

  void awaitSegments(Chain chain, int last, int count) throws InterruptedException {
    await(() -> segments(chain.roots(last)) == count);
  }

  void requireOwners(Chain chain, int last, SplittableRandom random) {
    int[] answer = Chain.answer(random);
    assertThat(chain.owners(index, last, answer))
        .as("versions 1 to %d, seed %d", last, SEED)
        .isEqualTo(chain.expected(last, answer));
  }

  static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
