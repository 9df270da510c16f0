package org.openledger.precompile.feedback;

import java.math.BigInteger;

/**
 * Somebody who rates.
 *
 * @param bond wei that answer for what he has committed to
 * @param since block of his last deposit
 * @param open commitments that are neither revealed nor forfeited
 * @param revealed commitments that he has revealed
 * @param forfeited commitments that he has not revealed in time
 */
record Rater(BigInteger bond, long since, long open, long revealed, long forfeited) {

  /** Most wei of a bond. */
  static final BigInteger MAX_BOND = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

  Rater deposited(BigInteger wei, long block) {
    return new Rater(bond.add(wei), block, open, revealed, forfeited);
  }

  Rater withdrawn() {
    return new Rater(BigInteger.ZERO, since, open, revealed, forfeited);
  }

  Rater committed() {
    return new Rater(bond, since, open + 1, revealed, forfeited);
  }

  Rater hasRevealed() {
    return new Rater(bond, since, open - 1, revealed + 1, forfeited);
  }

  Rater hasForfeited(BigInteger wei) {
    return new Rater(bond.subtract(wei), since, open - 1, revealed, forfeited + 1);
  }
}
