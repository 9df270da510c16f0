package org.openledger.node.chain;

import java.util.Optional;
import org.openledger.precompile.dispatch.Activation;

/**
 * Which versions of the protocol a chain has, as the state of its head says.
 *
 * @param activation what stands in the state
 * @param head number of the head's block
 */
public record HeadProtocol(Activation activation, long head) {

  /** Of a chain now; empty where its host has no state of its head. */
  public static Optional<HeadProtocol> of(ChainView chain) {
    BlockRef head = chain.head();
    Optional<StateView> found = chain.state(head);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (StateView state = found.get()) {
      return Optional.of(
          new HeadProtocol(
              Activation.of(state.storage(Activation.SLOT.account(), Activation.SLOT.key())),
              head.number()));
    }
  }

  /** The version in force; 0 where none is. */
  public long version() {
    return activation.at(head);
  }

  /** Whether a version is scheduled that is not in force yet. */
  public boolean isScheduled() {
    return activation.isScheduled(head);
  }

  /** Blocks until the scheduled version's first one; 0 where none is scheduled. */
  public long blocksLeft() {
    return isScheduled() ? activation.fromBlock() - head : 0;
  }

  /** Whether a version is scheduled that is newer than what the software has. */
  public boolean isScheduledWithout(long newestVersion) {
    return isScheduled() && activation.next() > newestVersion;
  }

  /** Whether the next block is of a version that is newer than what the software has. */
  public boolean isEndOf(long newestVersion) {
    return activation.at(head + 1) > newestVersion;
  }
}
