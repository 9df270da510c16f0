package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;

/** Credits of one call, netted: each account is written once, in the order of account numbers. */
final class Credits {

  private final Ledger ledger;
  private final SortedMap<Long, BigInteger> amounts = new TreeMap<>();
  private BigInteger total = BigInteger.ZERO;

  Credits(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Adds an amount ≥ 0 to an account, which gets a number if it has none; nothing if it is 0. */
  void add(Address account, BigInteger amount) {
    if (amount.signum() > 0) {
      add(ledger.register(account), amount);
    }
  }

  /** Adds an amount ≥ 0 to the account of a number. */
  void add(long number, BigInteger amount) {
    if (amount.signum() > 0) {
      amounts.merge(number, amount, BigInteger::add);
      total = total.add(amount);
    }
  }

  /** Sum of what was added. */
  BigInteger total() {
    return total;
  }

  /** Writes balances and liabilities. */
  void write() {
    amounts.forEach(ledger::credit);
    ledger.addLiabilities(total);
  }
}
