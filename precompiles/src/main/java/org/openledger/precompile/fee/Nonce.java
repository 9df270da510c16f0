package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * A payer's number of an inference, or of a permit. Each model has its own: else a payer could use
 * a number up with a model of his own, in front of the batch of a gateway that has served it.
 *
 * @param payer who gave the number
 * @param model of which model, whether there is one or not
 * @param number any
 */
record Nonce(Address payer, BigInteger model, BigInteger number) {

  static Nonce of(Address payer, long model, BigInteger number) {
    return new Nonce(payer, BigInteger.valueOf(model), number);
  }
}
