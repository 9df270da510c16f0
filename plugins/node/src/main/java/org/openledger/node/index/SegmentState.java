package org.openledger.node.index;

/** How far this node is with a segment. */
public enum SegmentState {
  /** It is being built, or waits for its turn. */
  BUILDING,
  /** It is open, verified and resident. */
  READY,
  /** It could not be built; the status says why. */
  FAILED
}
