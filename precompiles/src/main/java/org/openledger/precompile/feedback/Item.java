package org.openledger.precompile.feedback;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * A settled inference that is rated.
 *
 * @param payer who paid for it
 * @param owner whose agent the payer was when it was put up; zero: nobody's
 * @param request his number of it
 * @param ratings that were revealed
 * @param corrected whether a correction of it was approved
 */
record Item(
    Address payer, Address owner, BigInteger request, Histogram ratings, boolean corrected) {

  /** Twice the middle of all ratings; 0 where there are too few. */
  int doubledMedian(int minimum) {
    return ratings.count() < minimum ? 0 : ratings.doubledMedian();
  }
}
