package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;

/** Coins that come in. INV-FEE-01: whatever comes in is owed to somebody. */
final class Coins {

  private Coins() {}

  /** Counts wei that came with the call as owed, some of it to the platform. */
  static void owe(Call call, BigInteger arrived, BigInteger platform) {
    Ledger ledger = new Ledger(call.storage());
    if (arrived.signum() > 0) {
      atMost(ledger.liabilities().add(arrived), Ledger.MAX_LIABILITIES);
    }
    ledger.addTotals(arrived, platform);
  }

  /** Counts the call's value, which must not be zero, as owed. */
  static BigInteger received(Call call) {
    BigInteger value = call.value();
    Call.require(value.signum() > 0, FeeAbi.ZERO_VALUE);
    owe(call, value, BigInteger.ZERO);
    return value;
  }

  /** Ends the call where one holding would be too large. */
  static void holdable(BigInteger amount) {
    atMost(amount, Holding.MAX);
  }

  private static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, FeeAbi.TOO_MANY_COINS, amount, limit);
  }
}
