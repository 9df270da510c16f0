package org.openledger.precompile.fee;

import java.util.Arrays;
import org.openledger.precompile.attribution.Attribution;

/**
 * Who would have earned more of an answer had it been settled whole.
 *
 * @param accounts their numbers, in the order of the first token that each owns of the whole answer
 * @param units how many units more, each &gt; 0
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Gains(long[] accounts, long[] units) {

  static final Gains NONE = new Gains(new long[0], new long[0]);

  static Gains between(Attribution settled, Attribution whole) {
    long[] known = new long[settled.payeeCount()]; // Account above, index below, to be searched.
    Arrays.setAll(known, i -> settled.payee(i) << 31 | i);
    Arrays.sort(known);
    long[] accounts = new long[whole.payeeCount()];
    long[] units = new long[whole.payeeCount()];
    int count = 0;
    for (int i = 0; i < whole.payeeCount(); i++) {
      long account = whole.payee(i);
      int at = -Arrays.binarySearch(known, account << 31) - 1;
      at = at < 0 ? -at - 1 : at; // Found itself where the index below is 0.
      boolean had = at < known.length && known[at] >>> 31 == account;
      long before = had ? settled.credit().units((int) (known[at] & Integer.MAX_VALUE)) : 0;
      long gain = whole.credit().units(i) - before;
      if (gain > 0) {
        accounts[count] = account;
        units[count++] = gain;
      }
    }
    return new Gains(Arrays.copyOf(accounts, count), Arrays.copyOf(units, count));
  }

  boolean isEmpty() {
    return accounts.length == 0;
  }
}
