package org.openledger.attribution.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * Smallest value in a range of a column, in bounded time: at most 126 values are read, and two
 * entries of a sparse table over blocks of 64 (Bender and Farach-Colton, "The LCA Problem
 * Revisited", 2000, without their tables inside blocks). Memory: log2(n / 64) / 64 integers for
 * each value, half an integer at 2^31 values.
 */
final class RangeMinimum {
  private static final int BLOCK_BITS = 6;
  private static final int BLOCK = 1 << BLOCK_BITS;

  private final IntColumn values;

  /** levels[k][b]: the minimum over the 2^k blocks from block b on. */
  private final List<int[]> levels = new ArrayList<>();

  RangeMinimum(IntColumn values) {
    this.values = values;
    int blocks = (values.size() >>> BLOCK_BITS) + ((values.size() & (BLOCK - 1)) == 0 ? 0 : 1);
    int[] minima = new int[blocks];
    for (int b = 0; b < blocks; b++) {
      int begin = b << BLOCK_BITS;
      minima[b] = scan(begin, begin + Math.min(BLOCK, values.size() - begin));
    }
    levels.add(minima);
    for (int span = 1; 2L * span <= blocks; span *= 2) {
      int[] shorter = levels.getLast();
      int[] longer = new int[blocks - 2 * span + 1];
      for (int b = 0; b < longer.length; b++) {
        longer[b] = Math.min(shorter[b], shorter[b + span]);
      }
      levels.add(longer);
    }
  }

  /** The minimum of the values [lo, hi). */
  int min(int lo, int hi) {
    if (lo < 0 || lo >= hi || hi > values.size()) {
      throw new IndexOutOfBoundsException(
          "range [" + lo + ", " + hi + ") of " + values.size() + " values");
    }
    int firstBlock = (lo + BLOCK - 1) >>> BLOCK_BITS;
    int endBlock = hi >>> BLOCK_BITS;
    if (firstBlock >= endBlock) {
      return scan(lo, hi);
    }
    int level = 31 - Integer.numberOfLeadingZeros(endBlock - firstBlock);
    int[] minima = levels.get(level);
    int blocks = Math.min(minima[firstBlock], minima[endBlock - (1 << level)]);
    int left = scan(lo, firstBlock << BLOCK_BITS);
    int right = scan(endBlock << BLOCK_BITS, hi);
    return Math.min(blocks, Math.min(left, right));
  }

  private int scan(int begin, int end) {
    int min = Integer.MAX_VALUE;
    for (int i = begin; i < end; i++) {
      min = Math.min(min, values.get(i));
    }
    return min;
  }
}
