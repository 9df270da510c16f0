package org.openledger.precompile.feedback;

import java.math.BigInteger;
import org.openledger.precompile.fund.FeedbackFund;

/**
 * A round of a model. What parameters govern is as it was when the round was opened.
 *
 * @param start its first block; 0: there is no such round
 * @param window blocks of each of its four windows
 * @param maxItems most items
 * @param items that were put up
 * @param payerItems those of them that payers put up
 * @param maxRaters most who commit
 * @param raters who have committed
 * @param revealed who have revealed
 * @param minOthers ratings of others without which an item earns a rater nothing
 * @param maxRaterShare most of the budget for one rater, in parts per 10,000
 * @param budget wei that it may pay
 * @param left wei of it that it has not paid
 */
record Round(
    long start,
    long window,
    int maxItems,
    int items,
    int payerItems,
    int maxRaters,
    int raters,
    int revealed,
    int minOthers,
    int maxRaterShare,
    BigInteger budget,
    BigInteger left) {

  private static final int WINDOWS = 4;

  boolean exists() {
    return start > 0;
  }

  /**
   * Where it stands in a block.
   *
   * @param last whether no round came after it
   */
  Phase phase(long block, boolean last) {
    if (!exists()) {
      return Phase.NONE;
    }
    if (!last) {
      return Phase.CLOSED;
    }
    long windows = (block - start) / window;
    return switch ((int) Math.min(windows, WINDOWS - 1)) {
      case 0 -> Phase.ITEMS;
      case 1 -> Phase.COMMIT;
      case 2 -> Phase.REVEAL;
      default -> Phase.CLAIM;
    };
  }

  /** Whether the next round may be opened in a block. */
  boolean isOver(long block) {
    return !exists() || block >= start + WINDOWS * window;
  }

  /** Most items that payers put up: half, rounded up. */
  int maxPayerItems() {
    return (maxItems + 1) / 2;
  }

  /** Most wei that one rater earns. INV-FEED-04: all of them together at most the budget. */
  BigInteger perRater() {
    BigInteger most = FeedbackFund.part(budget, maxRaterShare);
    return revealed == 0 ? most : most.min(budget.divide(BigInteger.valueOf(revealed)));
  }

  /**
   * What some points earn, rounded down.
   *
   * @param points 0 … {@link Histogram#FULL} for each item
   */
  BigInteger reward(int points) {
    return perRater()
        .multiply(BigInteger.valueOf(points))
        .divide(BigInteger.valueOf((long) Histogram.FULL * maxItems));
  }

  Round withItem(boolean byPayer) {
    return with(items + 1, payerItems + (byPayer ? 1 : 0), raters, revealed, left);
  }

  Round withRater() {
    return with(items, payerItems, raters + 1, revealed, left);
  }

  Round withRevealed() {
    return with(items, payerItems, raters, revealed + 1, left);
  }

  Round paid(BigInteger wei) {
    return with(items, payerItems, raters, revealed, left.subtract(wei));
  }

  private Round with(
      int newItems, int newPayerItems, int newRaters, int newRevealed, BigInteger newLeft) {
    return new Round(
        start,
        window,
        maxItems,
        newItems,
        newPayerItems,
        maxRaters,
        newRaters,
        newRevealed,
        minOthers,
        maxRaterShare,
        budget,
        newLeft);
  }
}
