package org.openledger.attack.rule;

import java.math.BigInteger;
import java.util.Map;
import org.openledger.attack.search.Trial;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Run;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Segment;

/** What an answer pays to whom, as the kernel says. */
@SuppressWarnings("ArrayRecordComponent") // Compared field by field where at all.
record Payout(long[] owners, int[] payees, int[] weights, Parameters parameters, Credit credit) {
  private static final BigInteger POOL = BigInteger.valueOf(Trial.POOL);

  static Payout of(
      int[] output,
      int[] weights,
      Parameters parameters,
      java.util.List<Segment> segments,
      Map<Long, Integer> payeeOf,
      int payeeCount) {
    CountingWindows windows = CountingWindows.of(output, weights, parameters);
    long[] owners = Owners.of(output, windows, segments);
    int[] payees = new int[owners.length];
    for (int i = 0; i < owners.length; i++) {
      payees[i] =
          owners[i] == Owners.NONE ? Credit.NOBODY : payeeOf.getOrDefault(owners[i], Credit.NOBODY);
    }
    Credit credit = Credit.of(payees, payeeCount, weights, parameters);
    return new Payout(owners, payees, weights, parameters, credit);
  }

  int payeeCount() {
    return credit.payeeCount();
  }

  /** Wei of the pool for a payee; 0 for one that is not known here. */
  long wei(int payee) {
    return payee < payeeCount() ? credit.share(POOL, payee).longValueExact() : 0;
  }

  /** Wei of payees from one number on. */
  long weiFrom(int first) {
    long sum = 0;
    for (int payee = first; payee < payeeCount(); payee++) {
      sum += wei(payee);
    }
    return sum;
  }

  /** What the payees below a number lose against an earlier payout, gains of others not offset. */
  long lossSince(Payout before, int count) {
    long loss = 0;
    for (int payee = 0; payee < count; payee++) {
      loss += Math.max(0, before.wei(payee) - wei(payee));
    }
    return loss;
  }

  /** Tokens owned by payees from one number on. */
  int ownedFrom(int first) {
    int owned = 0;
    for (int payee : payees) {
      owned += payee >= first ? 1 : 0;
    }
    return owned;
  }

  /**
   * The most that whoever comes later can be paid: stretches that nobody owns and that count by
   * themselves (rule version 1, steps 3 and 4).
   */
  long unowned() {
    long units = 0;
    int m = owners.length;
    int begin = 0;
    while (begin < m) {
      int end = begin;
      while (end < m && owners[end] == Owners.NONE) {
        end++;
      }
      units += unitsIfCounting(begin, end);
      begin = Math.max(begin + 1, end);
    }
    return wei(units);
  }

  /**
   * What payees below a number lose once tokens are taken by payees from that number on, by the
   * rule: the tokens taken, and what is left of a paid run where it does not count any more.
   */
  long lossByTaking(Payout after, int count) {
    long[] lost = new long[count];
    for (Run run : credit.runs()) {
      if (!run.paid() || run.payee() >= count) {
        continue;
      }
      long kept = 0;
      int begin = run.begin();
      while (begin < run.end()) {
        int end = begin;
        while (end < run.end() && after.payees[end] < count) {
          end++;
        }
        kept += unitsIfCounting(begin, end);
        begin = Math.max(begin + 1, end);
      }
      lost[run.payee()] += units(run.begin(), run.end()) - kept;
    }
    long wei = 0;
    for (long units : lost) {
      wei += units == 0 ? 0 : wei(units) + 1; // Rounded down twice: at most 1 wei more.
    }
    return wei;
  }

  private long unitsIfCounting(int begin, int end) {
    return parameters.counts(end - begin, weight(begin, end)) ? units(begin, end) : 0;
  }

  private long units(int begin, int end) {
    return parameters.unit() == Unit.TOKENS ? end - begin : weight(begin, end);
  }

  private long weight(int begin, int end) {
    long sum = 0;
    for (int i = begin; i < end; i++) {
      sum += weights[i];
    }
    return sum;
  }

  private long wei(long units) {
    return credit.full() == 0
        ? 0
        : POOL.multiply(BigInteger.valueOf(units))
            .divide(BigInteger.valueOf(credit.full()))
            .longValueExact();
  }
}
