package org.openledger.attribution.segment;

import java.util.Arrays;

/**
 * Sorts LMS suffixes directly, by so many tokens as tell them apart, but no more than are needed to
 * name the rest.
 *
 * <p>Groups of suffixes that begin alike are refined by the next tokens, which are packed into one
 * word with the suffix's number in its block. A block of groups fits into the caches: the tokens of
 * all its suffixes are read first, so that their cache misses overlap, and then each group is
 * sorted.
 *
 * <p>A group may be named as soon as its common beginning holds a descent and behind it an ascent:
 * then it holds the whole LMS substring, wherever it stands. So a suffix is compared by no more
 * than its LMS substring, the run behind it, and a constant; all of these together are linear.
 */
final class LmsSort {
  /** Longest run that is sorted by insertion. */
  private static final int INSERTION = 24;

  /** Groups of so few are sorted to the end at once: what they are compared by is in the caches. */
  private static final int FEW = 3;

  /**
   * How much of an LMS substring a beginning holds: its ascent, its descent (1), or more than all.
   */
  private static final int ASCENT = 0;

  private static final int WHOLE = 2;

  private final int[] text;
  private final int[] order;
  private final int count;
  private final int symbolBits;
  private final Limits limits;

  /** Tokens to look at before giving a common name. */
  private final int enough;

  private final Share share;

  private final CacheLines lines;
  private final PackedTokens packed;
  private final int[] digitEnd;
  private final LargeGroups large;
  private EqualGroups groups;
  private EqualGroups refined;
  private int unsorted;

  private LmsSort(
      int[] text, int alphabet, int[] order, int[] lmsStart, Limits limits, Share share) {
    this.text = text;
    this.order = order;
    this.count = lmsStart[alphabet];
    this.symbolBits = 32 - Integer.numberOfLeadingZeros(alphabet);
    this.limits = limits;
    this.enough = alphabet < limits.manySymbols() ? limits.fewSymbolsDepth() : limits.depth();
    this.share = share;
    int largest = 0;
    for (int s = 0; s < alphabet; s++) {
      largest = Math.max(largest, lmsStart[s + 1] - lmsStart[s]);
    }
    int room = Math.max(Math.min(limits.block(), count), Math.min(limits.large(), largest));
    this.lines = new CacheLines(text);
    this.packed = new PackedTokens(text, symbolBits, room);
    this.groups = new EqualGroups(room / 2);
    this.refined = new EqualGroups(room / 2);
    this.digitEnd = new int[largest > limits.large() ? limits.large() : 0];
    this.large = new LargeGroups(count / limits.large());
  }

  /**
   * Sorts.
   *
   * @param order the LMS suffixes, in buckets by their first symbols; as much room behind them as
   *     they take. Afterwards in order; one that is named like the one before it is a complement
   * @param lmsStart for each symbol, where its bucket begins
   * @return how many suffixes share their names
   */
  static int sort(
      int[] text, int alphabet, int[] order, int[] lmsStart, Limits limits, Share share) {
    LmsSort sort = new LmsSort(text, alphabet, order, lmsStart, limits, share);
    for (int s = 0; s < alphabet; s++) {
      if (lmsStart[s + 1] - lmsStart[s] > 1) {
        sort.add(lmsStart[s], lmsStart[s + 1], 1, ASCENT);
      }
    }
    sort.sortBlock();
    return sort.unsorted;
  }

  private void add(int begin, int end, int groupDepth, int state) {
    if (end - begin > limits.large()) {
      split(begin, end, groupDepth, state);
      return;
    }
    if (groups.members + end - begin > limits.block()) {
      sortBlock();
    }
    groups.add(begin, end, groupDepth, state);
  }

  /** Splits a large group by its next token, or by as many bits of it as can be counted. */
  private void split(int begin, int end, int splitDepth, int state) {
    large.push(begin, end, splitDepth, state, nextShift(symbolBits));
    while (large.pop()) {
      int childDepth = large.shift == 0 ? large.depth + 1 : large.depth;
      count(large.begin, large.end, large.depth, large.shift);
      int from = large.begin;
      int base = large.begin;
      int shift = large.shift;
      int stateBefore = large.state;
      for (int digit = 0; digit < digitEnd.length; digit++) {
        int to = base + digitEnd[digit];
        if (to - from > 1) {
          int place = order[from] + childDepth - 1;
          int childState = shift == 0 ? stateAfter(place, stateBefore, 1) : stateBefore;
          if (childState == WHOLE && childDepth >= enough) {
            name(from, to);
          } else if (to - from > limits.large()) {
            int childShift = nextShift(shift == 0 ? symbolBits : shift);
            large.push(from, to, childDepth, childState, childShift);
          } else {
            add(from, to, childDepth, childState);
          }
        }
        from = to;
      }
    }
  }

  private void count(int begin, int end, int splitDepth, int shift) {
    Arrays.fill(digitEnd, 0);
    int size = end - begin;
    int digits = order.length - size;
    boolean kept = digits >= count + size;
    for (int from = begin; from < end; from += CacheLines.BLOCK) {
      int to = Math.min(end, from + CacheLines.BLOCK);
      lines.touch(order, from, to, splitDepth);
      for (int i = from; i < to; i++) {
        int digit = digit(order[i] + splitDepth, shift);
        digitEnd[digit]++;
        if (kept) {
          order[digits + i - begin] = digit;
        }
      }
    }
    int sum = 0;
    for (int digit = 0; digit < digitEnd.length; digit++) {
      int members = digitEnd[digit];
      digitEnd[digit] = sum;
      sum += members;
    }
    for (int i = begin; i < end; i++) {
      int digit = kept ? order[digits + i - begin] : digit(order[i] + splitDepth, shift);
      order[count + digitEnd[digit]++] = order[i];
    }
    System.arraycopy(order, count, order, begin, end - begin);
  }

  private int nextShift(int shift) {
    return Math.max(0, shift - limits.digitBits());
  }

  private int digit(int place, int shift) {
    int symbol = place < text.length ? text[place] + 1 : 0;
    return symbol >>> shift & (limits.large() - 1);
  }

  private void sortBlock() {
    if (groups.count > 0) {
      share.done(groups.begin[0], count);
    }
    while (groups.count > 0) {
      int indexBits = 32 - Integer.numberOfLeadingZeros(groups.members - 1);
      int tokens = (63 - indexBits) / symbolBits;
      gather(indexBits, tokens);
      refine(indexBits, tokens);
      EqualGroups swap = groups;
      groups = refined;
      refined = swap;
      refined.clear();
    }
    groups.clear();
  }

  private void gather(int indexBits, int tokens) {
    int members = 0;
    for (int g = 0; g < groups.count; g++) {
      int size = groups.end[g] - groups.begin[g];
      int ahead = groups.depth[g];
      int begin = groups.begin[g];
      for (int i = 0; i < size; i++) {
        packed.places[members + i] = order[begin + i] + ahead;
      }
      members += size;
    }
    packed.pack(members, tokens, indexBits);
  }

  private void refine(int indexBits, int tokens) {
    int mask = (1 << indexBits) - 1;
    long[] keys = packed.keys;
    int[] places = packed.places;
    int x = 0;
    for (int g = 0; g < groups.count; g++) {
      int begin = groups.begin[g];
      int end = groups.end[g];
      int state = groups.state[g];
      int depth = groups.depth[g];
      sort(x, x + end - begin);
      long previous = keys[x] >>> indexBits;
      order[begin] = places[(int) keys[x++] & mask] - depth;
      int run = begin;
      for (int i = begin + 1; i < end; i++) {
        long key = keys[x++];
        order[i] = places[(int) key & mask] - depth;
        key >>>= indexBits;
        if (key != previous) {
          if (i - run > 1) {
            keep(run, i, depth, state, tokens);
          }
          run = i;
          previous = key;
        }
      }
      if (end - run > 1) {
        keep(run, end, depth, state, tokens);
      }
    }
  }

  /** What to do with suffixes that are still equal. */
  private void keep(int begin, int end, int depthBefore, int stateBefore, int tokens) {
    int state = stateAfter(order[begin] + depthBefore, stateBefore, tokens);
    int depth = depthBefore + tokens;
    if (depth < enough) {
      if (end - begin <= FEW) {
        sortFew(begin, end, depth, state);
        return;
      }
      int same = common(begin, end, depth, enough - depth);
      state = stateAfter(order[begin] + depth, state, same);
      depth += same;
    }
    keepOrName(begin, end, depth, state);
  }

  private void keepOrName(int begin, int end, int depth, int state) {
    if (state == WHOLE && depth >= enough) {
      name(begin, end);
    } else {
      refined.add(begin, end, depth, state);
    }
  }

  /** Sorts a small group by all tokens that are looked at: their cache lines are at hand. */
  private void sortFew(int begin, int end, int depth, int state) {
    int most = enough - depth;
    for (int i = begin + 1; i < end; i++) {
      int suffix = order[i];
      int j = i;
      for (; j > begin && isLess(suffix + depth, order[j - 1] + depth, most); j--) {
        order[j] = order[j - 1];
      }
      order[j] = suffix;
    }
    int run = begin;
    for (int i = begin + 1; i <= end; i++) {
      if (i == end || common(i - 1, i + 1, depth, most) < most) {
        if (i - run > 1) {
          keepOrName(run, i, enough, stateAfter(order[run] + depth, state, most));
        }
        run = i;
      }
    }
  }

  private boolean isLess(int a, int b, int most) {
    int same = same(a, b, most);
    if (same == most) {
      return false;
    }
    int behind = Math.max(a, b) + same;
    return behind == text.length ? a > b : text[a + same] < text[b + same];
  }

  /** How many tokens all suffixes of a group have in common behind its depth, at most so many. */
  private int common(int begin, int end, int depth, int most) {
    int same = most;
    for (int i = begin + 1; i < end && same > 0; i++) {
      same = same(order[begin] + depth, order[i] + depth, same);
    }
    return same;
  }

  private int same(int a, int b, int most) {
    int[] symbols = text;
    int limit = Math.min(most, symbols.length - Math.max(a, b));
    int same = 0;
    while (same < limit && symbols[a + same] == symbols[b + same]) {
      same++;
    }
    return same;
  }

  private int stateAfter(int place, int stateBefore, int tokens) {
    int state = stateBefore;
    for (int i = place; state != WHOLE && i < place + tokens; i++) {
      if (state == ASCENT ? text[i] < text[i - 1] : text[i] > text[i - 1]) {
        state++;
      }
    }
    return state;
  }

  private void name(int begin, int end) {
    unsorted += end - begin;
    for (int i = begin + 1; i < end; i++) {
      order[i] = ~order[i];
    }
  }

  private void sort(int begin, int end) {
    long[] keys = packed.keys;
    if (end - begin > INSERTION) {
      Arrays.sort(keys, begin, end);
      return;
    }
    for (int i = begin + 1; i < end; i++) {
      long key = keys[i];
      int j = i;
      for (; j > begin && keys[j - 1] > key; j--) {
        keys[j] = keys[j - 1];
      }
      keys[j] = key;
    }
  }

  /**
   * What is small and what is large.
   *
   * @param depth tokens to look at before giving a common name: what tells tokens apart costs less
   *     than what a name costs
   * @param fewSymbolsDepth likewise, where a text has few symbols, such as bytes
   * @param manySymbols how many symbols are not few
   * @param block suffixes that are refined together
   * @param digitBits binary logarithm of the largest group that is refined at once; larger ones are
   *     counted, by digits of this size
   */
  record Limits(int depth, int fewSymbolsDepth, int manySymbols, int block, int digitBits) {
    int large() {
      return 1 << digitBits;
    }
  }
}
