package org.openledger.precompile.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Segment;

/** Where a node keeps the suffix-array segments of sealed Datanet versions. */
@FunctionalInterface
public interface SegmentSource {

  /**
   * The segment with this root, resident and verified.
   *
   * @throws NodeFailureException where this node does not have it; never a revert, because other
   *     nodes do have it
   */
  Segment segment(Bytes32 root);

  /**
   * Answers a question from a corpus. The node chooses the segments: each holds the contributions
   * of one version or of several neighbouring ones, all of them in the corpus, and together they
   * hold those of exactly these versions. So the answer must be a function of the set of
   * contributions, never of the segments, their number or their order; and no gas depends on them.
   *
   * @param corpus for each linked Datanet the segment roots of its linked versions, ascending
   * @param question asked once, on this thread; the segments are closed to it when it returns
   * @throws NodeFailureException where this node lacks a version; never a revert
   */
  default <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    List<Segment> segments = new ArrayList<>();
    for (List<Bytes32> roots : corpus) {
      for (Bytes32 root : roots) {
        segments.add(segment(root));
      }
    }
    return question.apply(segments);
  }

  /** A node without any segment. */
  static SegmentSource none() {
    return root -> {
      throw new NodeFailureException(
          "segment "
              + root.toHexString()
              + " is not on this node: fetch its contributions' content and let the index be"
              + " built");
    };
  }
}
