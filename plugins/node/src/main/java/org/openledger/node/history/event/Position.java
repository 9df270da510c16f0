package org.openledger.node.history.event;

import org.openledger.node.history.store.Key;

/**
 * Where a log stands on the chain.
 *
 * @param block the block's number
 * @param log its index among all logs of the block, from 0
 */
public record Position(long block, int log) implements Comparable<Position> {

  private static final int SIZE = Long.BYTES + Integer.BYTES;

  /** Reads the position that a key ends with. */
  public static Position last(Key key) {
    int place = key.size() - SIZE;
    return new Position(key.number(place), key.shortNumber(place + Long.BYTES));
  }

  /** A key followed by this position. */
  public Key after(Key prefix) {
    return prefix.with(block).with(log);
  }

  @Override
  public int compareTo(Position other) {
    int byBlock = Long.compare(block, other.block);
    return byBlock != 0 ? byBlock : Integer.compare(log, other.log);
  }
}
