package org.openledger.story;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What moved from whom to whom, and why: a book of double entry. What somebody only puts somewhere
 * else (a bond, a deposit, stake) is his all the same and stands nowhere here.
 */
final class Book {

  /** What gas cost, of all together. */
  static final String GAS = "gas";

  /** Earned of an inference and not collected yet. */
  static final String ACCRUED = "earned, not collected";

  /** Shared out to the stakers and not claimed yet. */
  static final String STAKERS = "stakers' rewards";

  /** The model's feedback pool. */
  static final String FEEDBACK = "feedback pool";

  /** Of contributors, until attesters have weighed it. */
  static final String INFLUENCE = "influence pool";

  /**
   * Wei that moved.
   *
   * @param block in which
   * @param from whose they were
   * @param to whose they are
   * @param wei how many
   * @param reason why
   */
  record Entry(long block, String from, String to, BigInteger wei, String reason) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Writes an entry; one of nothing is left out. */
  void move(long block, String from, String to, BigInteger wei, String reason) {
    if (wei.signum() < 0) {
      throw new IllegalArgumentException(reason + ": " + wei + " wei");
    }
    if (wei.signum() > 0 && !from.equals(to)) {
      entries.add(new Entry(block, from, to, wei, reason));
    }
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** What an account got, and what it gave (negative), by reason, in the order of the first. */
  Map<String, BigInteger> of(String account) {
    Map<String, BigInteger> sums = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.to().equals(account)) {
        sums.merge(entry.reason(), entry.wei(), BigInteger::add);
      }
      if (entry.from().equals(account)) {
        sums.merge(entry.reason(), entry.wei().negate(), BigInteger::add);
      }
    }
    return sums;
  }

  /** What an account got less what it gave. */
  BigInteger sum(String account) {
    return of(account).values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
