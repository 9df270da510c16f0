package org.openledger.precompile.fee;

import java.math.BigInteger;

/**
 * What a model has earned and nobody has collected, in wei.
 *
 * @param creator for its creator
 * @param stakers for the stakers
 * @param sink for its sink, or the treasuries of its Datanets
 */
record Accrual(BigInteger creator, BigInteger stakers, BigInteger sink) {

  static final Accrual NONE = new Accrual(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  Accrual plus(Accrual other) {
    return new Accrual(
        creator.add(other.creator), stakers.add(other.stakers), sink.add(other.sink));
  }

  BigInteger total() {
    return creator.add(stakers).add(sink);
  }
}
