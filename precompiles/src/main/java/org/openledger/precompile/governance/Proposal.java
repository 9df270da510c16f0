package org.openledger.precompile.governance;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;

/**
 * A proposal's first word: {@code address proposer; uint32 voteStart; uint24 votingPeriod; uint32
 * number; uint8 end}.
 *
 * @param proposer zero: there is no such proposal
 * @param voteStart block at whose end votes are counted
 * @param period blocks in which votes are cast
 * @param number from 1, in the order of proposing
 * @param end how it ended: {@link #OPEN}, {@link #CANCELED} or {@link #EXECUTED}
 */
record Proposal(Address proposer, long voteStart, long period, long number, long end) {

  static final long OPEN = 0;
  static final long CANCELED = 1;
  static final long EXECUTED = 2;

  private static final Field PROPOSER = new Field(0, Address.SIZE);
  private static final Field VOTE_START = PROPOSER.then(4);
  private static final Field PERIOD = VOTE_START.then(3);
  private static final Field NUMBER = PERIOD.then(4);
  private static final Field END = NUMBER.then(1);

  static Proposal get(UInt256 word) {
    return new Proposal(
        PROPOSER.getAddress(word),
        VOTE_START.getLong(word),
        PERIOD.getLong(word),
        NUMBER.getLong(word),
        END.getLong(word));
  }

  UInt256 word() {
    UInt256 word = PROPOSER.set(UInt256.ZERO, proposer);
    word = VOTE_START.set(word, voteStart);
    word = PERIOD.set(word, period);
    word = NUMBER.set(word, number);
    return END.set(word, end);
  }

  boolean exists() {
    return number != 0;
  }

  /** Last block in which votes are cast. */
  long deadline() {
    return voteStart + period;
  }

  /** Whether votes are cast in a block. */
  boolean isActive(long block) {
    return end == OPEN && voteStart < block && block <= deadline();
  }

  Proposal ended(long as) {
    return new Proposal(proposer, voteStart, period, number, as);
  }
}
