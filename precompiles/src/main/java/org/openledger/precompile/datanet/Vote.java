package org.openledger.precompile.datanet;

/**
 * A reviewer's standing vote.
 *
 * @param verdict what he says
 * @param duplicateOf the earlier contribution that he names; 0: none
 * @param overlap how much is in that one, in parts per 10,000; 0: none
 */
record Vote(Verdict verdict, long duplicateOf, long overlap) {

  static Vote of(Verdict verdict) {
    return new Vote(verdict, 0, 0);
  }

  /** Whether two votes are for the same. */
  boolean agrees(Vote other) {
    return verdict == other.verdict && duplicateOf == other.duplicateOf;
  }
}
