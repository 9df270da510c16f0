package org.openledger.precompile.fee;

import java.math.BigInteger;

/**
 * An inference that is paid for and not yet answered.
 *
 * @param inputTokens most tokens of the prompt
 * @param maxOutputTokens most tokens of the answer
 * @param amount wei held
 * @param deadline last block in which it can be settled; 0: there is no reservation
 * @param by as what it was paid
 */
record Reservation(
    BigInteger inputTokens, long maxOutputTokens, BigInteger amount, long deadline, Spender by) {

  static final Reservation NONE =
      new Reservation(BigInteger.ZERO, 0, BigInteger.ZERO, 0, Spender.PLAIN);

  boolean exists() {
    return deadline != 0;
  }
}
