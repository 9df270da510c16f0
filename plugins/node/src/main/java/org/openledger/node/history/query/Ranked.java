package org.openledger.node.history.query;

import java.math.BigInteger;
import java.util.Comparator;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.series.Sums;

/**
 * A place on a leaderboard.
 *
 * @param of whose it is
 * @param sums its sums over the span
 */
public record Ranked(Bytes of, Sums sums) {

  /** The larger amount first, then the lower id. */
  static final Comparator<Ranked> ORDER =
      Comparator.comparing(Ranked::value).reversed().thenComparing(Ranked::of);

  /** What decides the place, in wei. */
  public BigInteger value() {
    return sums.amount();
  }
}
