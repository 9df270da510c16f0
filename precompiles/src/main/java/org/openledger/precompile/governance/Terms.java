package org.openledger.precompile.governance;

import java.math.BigInteger;

/**
 * What was fixed for a proposal besides its first word, in 8 bytes: {@code uint24 timelock; uint24
 * grace; uint16 quorum}.
 *
 * @param timelock blocks between queueing and execution
 * @param grace blocks in which it must be queued after the vote, and executed after the timelock
 * @param quorum share of all votes, in parts per 10,000
 */
public record Terms(long timelock, long grace, long quorum) {

  /** What shares of votes are parts of. */
  static final long WHOLE = 10_000;

  static Terms get(BigInteger packed) {
    long bits = packed.longValue();
    return new Terms(bits & 0xffffff, (bits >>> 24) & 0xffffff, bits >>> 48);
  }

  BigInteger packed() {
    return BigInteger.valueOf(quorum)
        .shiftLeft(48)
        .or(BigInteger.valueOf((grace << 24) | timelock));
  }

  /** Votes of all that there are which must be for it or abstain. */
  BigInteger quorumOf(BigInteger all) {
    return quorumOf(all, quorum);
  }

  /**
   * Votes of all that there are which must be for a proposal or abstain.
   *
   * @param share in parts per 10,000
   */
  public static BigInteger quorumOf(BigInteger all, long share) {
    return all.multiply(BigInteger.valueOf(share)).divide(BigInteger.valueOf(WHOLE));
  }
}
