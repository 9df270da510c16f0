package org.openledger.attribution.segment;

/** A set of numbers as bits, and how many of them are smaller than a number. */
final class RankedBits {
  private final long[] bits;

  /** For each word, how many bits are set before it. */
  private final int[] before;

  private final int count;

  /**
   * @param bits of the numbers, 64 to a word; they must not change any more
   */
  RankedBits(long[] bits) {
    this.bits = bits;
    this.before = new int[bits.length];
    int sum = 0;
    for (int w = 0; w < bits.length; w++) {
      before[w] = sum;
      sum += Long.bitCount(bits[w]);
    }
    this.count = sum;
  }

  int count() {
    return count;
  }

  boolean contains(int number) {
    return (bits[number >>> 6] >>> number & 1) != 0;
  }

  /** How many numbers of the set are smaller. */
  int rank(int number) {
    long smaller = bits[number >>> 6] & ((1L << number) - 1);
    return before[number >>> 6] + Long.bitCount(smaller);
  }

  /** 64 numbers' bits. */
  long word(int index) {
    return bits[index];
  }
}
