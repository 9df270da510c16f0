package org.openledger.attribution.segment;

/**
 * Brings what stands at many random places of a text into the caches.
 *
 * <p>A processor waits for as many cache misses at once as fit, with all that stands between them,
 * into what it looks ahead. So a loop that does nothing but read waits for several times as many as
 * one that also compares and writes. It goes first, over as much as the caches hold. Java has no
 * prefetching.
 */
final class CacheLines {
  /** Places that are read at once, where the caches hold other things besides. */
  static final int BLOCK = 512;

  private final int[] text;

  /** Compilers leave out reads whose results go nowhere. */
  @SuppressWarnings("unused")
  private int read;

  CacheLines(int[] text) {
    this.text = text;
  }

  /**
   * Reads one symbol for each place of some.
   *
   * @param ahead where it stands, counted from the place; may be behind the text's end, but not
   *     before its beginning
   */
  void touch(int[] places, int from, int to, int ahead) {
    int[] symbols = text;
    int sum = 0;
    for (int i = from; i < to; i++) {
      int at = places[i] + ahead;
      if (at < symbols.length) {
        sum += symbols[at];
      }
    }
    read = sum;
  }
}
