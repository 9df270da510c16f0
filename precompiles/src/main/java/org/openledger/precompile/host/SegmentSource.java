package org.openledger.precompile.host;

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
