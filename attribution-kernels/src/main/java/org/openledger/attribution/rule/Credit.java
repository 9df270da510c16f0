package org.openledger.attribution.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What each payee has earned of an answer (rule version 1, steps 4 to 6); immutable.
 *
 * <p>Payees are numbered from 0; who they are, the caller knows.
 */
public final class Credit {
  /** The payee of a token that is uncovered or whose owner is paid nothing. */
  public static final int NOBODY = -1;

  private final List<Run> runs;
  private final long[] units;
  private final int paidTokens;
  private final long full;

  private Credit(List<Run> runs, long[] units, int paidTokens, long full) {
    this.runs = List.copyOf(runs);
    this.units = units;
    this.paidTokens = paidTokens;
    this.full = full;
  }

  /**
   * Adds up the paid runs.
   *
   * @param payees of the m tokens: a number from 0 to payeeCount - 1, or NOBODY
   * @param weights of the m tokens, capped, in 1/1024 bit
   */
  public static Credit of(int[] payees, int payeeCount, int[] weights, Parameters p) {
    WeightSums sums = new WeightSums(payees, weights);
    List<Run> runs = new ArrayList<>();
    long[] units = new long[payeeCount];
    int paidTokens = 0;
    int m = payees.length;
    int begin = 0;
    while (begin < m) {
      int payee = payees[begin];
      int end = begin + 1;
      while (end < m && payees[end] == payee) {
        end++;
      }
      if (payee != NOBODY) {
        boolean paid = sums.counts(begin, end, p);
        runs.add(new Run(begin, end, payee, paid));
        if (paid) {
          paidTokens += end - begin;
          units[payee] += p.unit() == Unit.TOKENS ? end - begin : sums.weight(begin, end);
        }
      }
      begin = end;
    }
    long full = p.unit() == Unit.TOKENS ? m : (long) m * p.maxWeight();
    return new Credit(runs, units, paidTokens, full);
  }

  /** Own runs in order of the answer, paid or not. */
  public List<Run> runs() {
    return runs;
  }

  /** How many payees there are. */
  public int payeeCount() {
    return units.length;
  }

  /** Units credited to a payee. */
  public long units(int payee) {
    return units[payee];
  }

  /** Tokens of all paid runs. */
  public int paidTokens() {
    return paidTokens;
  }

  /** Units of an answer that is paid throughout at the highest weight. */
  public long full() {
    return full;
  }

  /** What a payee receives of a pool of wei: floor(pool · units / full); 0 of an empty answer. */
  public BigInteger share(BigInteger pool, int payee) {
    if (full == 0) {
      return BigInteger.ZERO;
    }
    return pool.multiply(BigInteger.valueOf(units[payee])).divide(BigInteger.valueOf(full));
  }

  /** What the sink receives: the pool less all shares. */
  public BigInteger sink(BigInteger pool) {
    BigInteger rest = pool;
    for (int payee = 0; payee < units.length; payee++) {
      rest = rest.subtract(share(pool, payee));
    }
    return rest;
  }
}
