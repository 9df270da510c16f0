package org.openledger.precompile.influence;

import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * How many of n attesters must sign. INV-INF-03: always more than half, so that no two results of
 * one round can both have a quorum unless somebody signed both.
 *
 * @param result k, for a result
 * @param rerun for a re-run: more than two thirds, and at least k
 */
record Quorum(long result, long rerun) {

  static Quorum of(Call call, long n) {
    long share = new SystemStorage(call.storage()).parameterLong(Parameter.ATTESTER_QUORUM);
    long k = n * share / 100 + 1;
    return new Quorum(k, Math.max(k, n * 2 / 3 + 1));
  }

  /** As above, where so few are enough to decide at all; else TooFewAttesters. */
  static Quorum sufficient(Call call, long n) {
    long least = new SystemStorage(call.storage()).parameterLong(Parameter.MIN_ATTESTERS);
    Call.require(n >= least, InfluenceAbi.TOO_FEW_ATTESTERS, n, least);
    return of(call, n);
  }

  static void require(long signatures, long quorum) {
    Call.require(signatures >= quorum, InfluenceAbi.QUORUM_NOT_REACHED, signatures, quorum);
  }
}
