package org.openledger.attribution.segment;

import java.util.List;

/**
 * Smallest number in a range of a column, in bounded time: the minima of blocks of 64 numbers, of
 * each 16 of these, and so on, are columns too. At most 126 numbers are read, and 30 of each level
 * of minima: 336 of 2^31.
 */
final class RangeMinimum {
  private final PackedColumn[] levels;

  /** The numbers, then each level of minima up to a single one. */
  RangeMinimum(PackedColumn numbers, List<PackedColumn> minima) {
    levels = new PackedColumn[minima.size() + 1];
    levels[0] = numbers;
    for (int l = 0; l < minima.size(); l++) {
      levels[l + 1] = minima.get(l);
    }
  }

  /** The minimum of the numbers [lo, hi). */
  int min(int lo, int hi) {
    if (lo < 0 || lo >= hi || hi > levels[0].size()) {
      throw new IndexOutOfBoundsException(
          "range [" + lo + ", " + hi + ") of " + levels[0].size() + " values");
    }
    int min = Integer.MAX_VALUE;
    int begin = lo;
    int end = hi;
    int bits = SegmentLayout.MINIMA_FIRST_BITS;
    for (PackedColumn level : levels) {
      int firstBlock = (begin + (1 << bits) - 1) >>> bits;
      int endBlock = end >>> bits;
      if (firstBlock >= endBlock) {
        return Math.min(min, scan(level, begin, end));
      }
      min = Math.min(min, scan(level, begin, firstBlock << bits));
      min = Math.min(min, scan(level, endBlock << bits, end));
      begin = firstBlock;
      end = endBlock;
      bits = SegmentLayout.MINIMA_NEXT_BITS;
    }
    return min;
  }

  static int scan(PackedColumn column, int begin, int end) {
    int min = Integer.MAX_VALUE;
    for (int i = begin; i < end; i++) {
      min = Math.min(min, column.get(i));
    }
    return min;
  }
}
