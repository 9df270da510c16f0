package org.openledger.node.history;

/** What a history is doing. */
public enum HistoryPhase {
  /** Compares its file with what was written, after a start. */
  CHECKING,
  /** Takes in the chain's blocks. */
  FOLLOWING,
  /** Has taken in all blocks. */
  COMPLETE,
  /** Cannot go on; the log says why. It is tried again. */
  WAITING
}
