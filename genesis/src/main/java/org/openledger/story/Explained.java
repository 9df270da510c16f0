package org.openledger.story;

import java.math.BigInteger;
import java.util.Map;

/**
 * An account, or a pool, and why it has what it has.
 *
 * @param name of whom
 * @param address his; empty for a pool
 * @param start wei that it had when the story began
 * @param entries wei by reason, negative what it gave
 * @param found wei that the chain says it has, by where they are
 */
record Explained(
    String name,
    String address,
    BigInteger start,
    Map<String, BigInteger> entries,
    Map<String, BigInteger> found) {

  /** What it ought to have. */
  BigInteger end() {
    return entries.values().stream().reduce(start, BigInteger::add);
  }

  /** What it has. */
  BigInteger has() {
    return found.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Whether it has what it ought to have, to the wei. */
  boolean exact() {
    return end().equals(has());
  }
}
