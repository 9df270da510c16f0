package org.openledger.node.peer;

import java.time.Duration;

/**
 * What fetching may take. One content is fetched from a peer at a time, so there are no more
 * connections than peers.
 *
 * @param piece bytes of a piece
 * @param content most bytes of a content; a larger one is not fetched
 * @param partials most contents that lie here in part, where no more are being fetched
 * @param time longest time of one piece with its request
 * @param patience how long one peer is left alone with a content before another is asked for it too
 * @param lack how long a peer that does not hold a content is not asked for that one
 * @param pause after the first failure of a peer; doubled by each further one in a row
 * @param longestPause after many failures; a tenth of it for a peer that cannot be reached
 * @param tick how often it is looked at what is wanted
 */
public record FetchLimits(
    int piece,
    long content,
    int partials,
    Duration time,
    Duration patience,
    Duration lack,
    Duration pause,
    Duration longestPause,
    Duration tick) {

  public FetchLimits {
    if (piece < 1 || content < 1 || partials < 1) {
      throw new IllegalArgumentException("no limits");
    }
  }

  /** Pieces of 1 MiB in 30 s, contents up to 256 MiB, 8 in part; pauses of 1 s to 10 minutes. */
  public static FetchLimits standard() {
    return new FetchLimits(
        1 << 20,
        1L << 28,
        8,
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        Duration.ofSeconds(15),
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        Duration.ofSeconds(1));
  }
}
