package org.openledger.attribution.segment;

/**
 * The next tokens of many suffixes, each time packed into one word above the suffix's number, so
 * that the words compare as these tokens do.
 */
final class PackedTokens {
  /** Tokens to the cache line that is read next, should suffixes begin alike. */
  private static final int LINE = 14;

  private final int[] text;
  private final int symbolBits;
  private final CacheLines lines;

  /** Where the next tokens of each suffix begin; to be set before they are packed. */
  final int[] places;

  /** The words. */
  final long[] keys;

  /**
   * Takes room.
   *
   * @param symbolBits bits of the largest symbol's successor
   * @param room how many suffixes there are at most
   */
  PackedTokens(int[] text, int symbolBits, int room) {
    this.text = text;
    this.symbolBits = symbolBits;
    this.lines = new CacheLines(text);
    this.places = new int[room];
    this.keys = new long[room];
  }

  /** Packs so many tokens of so many suffixes; a suffix's number takes so many bits. */
  void pack(int members, int tokens, int indexBits) {
    for (int from = 0; from < members; from += CacheLines.BLOCK) {
      int to = Math.min(members, from + CacheLines.BLOCK);
      lines.touch(places, from, to, 0);
      lines.touch(places, from, to, LINE);
      if (tokens == 3) {
        packThree(from, to, indexBits);
      } else {
        pack(from, to, tokens, indexBits);
      }
    }
  }

  /** What the other does: nearly all tokenizers' ids are packed by threes. */
  private void packThree(int from, int to, int indexBits) {
    int[] symbols = text;
    long[] packed = keys;
    int secondBits = symbolBits;
    int firstBits = 2 * symbolBits;
    long ones = (1L << firstBits) + (1L << secondBits) + 1;
    int last = symbols.length - 3;
    for (int i = from; i < to; i++) {
      int place = places[i];
      if (place <= last) {
        long first = (long) symbols[place] << firstBits;
        long second = (long) symbols[place + 1] << secondBits;
        packed[i] = (first + second + symbols[place + 2] + ones) << indexBits | i;
      } else {
        packed[i] = keyAtEnd(place, 3) << indexBits | i;
      }
    }
  }

  private void pack(int from, int to, int tokens, int indexBits) {
    int last = text.length - tokens;
    for (int i = from; i < to; i++) {
      int place = places[i];
      long key = place <= last ? key(place, tokens) : keyAtEnd(place, tokens);
      keys[i] = key << indexBits | i;
    }
  }

  private long key(int place, int tokens) {
    long key = text[place] + 1L;
    for (int j = 1; j < tokens; j++) {
      key = key << symbolBits | (text[place + j] + 1);
    }
    return key;
  }

  private long keyAtEnd(int place, int tokens) {
    long key = 0;
    for (int j = 0; j < tokens; j++) {
      key = key << symbolBits | (place + j < text.length ? text[place + j] + 1 : 0);
    }
    return key;
  }
}
