package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.Arrays;
import org.openledger.precompile.ledger.Ledger;

/** What contributors earn in one call, netted: each account is written once. */
final class Payouts {

  private long[] keys = new long[16]; // Account number above, index of the amount below.
  private BigInteger[] amounts = new BigInteger[16];
  private int count;

  /** Adds an amount ≥ 0 to the account of a number; nothing if it is 0. */
  void add(long number, BigInteger amount) {
    if (amount.signum() == 0) {
      return;
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      amounts = Arrays.copyOf(amounts, 2 * count);
    }
    keys[count] = number << 31 | count;
    amounts[count++] = amount;
  }

  /** Writes the balances, in the order of account numbers. The caller sees to the liabilities. */
  void write(Ledger ledger) {
    Arrays.sort(keys, 0, count);
    long[] numbers = new long[count];
    BigInteger[] sums = new BigInteger[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      long number = keys[i] >>> 31;
      BigInteger amount = amounts[(int) (keys[i] & Integer.MAX_VALUE)];
      if (size > 0 && numbers[size - 1] == number) {
        sums[size - 1] = sums[size - 1].add(amount);
      } else {
        numbers[size] = number;
        sums[size++] = amount;
      }
    }
    ledger.credit(numbers, sums, size);
  }
}
