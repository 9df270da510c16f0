package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.host.Address;

/** Credits of one call, netted: each account is written once, in the order of addresses. */
final class Credits {

  private final SortedMap<Address, BigInteger> amounts = new TreeMap<>();
  private BigInteger total = BigInteger.ZERO;

  /** Adds an amount ≥ 0 to an account; nothing where it is 0. */
  void add(Address account, BigInteger amount) {
    if (amount.signum() > 0) {
      amounts.merge(account, amount, BigInteger::add);
      total = total.add(amount);
    }
  }

  /** Sum of what was added. */
  BigInteger total() {
    return total;
  }

  /** Writes credits and liabilities. */
  void write(FeeStorage storage) {
    amounts.forEach(storage::addCredit);
    storage.setLiabilities(storage.liabilities().add(total));
  }
}
