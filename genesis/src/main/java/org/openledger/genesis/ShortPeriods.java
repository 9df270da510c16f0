package org.openledger.genesis;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.system.Parameter;

/**
 * Parameters of a development chain on which votes, rounds and windows end after a few blocks, and
 * bonds are small: for the full story. All others have their standard values.
 */
public final class ShortPeriods {

  private static final SortedMap<Parameter, BigInteger> PARAMETERS = values();

  private ShortPeriods() {}

  /** The parameters that differ from the standard. */
  public static SortedMap<Parameter, BigInteger> parameters() {
    return PARAMETERS;
  }

  private static SortedMap<Parameter, BigInteger> values() {
    SortedMap<Parameter, BigInteger> values = new TreeMap<>();
    values.put(Parameter.VOTING_DELAY, BigInteger.ONE);
    values.put(Parameter.VOTING_PERIOD, BigInteger.valueOf(8));
    values.put(Parameter.TIMELOCK, BigInteger.ONE);
    // Longer than delay and period together: who has voted is still liable when the vote ends.
    values.put(Parameter.STAKE_COOLDOWN, BigInteger.valueOf(12));
    // Longer than a vote with its timelock, which may slash the bond.
    values.put(Parameter.BOND_LOCK, BigInteger.valueOf(30));
    values.put(Parameter.CHANGE_NOTICE, BigInteger.valueOf(3));
    values.put(Parameter.WITHDRAWAL_DELAY, BigInteger.valueOf(5));
    values.put(Parameter.PROVIDER_DELAY, BigInteger.valueOf(2));
    values.put(Parameter.FEEDBACK_WINDOW, BigInteger.valueOf(8));
    values.put(Parameter.INFLUENCE_EPOCH, BigInteger.valueOf(6));
    values.put(Parameter.CHALLENGE_WINDOW, BigInteger.valueOf(6));
    values.put(Parameter.PROPOSAL_THRESHOLD, open(100));
    values.put(Parameter.MIN_ATTESTER_BOND, open(50));
    values.put(Parameter.RATER_BOND, open(10));
    values.put(Parameter.MIN_PROVIDER_BOND, open(20));
    values.put(Parameter.SERVICE_FEE, BigInteger.valueOf(250));
    return Collections.unmodifiableSortedMap(values);
  }

  private static BigInteger open(long amount) {
    return BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(amount));
  }
}
