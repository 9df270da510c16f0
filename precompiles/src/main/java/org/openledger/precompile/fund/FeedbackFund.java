package org.openledger.precompile.fund;

import java.math.BigInteger;

/**
 * What a model has for feedback.
 *
 * @param amount wei that belong to no round
 * @param share parts per 10,000 of what its creator earns that go to it
 * @param nextShare the lower one that was announced
 * @param fromBlock first block in which that can be brought into force; 0: none was announced
 * @param rounds how many rounds there were
 */
public record FeedbackFund(
    BigInteger amount, long share, long nextShare, long fromBlock, long rounds) {

  private static final BigInteger PER = BigInteger.valueOf(10_000);

  /** What some earnings of the creator bring, rounded down. */
  public BigInteger part(BigInteger earned) {
    return part(earned, share);
  }

  /** What parts per 10,000 are of an amount, rounded down. */
  public static BigInteger part(BigInteger of, long per10000) {
    return of.multiply(BigInteger.valueOf(per10000)).divide(PER);
  }

  /** With more wei, or fewer where they are negative. */
  public FeedbackFund plus(BigInteger wei) {
    return new FeedbackFund(amount.add(wei), share, nextShare, fromBlock, rounds);
  }

  /** With another share, and none announced. */
  public FeedbackFund withShare(long changed) {
    return new FeedbackFund(amount, changed, 0, 0, rounds);
  }

  /** With a share announced. */
  public FeedbackFund announcing(long lower, long block) {
    return new FeedbackFund(amount, share, lower, block, rounds);
  }

  /** With one round more, which has so many wei of it. */
  public FeedbackFund nextRound(BigInteger budget) {
    return new FeedbackFund(amount.subtract(budget), share, nextShare, fromBlock, rounds + 1);
  }
}
