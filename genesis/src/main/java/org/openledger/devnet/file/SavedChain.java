package org.openledger.devnet.file;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.block.Chain;

/**
 * What a state file holds.
 *
 * @param blocks all blocks with the states after them, from block 1 on
 * @param timeOffset seconds by which the blocks' time is ahead of the clock's
 * @param pending raw transactions that wait for a block, in order
 */
public record SavedChain(List<Chain.Entry> blocks, long timeOffset, List<Bytes> pending) {

  public SavedChain {
    blocks = List.copyOf(blocks);
    pending = List.copyOf(pending);
  }
}
