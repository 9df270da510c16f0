package org.openledger.attribution.segment;

/**
 * Puts all suffixes in order, given the LMS ones in order: two passes over the buckets of suffixes
 * that begin with the same symbol. Each bucket holds first the suffixes that are larger than their
 * successors (L), then those that are smaller (S).
 *
 * <p>A pass takes the suffixes of a bucket in order and puts their predecessors, if these are of
 * the pass's type, into their own buckets. Whether the predecessor's predecessor will be of that
 * type is seen when its symbol is read, and noted in the sign, so that each symbol is read at
 * random once only. Suffixes are taken in blocks, whose symbols are read first ({@link
 * CacheLines}).
 */
final class Induction {
  private static final int BLOCK = 1024;

  /** Buckets of so few suffixes are not worth a block; among names most buckets are small. */
  private static final int SMALL_BUCKET = 8;

  private final int[] text;
  private final int[] suffixes;
  private final int[] start;

  /** Where the next suffix of each bucket goes. */
  private final int[] cursor;

  private final Share share;

  /** Suffixes from one report to the next. */
  private final int stride;

  private final int[] block = new int[BLOCK];
  private final CacheLines lines;

  private Induction(int[] text, int[] start, int[] cursor, int[] suffixes, Share share) {
    this.text = text;
    this.start = start;
    this.suffixes = suffixes;
    this.share = share;
    this.stride = Math.max(1, text.length >> 6);
    this.cursor = cursor;
    this.lines = new CacheLines(text);
  }

  /**
   * Fills the suffix array.
   *
   * @param text at least one symbol
   * @param start where the bucket of each symbol begins, and where the last ends
   * @param cursor room for one number for each symbol
   * @param lms the LMS suffixes in order
   * @param lmsStart where the LMS suffixes of each symbol begin, and where the last end
   * @param suffixes the result
   */
  static void induce(
      int[] text,
      int[] start,
      int[] cursor,
      int[] lms,
      int[] lmsStart,
      int[] suffixes,
      Share share) {
    Induction induction = new Induction(text, start, cursor, suffixes, share);
    induction.larger(lms, lmsStart);
    induction.smaller();
  }

  /** Leaves a suffix whose predecessor is S as its complement. */
  private void larger(int[] lms, int[] lmsStart) {
    System.arraycopy(start, 0, cursor, 0, cursor.length);
    block[0] = text.length; // The end induces the last suffix.
    putLarger(1);
    int due = stride;
    for (int symbol = 0; symbol < cursor.length; symbol++) {
      if (start[symbol + 1] - start[symbol] <= SMALL_BUCKET) {
        largerOfSmallBucket(symbol, lms, lmsStart);
        continue;
      }
      int end;
      for (int i = start[symbol]; i < cursor[symbol]; i = end) {
        end = Math.min(cursor[symbol], i + BLOCK);
        int taken = 0;
        for (int j = i; j < end; j++) {
          int suffix = suffixes[j];
          block[taken] = suffix;
          taken += -suffix >>> 31; // Neither a complement nor 0.
        }
        putLarger(taken);
        if (end >= due) {
          share.done(end, 2L * text.length);
          due = end + stride;
        }
      }
      int lmsEnd = lmsStart[symbol + 1];
      for (int i = lmsStart[symbol]; i < lmsEnd; i = end) {
        end = Math.min(lmsEnd, i + BLOCK);
        System.arraycopy(lms, i, block, 0, end - i);
        putLarger(end - i);
      }
    }
  }

  private void largerOfSmallBucket(int symbol, int[] lms, int[] lmsStart) {
    for (int i = start[symbol]; i < cursor[symbol]; i++) {
      if (suffixes[i] > 0) {
        putLargerOf(suffixes[i]);
      }
    }
    for (int i = lmsStart[symbol]; i < lmsStart[symbol + 1]; i++) {
      putLargerOf(lms[i]);
    }
  }

  private void putLargerOf(int successor) {
    int suffix = successor - 1;
    int symbol = text[suffix];
    int before = text[Math.max(suffix - 1, 0)];
    suffixes[cursor[symbol]++] = suffix ^ ((before - symbol) >> 31);
  }

  private void putLarger(int taken) {
    lines.touch(block, 0, taken, -1);
    for (int i = 0; i < taken; i++) {
      putLargerOf(block[i]);
    }
  }

  private void smaller() {
    System.arraycopy(start, 1, cursor, 0, cursor.length);
    int due = text.length - stride;
    for (int symbol = cursor.length - 1; symbol >= 0; symbol--) {
      int begin = start[symbol];
      if (start[symbol + 1] - begin <= SMALL_BUCKET) {
        smallerOfSmallBucket(symbol);
        continue;
      }
      int from;
      for (int i = start[symbol + 1]; i > begin; i = from) {
        int bound = i > cursor[symbol] ? cursor[symbol] : begin;
        from = Math.max(bound, i - BLOCK);
        int taken = 0;
        for (int j = i - 1; j >= from; j--) {
          int suffix = suffixes[j];
          int complement = suffix >> 31;
          block[taken] = suffix ^ complement;
          suffixes[j] = suffix ^ complement;
          taken -= complement;
        }
        putSmaller(taken);
        if (from <= due) {
          share.done(2L * text.length - from, 2L * text.length);
          due = from - stride;
        }
      }
    }
  }

  private void smallerOfSmallBucket(int symbol) {
    for (int i = start[symbol + 1] - 1; i >= start[symbol]; i--) {
      if (suffixes[i] < 0) {
        suffixes[i] = ~suffixes[i];
        putSmallerOf(suffixes[i]);
      }
    }
  }

  private void putSmallerOf(int successor) {
    int suffix = successor - 1;
    int symbol = text[suffix];
    // The first suffix has no predecessor: nothing is left to be done for it.
    int before = suffix == 0 ? Integer.MAX_VALUE : text[suffix - 1];
    suffixes[--cursor[symbol]] = suffix ^ ~((symbol - before) >> 31);
  }

  private void putSmaller(int taken) {
    lines.touch(block, 0, taken, -1);
    for (int i = 0; i < taken; i++) {
      putSmallerOf(block[i]);
    }
  }
}
