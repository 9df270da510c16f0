package org.openledger.devnet.execution;

import java.time.InstantSource;

/** The timestamps of blocks: the clock's, moved by whoever tests what time does. For one thread. */
final class BlockTime {

  /** The latest timestamp: the end of the year 9999. */
  static final long LATEST = 253_402_300_799L;

  private static final long NONE = -1;

  private final InstantSource clock;
  private long offset;
  private long next = NONE;

  BlockTime(InstantSource clock) {
    this.clock = clock;
  }

  /** Seconds by which blocks are ahead of the clock, or behind. */
  long offset() {
    return offset;
  }

  void setOffset(long seconds) {
    offset = seconds;
    next = NONE;
  }

  /**
   * Moves time forward.
   *
   * @param seconds from 0
   * @return the new offset
   * @throws IllegalArgumentException where it is negative or leads past {@link #LATEST}
   */
  long increase(long seconds) {
    if (seconds < 0 || seconds > LATEST - now()) {
      throw new IllegalArgumentException("time cannot move by " + seconds + " seconds");
    }
    offset += seconds;
    return offset;
  }

  /**
   * Fixes the timestamp of the next block; time goes on from there.
   *
   * @throws IllegalArgumentException where it is not after {@code parent} or past {@link #LATEST}
   */
  void setNext(long timestamp, long parent) {
    if (timestamp <= parent || timestamp > LATEST) {
      throw new IllegalArgumentException(
          "timestamp " + timestamp + " is not after the last block's, " + parent);
    }
    next = timestamp;
  }

  /** Strictly increasing, even when several blocks fall into one second of the clock. */
  long take(long parent) {
    if (next == NONE) {
      return Math.max(parent + 1, now());
    }
    long taken = next;
    setOffset(taken - clock.instant().getEpochSecond());
    return taken;
  }

  private long now() {
    return clock.instant().getEpochSecond() + offset;
  }
}
