package org.openledger.node.rpc;

import java.time.Duration;

/**
 * What this node gives to one query: its own limits, no part of consensus.
 *
 * @param viewGas most gas of one view of a contract
 * @param viewTime longest time of one request
 * @param concurrency most requests that are answered at once
 * @param patience how long a request waits for its turn
 */
public record QueryLimits(long viewGas, Duration viewTime, int concurrency, Duration patience) {

  /** The limits of a node that is told no others. */
  public static QueryLimits standard() {
    return new QueryLimits(200_000_000, Duration.ofSeconds(5), 16, Duration.ofSeconds(1));
  }
}
