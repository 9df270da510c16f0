package org.openledger.precompile.stake;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Storage;

/** Votes at the end of past blocks, for other contracts: what Staking's views give. */
public final class VotingPower {

  private final StakeStorage stake;

  public VotingPower(Storage storage) {
    this.stake = new StakeStorage(storage);
  }

  /**
   * An account's votes, in wei of gOPEN.
   *
   * @param block before the present one
   */
  public BigInteger of(Address account, long block) {
    return stake.votes(account).at(block);
  }

  /**
   * All that could vote, delegated or not, in wei of gOPEN.
   *
   * @param block before the present one
   */
  public BigInteger ofAll(long block) {
    return stake.supplies().at(block);
  }
}
