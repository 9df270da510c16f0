package org.openledger.node.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.progress.Progress;
import org.openledger.node.content.ContentStore;

/**
 * A process that seals, builds and merges the versions of a round, forgets them, deletes their
 * files and goes on with the next round, until it is killed. After rounds that only warm it up it
 * says how many milliseconds one took, then which round it begins.
 */
final class Victim {

  /** Versions of a round: four merges of four, and one of sixteen. */
  static final int VERSIONS = 16;

  private Victim() {}

  /** The directory and the number of the first round. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Path.of(args[0]);
    long pid = ProcessHandle.current().pid();
    Path warmUp = Path.of(args[0] + ".warm-up").resolve(Long.toString(pid));
    live(warmUp, 0, 1);
    long begun = System.nanoTime();
    live(warmUp, 1, 2);
    System.out.println("took " + (System.nanoTime() - begun) / 1_000_000);
    live(directory, Long.parseLong(args[1]), Long.MAX_VALUE);
  }

  private static void live(Path directory, long first, long end)
      throws IOException, InterruptedException {
    ContentStore contents = ContentStore.open(directory.resolve("content"));
    try (SegmentIndex index = open(directory, contents)) {
      for (long round = first; round < end; round++) {
        if (end == Long.MAX_VALUE) {
          System.out.println("round " + round);
        }
        Chain chain = chain(round);
        complete(chain, contents, index);
        index.retain(Set.of());
        for (Bytes32 root : chain.roots(VERSIONS)) {
          Files.deleteIfExists(
              directory.resolve("segments").resolve(root.toUnprefixedHexString() + ".segment"));
        }
      }
    }
  }

  static SegmentIndex open(Path directory, ContentStore contents) {
    return SegmentIndex.open(
        directory.resolve("segments"),
        contents,
        lost -> {},
        new IndexLimits(Duration.ZERO, Duration.ofMillis(20), 100),
        Progress.NONE);
  }

  /** The versions of a round: of one Datanet, whatever the round. */
  static Chain chain(long round) {
    return new Chain(round, 1, VERSIONS);
  }

  /** Gives all versions, and waits until they are merged. */
  static void complete(Chain chain, ContentStore contents, SegmentIndex index)
      throws InterruptedException {
    for (int version = 1; version <= VERSIONS; version++) {
      chain.give(version, contents, index);
    }
    while (index.read(List.of(chain.roots(VERSIONS)), List::size) > 1) {
      Thread.sleep(1);
    }
  }
}
