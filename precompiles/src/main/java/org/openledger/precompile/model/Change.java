package org.openledger.precompile.model;

/**
 * A version that was scheduled.
 *
 * @param version its number
 * @param fromBlock first block that it holds; 0 for version 1
 */
record Change(long version, long fromBlock) {

  /** No change. */
  static final Change NONE = new Change(0, 0);
}
