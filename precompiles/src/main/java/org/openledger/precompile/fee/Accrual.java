package org.openledger.precompile.fee;

import java.math.BigInteger;

/**
 * What a model has earned and nobody has collected.
 *
 * @param creator wei for its creator
 * @param sink wei for its sink, or the treasuries of its Datanets
 * @param stakers wei for what is staked on it
 * @param account number in the ledger of who was the creator when it was earned
 * @param version number of the model's version that names the sink
 */
record Accrual(
    BigInteger creator, BigInteger sink, BigInteger stakers, long account, long version) {

  /** Whether what another earns can be added: for the same people. */
  boolean isFor(Accrual other) {
    return account == other.account && version == other.version;
  }

  Accrual plus(Accrual other) {
    return new Accrual(
        creator.add(other.creator),
        sink.add(other.sink),
        stakers.add(other.stakers),
        account,
        version);
  }

  BigInteger total() {
    return creator.add(sink).add(stakers);
  }
}
