package org.openledger.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

/**
 * A process that reads a chain of four versions into a node, waits until they are merged, opens the
 * node again, and goes on with another chain in another directory, until it is killed. After a
 * round that only warms it up it says how many milliseconds one took, then which round it begins.
 */
final class NodeVictim {

  static final int VERSIONS = 4;
  static final long HEAD = 1 + 3 * VERSIONS;

  private NodeVictim() {}

  /** The directory and the number of the first round. */
  public static void main(String[] args) throws InterruptedException {
    Path warmUp = Path.of(args[0] + ".warm-up");
    live(warmUp, 2 * ProcessHandle.current().pid());
    long begun = System.nanoTime();
    live(warmUp, 2 * ProcessHandle.current().pid() + 1);
    System.out.println("took " + (System.nanoTime() - begun) / 1_000_000);
    for (long round = Long.parseLong(args[1]); ; round++) {
      System.out.println("round " + round);
      live(Path.of(args[0]), round);
    }
  }

  private static void live(Path directory, long round) throws InterruptedException {
    for (int life = 0; life < 2; life++) {
      try (Node node = node(directory, round)) {
        feed(node, round);
        awaitMerged(node, round);
      }
    }
  }

  static Path directory(Path parent, long round) {
    return parent.resolve("round" + round);
  }

  /** A node of a round, bound to its chain. */
  static Node node(Path parent, long round) {
    Node node = Node.open(directory(parent, round));
    node.bind("chain " + round, HEAD);
    return node;
  }

  /** Hands in the blocks that it asks for. */
  static void feed(Node node, long round) {
    ChainScript script = new ChainScript().with(1, ChainScript.created("utf8-bytes"));
    for (int version = 1; version <= VERSIONS; version++) {
      List<Contribution> all = contributions(round, version);
      Contribution one = all.getFirst();
      Contribution two = all.getLast();
      long block = 3L * version - 1;
      script.with(
          block,
          ChainScript.published(one.order(), one.content()),
          ChainScript.published(two.order(), two.content()));
      script.with(
          block + 1, ChainScript.sealed(version, root(round, version), one.order(), two.order()));
      script.with(
          block + 2,
          ChainScript.activated(
              version, Bytes32.wrap(Segment.of("utf8-bytes", 256, all).digest())));
    }
    script.feed(node, HEAD);
  }

  static void awaitMerged(Node node, long round) throws InterruptedException {
    while (node.read(List.of(roots(round)), List::size) > 1) {
      Thread.sleep(1);
    }
  }

  static List<Bytes32> roots(long round) {
    List<Bytes32> roots = new ArrayList<>();
    for (int version = 1; version <= VERSIONS; version++) {
      roots.add(root(round, version));
    }
    return roots;
  }

  static List<Contribution> contributions(long round, int version) {
    Content one = ChainScript.text("round " + round, "version " + version);
    Content two = ChainScript.text("more of version " + version + " of round " + round);
    return List.of(Contribution.of(2L * version - 1, one), Contribution.of(2L * version, two));
  }

  private static Bytes32 root(long round, int version) {
    List<Contribution> all = contributions(round, version);
    return Bytes32.wrap(
        SegmentRoot.of(
            all.stream().mapToLong(Contribution::order).toArray(),
            all.stream().map(Contribution::contentRoot).toArray(byte[][]::new)));
  }
}
