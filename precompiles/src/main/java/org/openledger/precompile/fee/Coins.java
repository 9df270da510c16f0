package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;

/** Coins that come in. INV-FEE-01: whatever comes in is owed to somebody. */
final class Coins {

  private Coins() {}

  /** Counts wei that came with the call as owed; where it is negative, as paid out. */
  static void owe(Call call, BigInteger arrived) {
    Ledger ledger = new Ledger(call.storage());
    ledger.setTotals(plus(ledger.totals(), arrived, BigInteger.ZERO, BigInteger.ZERO));
  }

  /** With more owed, some of it to the platform and general stake; no more than can be counted. */
  static Totals plus(Totals totals, BigInteger arrived, BigInteger platform, BigInteger stakers) {
    Totals sum = totals.plus(arrived, platform, stakers);
    atMost(sum.liabilities(), Totals.MAX_LIABILITIES);
    return sum;
  }

  /** Counts the call's value, which must not be zero, as owed. */
  static BigInteger received(Call call) {
    BigInteger value = call.value();
    Call.require(value.signum() > 0, FeeAbi.ZERO_VALUE);
    owe(call, value);
    return value;
  }

  /** Ends the call where one holding would be too large. */
  static void holdable(BigInteger amount) {
    atMost(amount, Holding.MAX);
  }

  static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, FeeAbi.TOO_MANY_COINS, amount, limit);
  }
}
