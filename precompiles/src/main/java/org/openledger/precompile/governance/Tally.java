package org.openledger.precompile.governance;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * A proposal's second word: {@code uint96 forVotes; uint96 againstVotes; uint32 eta}. All votes of
 * a snapshot are fewer than 2^96.
 *
 * @param forVotes wei of gOPEN
 * @param againstVotes wei of gOPEN
 * @param eta first block in which it can be executed; 0: not queued
 */
record Tally(BigInteger forVotes, BigInteger againstVotes, long eta) {

  private static final Field FOR = new Field(0, 12);
  private static final Field AGAINST = FOR.then(12);
  private static final Field ETA = AGAINST.then(4);

  static Tally get(UInt256 word) {
    return new Tally(FOR.getNumber(word), AGAINST.getNumber(word), ETA.getLong(word));
  }

  UInt256 word() {
    UInt256 word = FOR.set(UInt256.ZERO, forVotes);
    word = AGAINST.set(word, againstVotes);
    return ETA.set(word, eta);
  }

  Tally plusFor(BigInteger weight) {
    return new Tally(forVotes.add(weight), againstVotes, eta);
  }

  Tally plusAgainst(BigInteger weight) {
    return new Tally(forVotes, againstVotes.add(weight), eta);
  }

  Tally queued(long block) {
    return new Tally(forVotes, againstVotes, block);
  }
}
