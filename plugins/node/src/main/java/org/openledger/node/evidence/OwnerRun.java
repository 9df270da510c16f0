package org.openledger.node.evidence;

/**
 * Neighbouring tokens of one owner, as a settlement commits to them.
 *
 * @param length tokens, at least 1
 * @param contribution the owner; 0: nobody
 */
public record OwnerRun(int length, long contribution) {

  /** The owner of tokens that nobody owns. */
  public static final long NOBODY = 0;
}
