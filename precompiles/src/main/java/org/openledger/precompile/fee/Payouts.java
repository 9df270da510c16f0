package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.Arrays;
import org.openledger.precompile.ledger.Ledger;

/** What contributors earn in one call, netted: each account is written once. */
final class Payouts {

  /**
   * Amounts of so few bits are summed in a long: one and a sum that is as small make no overflow.
   */
  private static final int SMALL_BITS = 61;

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
    for (int begin = 0; begin < count; ) {
      int end = begin + 1;
      while (end < count && keys[end] >>> 31 == keys[begin] >>> 31) {
        end++;
      }
      numbers[size] = keys[begin] >>> 31;
      sums[size++] = sum(begin, end);
      begin = end;
    }
    ledger.credit(numbers, sums, size);
  }

  /** The sum of the amounts of some keys; as long as they are small, it makes no new number. */
  private BigInteger sum(int begin, int end) {
    BigInteger large = BigInteger.ZERO;
    long small = 0;
    for (int i = begin; i < end; i++) {
      BigInteger amount = amounts[(int) (keys[i] & Integer.MAX_VALUE)];
      if (amount.bitLength() > SMALL_BITS) {
        large = large.add(amount);
      } else {
        small += amount.longValueExact();
        if (small >>> SMALL_BITS != 0) {
          large = large.add(BigInteger.valueOf(small));
          small = 0;
        }
      }
    }
    return large.add(BigInteger.valueOf(small));
  }
}
