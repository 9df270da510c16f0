package org.openledger.besu;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/**
 * The node's segments, with patience while the node lags behind the chain, or reads lost content
 * again. A host that synchronises executes blocks faster than the node indexes them: without a wait
 * it would hold a valid block for invalid, and stop there. In normal work a version is active only
 * long after every operator has its index, and nobody waits.
 */
final class FollowedSegments implements SegmentSource {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SegmentSource segments;
  private volatile @Nullable BlockFollower follower;

  FollowedSegments(SegmentSource segments) {
    this.segments = segments;
  }

  /** Sets who brings the node up to the chain's head; without one there is no waiting. */
  void follow(BlockFollower newFollower) {
    this.follower = newFollower;
  }

  @Override
  public Segment segment(Bytes32 root) {
    try {
      return segments.segment(root);
    } catch (NodeFailureException missing) {
      BlockFollower current = follower;
      if (current == null || !current.isBehind()) {
        throw missing;
      }
      current.announce();
      current.await(PATIENCE);
      return segments.segment(root);
    }
  }

  @Override
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    try {
      return segments.read(corpus, question);
    } catch (NodeFailureException missing) {
      // Each missing version is waited for by itself, then the question is asked again.
      corpus.forEach(roots -> roots.forEach(this::segment));
      return segments.read(corpus, question);
    }
  }
}
