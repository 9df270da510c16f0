package org.openledger.bench.network;

import java.util.List;

/**
 * The blocks that a load went into.
 *
 * @param blocks the last one before the load, and those after it
 */
record LoadBlocks(List<Block> blocks) {

  /** A second's transactions may be in the block after the next, not later. */
  private static final int LATE_BLOCKS = 2;

  /**
   * A block.
   *
   * @param time of its header, in seconds
   * @param transactions how many it holds
   */
  record Block(long time, int transactions) {}

  LoadBlocks {
    blocks = List.copyOf(blocks);
  }

  /** How many blocks the load took: up to the one with the last of so many transactions. */
  int used(int count) {
    int taken = 0;
    int used = 0;
    for (int i = 1; i < blocks.size() && taken < count; i++) {
      taken += blocks.get(i).transactions();
      used = i;
    }
    return used;
  }

  /**
   * Whether there was a block every second, and no transaction waited long.
   *
   * @param count of the load's transactions
   * @param seconds in which they were sent
   */
  boolean held(int count, int seconds) {
    int used = used(count);
    for (int i = 1; i <= used; i++) {
      if (blocks.get(i).time() != blocks.get(i - 1).time() + 1) {
        return false;
      }
    }
    return used <= seconds + LATE_BLOCKS;
  }
}
