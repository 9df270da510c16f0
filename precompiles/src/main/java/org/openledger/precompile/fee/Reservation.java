package org.openledger.precompile.fee;

import java.math.BigInteger;

/**
 * An inference that is paid for and not yet answered.
 *
 * @param model which model is to answer; 0: there is no reservation
 * @param inputTokens most tokens of the prompt
 * @param maxOutputTokens most tokens of the answer
 * @param amount wei held
 * @param deadline last block in which it can be settled
 */
record Reservation(
    long model, BigInteger inputTokens, long maxOutputTokens, BigInteger amount, long deadline) {

  boolean exists() {
    return model != 0;
  }
}
