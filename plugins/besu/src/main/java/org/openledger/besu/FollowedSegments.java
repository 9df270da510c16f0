package org.openledger.besu;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.Node;
import org.openledger.node.Unready;
import org.openledger.node.index.SegmentState;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/**
 * The node's segments for the contracts. In normal work a version is active only long after every
 * operator has its index, and nobody waits. What is not ready is waited for as long as the block at
 * hand allows ({@link Standstill.Patience}): a host that synchronises executes blocks faster than
 * the node indexes them, and a block of one's own must not wait at all.
 */
final class FollowedSegments implements SegmentSource {

  private static final Duration LOOK = Duration.ofMillis(20);

  /** Between two requests for the same index. */
  private static final Duration URGE = Duration.ofSeconds(1);

  private static final String UNKNOWN =
      " is unknown to this node: no block that it has read seals it; wait until it has caught up"
          + " with the chain";

  private final Node node;
  private final Supplier<Standstill.Patience> patience;
  private final String advice;
  private volatile @Nullable BlockFollower follower;

  /**
   * @param patience of the call on this thread
   * @param advice what the operator can do where contents are missing, a sentence
   */
  FollowedSegments(Node node, Supplier<Standstill.Patience> patience, String advice) {
    this.node = node;
    this.patience = patience;
    this.advice = advice;
  }

  /** Sets who brings the node up to the chain's head. */
  void follow(BlockFollower newFollower) {
    this.follower = newFollower;
  }

  @Override
  public Segment segment(Bytes32 root) {
    await(root);
    return node.segment(root);
  }

  @Override
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    for (List<Bytes32> roots : corpus) {
      for (Bytes32 root : roots) {
        await(root);
      }
    }
    return node.read(corpus, question);
  }

  private void await(Bytes32 root) {
    if (node.isReady(root)) {
      return;
    }
    Standstill.Patience longest = patience.get();
    long start = System.nanoTime();
    long urged = start;
    Optional<Unready> lack = urge(root);
    while (!node.isReady(root)) {
      long now = System.nanoTime();
      if (now - urged >= URGE.toNanos()) {
        lack = urge(root);
        urged = now;
      }
      if (now - start >= limit(lack, longest).toNanos()) {
        throw new NodeFailureException(
            lack.map(this::message).orElse("segment " + root.toHexString() + UNKNOWN));
      }
      pause(root);
    }
  }

  /** What is the matter with a segment; empty where no block that was read seals it. */
  private Optional<Unready> urge(Bytes32 root) {
    BlockFollower current = follower;
    if (current != null && current.isBehind()) {
      current.announce();
    }
    return node.urge(root);
  }

  private static Duration limit(Optional<Unready> lack, Standstill.Patience longest) {
    boolean building =
        lack.filter(it -> it.missing() == 0 && it.state() == SegmentState.BUILDING).isPresent();
    return building ? longest.building() : longest.missing();
  }

  private String message(Unready it) {
    return "this node has no index of Datanet "
        + it.datanet()
        + " version "
        + it.version()
        + ": "
        + it.reason()
        + (it.missing() > 0 ? "; " + advice : "");
  }

  private static void pause(Bytes32 root) {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeFailureException("interrupted while waiting for " + root.toHexString(), e);
    }
  }
}
