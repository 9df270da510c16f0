package org.openledger.attribution.segment;

/**
 * Binary searches in one segment, in lock step, so that the cache misses of all of them overlap.
 * For one thread.
 *
 * <p>A search is a lane: it looks for the first suffix that is not smaller than the symbols of
 * [begin, stop), or for the first behind all that begin with these. The fences give it a short
 * range of keys, the keys leave it 15 suffixes, or more where keys repeat, and the branches say
 * which of these to compare with the text. A step is made for all lanes before the next step is
 * made for any.
 */
final class Lanes {
  /** Ranks that are looked through by their branches. */
  private static final int NEAR = 64;

  /** 1 in each byte, and the highest bit of each. */
  private static final long BYTES = 0x0101010101010101L;

  private static final long HIGHEST = 0x8080808080808080L;

  private PackedColumn text;
  private PackedColumn suffixes;
  private PackedColumn branches;
  private PackedColumn heads;
  private PackedColumn tails;
  private PackedColumn fences;
  private int symbolWidth;
  private int keySymbols;
  private int fenceShift;

  /** The ids plus 1, or 0, which no text between separators holds. */
  private final int[] symbols;

  private int lanes;
  private final int[] begin;
  private final int[] stop;

  /** The key that a lane looks for: the first symbols, and as many behind these. */
  private final long[] head;

  private final long[] tail;

  /** What a lane has not passed yet: numbers of keys at first. */
  private final int[] from;

  private final int[] to;
  private final int[] first;
  private final int[] left;

  /** The suffix of rank low is smaller than the lane's symbols, and shares lowMatch of them. */
  private final int[] low;

  private final int[] lowMatch;

  /** The suffix of rank high is not smaller, and shares highMatch. */
  private final int[] high;

  private final int[] highMatch;

  /** The suffix of rank above follows all that begin with the lane's symbols. */
  private final int[] above;

  private final int[] aboveMatch;

  /** A rank whose suffix surely begins with the lane's symbols, or -1. */
  private final int[] lastEqual;

  private final int[] place;
  private final int[] symbol;
  private final int[] active;

  /**
   * So many lanes, none in use.
   *
   * @param symbols that are looked up; must not change
   * @param most lanes at a time, at least 1
   */
  Lanes(SegmentImage image, int[] symbols, int most) {
    this.symbols = symbols;
    this.begin = new int[most];
    this.stop = new int[most];
    this.head = new long[most];
    this.tail = new long[most];
    this.from = new int[most];
    this.to = new int[most];
    this.first = new int[most];
    this.left = new int[most];
    this.low = new int[most];
    this.lowMatch = new int[most];
    this.high = new int[most];
    this.highMatch = new int[most];
    this.above = new int[most];
    this.aboveMatch = new int[most];
    this.lastEqual = new int[most];
    this.place = new int[most];
    this.symbol = new int[most];
    this.active = new int[most];
    moveTo(image);
  }

  /** Goes on in another segment, with no lane in use. */
  void moveTo(SegmentImage image) {
    clear();
    this.text = image.text();
    this.suffixes = image.suffixes();
    this.branches = image.branches();
    this.heads = image.heads();
    this.tails = image.tails();
    this.fences = image.fences();
    SegmentLayout layout = image.layout();
    this.symbolWidth = layout.symbolWidth();
    this.keySymbols = layout.keySymbols();
    this.fenceShift = layout.keyWidth() - layout.fenceBits();
  }

  /** Takes all lanes out of use. */
  void clear() {
    lanes = 0;
  }

  /** How many are in use: numbers 0 to size() - 1. */
  int size() {
    return lanes;
  }

  /** Whether no more can be used. */
  boolean isFull() {
    return lanes == begin.length;
  }

  /** Uses one more lane, for the symbols of [begin, stop), at least one and none 0. */
  void add(int begin, int stop) {
    this.begin[lanes] = begin;
    this.stop[lanes++] = stop;
  }

  /** Where a lane's symbols begin. */
  int begin(int lane) {
    return begin[lane];
  }

  /** Where they end. */
  int stop(int lane) {
    return stop[lane];
  }

  /** Lets a lane search only the ranks [lo, hi): those that begin with its first symbols. */
  void narrow(int lane, int lo, int hi, int firstSymbols) {
    low[lane] = lo - 1;
    high[lane] = hi;
    above[lane] = hi;
    highMatch[lane] = firstSymbols;
    lowMatch[lane] = sharedBefore(lo, firstSymbols);
    aboveMatch[lane] = firstSymbols;
    lastEqual[lane] = -1;
  }

  /** Finds, for every narrowed lane, some suffix that shares as many of its symbols as any does. */
  void findLongest() {
    narrowByText(false, true);
  }

  /** Finds, for every narrowed lane, the first suffix that is not smaller. */
  void findFirst() {
    narrowByText(false, false);
  }

  /** Finds, for every lane that {@link #pass} was asked for, the first suffix behind its own. */
  void passFound() {
    narrowByText(true, false);
  }

  /** The rank that a lane has found; that behind the last one if there is none. */
  int found(int lane) {
    return high[lane];
  }

  /** How many of its symbols the suffixes beside the found place share at most. */
  int longest(int lane) {
    return Math.max(lowMatch[lane], highMatch[lane]);
  }

  /** Narrows every lane down to the suffixes between two keys: how every search begins. */
  void narrowByKeys() {
    int searching = 0;
    for (int lane = 0; lane < lanes; lane++) {
      head[lane] = key(lane, 0);
      tail[lane] = key(lane, keySymbols);
      from[lane] = fences.get((int) (head[lane] >>> fenceShift));
      to[lane] = fences.get((int) ((head[lane] + unit(lane, 0) - 1) >>> fenceShift) + 1);
      left[lane] = to[lane] - from[lane];
      active[searching] = lane;
      searching += left[lane] > 0 ? 1 : 0;
    }
    search(searching, Integer.MAX_VALUE);
    searching = 0;
    for (int lane = 0; lane < lanes; lane++) {
      first[lane] = from[lane];
      left[lane] = to[lane] - from[lane];
      lowMatch[lane] = from[lane] == 0 ? 0 : shared(lane, from[lane] - 1);
      passKeys(lane);
      active[searching] = lane;
      searching += left[lane] > 0 ? 1 : 0;
    }
    search(searching, 0);
    for (int lane = 0; lane < lanes; lane++) {
      int end = from[lane];
      int length = stop[lane] - begin[lane];
      head[lane] = key(lane, 0);
      tail[lane] = key(lane, keySymbols);
      boolean found = first[lane] < end && length <= 2 * keySymbols;
      low[lane] = first[lane] == 0 ? -1 : rank(first[lane] - 1);
      above[lane] = rank(end);
      aboveMatch[lane] = end == heads.size() ? 0 : shared(lane, end);
      high[lane] = found ? rank(first[lane]) : above[lane];
      highMatch[lane] = found ? length : aboveMatch[lane];
      lastEqual[lane] = found ? rank(end - 1) : -1;
    }
  }

  /**
   * For each active lane, the first key from {@link #from} on that is not smaller than its own.
   *
   * @param firstStep keys passed by the first step at most, if a near one is likely
   */
  private void search(int lanesLeft, int firstStep) {
    int count = lanesLeft;
    int step = firstStep;
    while (count > 0) {
      int kept = 0;
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        int half = Math.min(step, left[lane] >>> 1);
        int at = from[lane] + half;
        long difference = heads.getLong(at) - head[lane];
        if (difference == 0) {
          difference = tails.getLong(at) - tail[lane];
        }
        int smaller = (int) (difference >>> 63); // 1 or 0
        from[lane] += smaller * (half + 1);
        left[lane] = half + smaller * (left[lane] - 2 * half - 1);
        active[kept] = lane;
        kept += left[lane] > 0 ? 1 : 0;
      }
      count = kept;
      step = Math.max(step, 2 * step + 1);
    }
  }

  /** Makes a lane's key the smallest one that is larger than all that begin with its symbols. */
  private void passKeys(int lane) {
    if (stop[lane] - begin[lane] > keySymbols) {
      tail[lane] += unit(lane, keySymbols);
    } else {
      head[lane] += unit(lane, 0);
    }
  }

  /**
   * Moves low and high of every lane together.
   *
   * <p>Between near ones it is the branches that choose what to compare, see {@link #nextBranch}.
   * Where these show that no suffix between shares more with the lane's symbols, low and high stay
   * apart.
   *
   * @param afterEqual whether suffixes that begin with the lane's symbols are passed too
   * @param anyMatch whether a lane may stop as soon as it has found all its symbols
   */
  private void narrowByText(boolean afterEqual, boolean anyMatch) {
    int count = 0;
    for (int lane = 0; lane < lanes; lane++) {
      active[count] = lane;
      boolean found = anyMatch && highMatch[lane] == stop[lane] - begin[lane];
      count += high[lane] - low[lane] > 1 && !found ? 1 : 0;
    }
    int step = afterEqual ? 1 : Integer.MAX_VALUE; // Most windows occur a few times only.
    while (count > 0) {
      int kept = 0;
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        active[kept] = lane;
        kept += choose(lane, step, afterEqual) ? 1 : 0;
      }
      count = kept;
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        place[lane] = suffixes.get(from[lane]);
      }
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        place[lane] += left[lane];
        symbol[lane] = text.get(place[lane]);
      }
      kept = 0;
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        boolean open = compare(lane, afterEqual, anyMatch);
        active[kept] = lane;
        kept += open ? 1 : 0;
      }
      count = kept;
      step = Math.max(step, 2 * step);
    }
  }

  /**
   * Chooses the rank to compare a lane with, {@link #from}, and how many symbols these surely
   * share, {@link #left}; or ends the lane: false.
   */
  private boolean choose(int lane, int step, boolean afterEqual) {
    int distance = high[lane] - low[lane];
    if (!afterEqual && distance <= NEAR) {
      int length = stop[lane] - begin[lane];
      if (highMatch[lane] == length && length <= SegmentLayout.MOST_SHARED) {
        high[lane] = firstEqual(low[lane] + 1, high[lane], length);
        return false;
      }
      if (lowMatch[lane] < SegmentLayout.MOST_SHARED) {
        from[lane] = nextBranch(lane);
        left[lane] = lowMatch[lane];
        return from[lane] < high[lane];
      }
    }
    from[lane] = low[lane] + Math.min(step, distance >>> 1);
    left[lane] = Math.min(lowMatch[lane], highMatch[lane]);
    return true;
  }

  /** Compares a lane with its suffix; whether it has to go on. */
  private boolean compare(int lane, boolean afterEqual, boolean anyMatch) {
    int first = begin[lane] + left[lane];
    int end = stop[lane];
    int at = first;
    int there = symbol[lane];
    while (there == symbols[at]) {
      if (++at == end) {
        break;
      }
      there = text.get(place[lane] + at - first);
    }
    int match = at - begin[lane];
    if (at == end ? afterEqual : there < symbols[at]) {
      low[lane] = from[lane];
      lowMatch[lane] = match;
    } else {
      high[lane] = from[lane];
      highMatch[lane] = match;
    }
    return high[lane] - low[lane] > 1 && !(anyMatch && at == end);
  }

  /**
   * The first rank between low and high whose suffix may share more with the lane's symbols than
   * that of low does; high if there is none.
   *
   * <p>Say low shares m symbols, fewer than 15. While each suffix shares more than m with the one
   * before, it shares just m with the lane. The first that shares fewer is larger, as are all that
   * follow. One that shares m goes on otherwise than its predecessor: as the lane does, perhaps.
   */
  private int nextBranch(int lane) {
    int shared = lowMatch[lane];
    int following = symbols[begin[lane] + shared] & SegmentLayout.FOLLOWING_MASK;
    long wanted = BYTES * (following << SegmentLayout.SHARED_BITS | shared);
    for (int rank = low[lane] + 1; rank < high[lane]; rank += 8) {
      long eight = branches.eightBytes(rank);
      long other = eight ^ wanted;
      long same = (other - BYTES) & ~other & HIGHEST; // Right up to the first one.
      long fewer = fewer(eight, shared);
      int first = Long.numberOfTrailingZeros(same | fewer);
      if (first < Long.SIZE) {
        boolean ends = (fewer >>> first & 1) != 0;
        return ends ? high[lane] : Math.min(high[lane], rank + (first >>> 3));
      }
    }
    return high[lane];
  }

  /** The highest bit of each of eight branches that share fewer symbols, at most 15. */
  private static long fewer(long eight, int symbols) {
    return ~((eight & BYTES * SegmentLayout.MOST_SHARED) + BYTES * (0x80 - symbols)) & HIGHEST;
  }

  /** The first of the ranks [least, equal] from which on all share so many symbols, at most 15. */
  private int firstEqual(int least, int equal, int symbols) {
    int rank = equal;
    while (rank > least) {
      int begin = Math.max(least + 1, rank - 7);
      long upToRank = -1L >>> (56 - 8 * (rank - begin));
      long fewer = fewer(branches.eightBytes(begin), symbols) & upToRank;
      if (fewer != 0) {
        return begin + ((63 - Long.numberOfLeadingZeros(fewer)) >>> 3);
      }
      rank = begin - 1;
    }
    return rank;
  }

  /**
   * Lets {@link #passFound} find where a lane's interval ends, once its first rank is found; false
   * if it is empty.
   */
  boolean pass(int lane) {
    int length = stop[lane] - begin[lane];
    if (highMatch[lane] < length) {
      low[lane] = high[lane]; // Nothing is left to search.
      return false;
    }
    passEqual(lane, length);
    return true;
  }

  /** Moves low of a lane, whose symbols the suffix of high begins with, behind the last such. */
  private void passEqual(int lane, int length) {
    int next = Math.max(high[lane], lastEqual[lane]) + 1;
    high[lane] = above[lane];
    highMatch[lane] = aboveMatch[lane];
    lowMatch[lane] = length;
    if (length <= SegmentLayout.MOST_SHARED) {
      int end = Math.min(above[lane], next + NEAR);
      while (next < end) {
        long fewer = fewer(branches.eightBytes(next), length);
        if (fewer != 0) {
          high[lane] = Math.min(above[lane], next + (Long.numberOfTrailingZeros(fewer) >>> 3));
          next = high[lane];
          break;
        }
        next += 8;
      }
      next = Math.min(next, above[lane]);
    }
    low[lane] = next - 1;
  }

  /** How many symbols the suffix of a rank shares with the one before, if fewer than 15. */
  private int sharedBefore(int rank, int otherwise) {
    if (otherwise > SegmentLayout.MOST_SHARED || rank >= branches.size()) {
      return otherwise;
    }
    return branches.get(rank) & SegmentLayout.MOST_SHARED;
  }

  /** A part of a lane's symbols in one number; zeros where there are too few. */
  private long key(int lane, int skipped) {
    int at = begin[lane] + skipped;
    long packed = 0;
    for (int i = at; i < at + keySymbols; i++) {
      packed <<= symbolWidth;
      packed |= i < stop[lane] ? symbols[i] : 0;
    }
    return packed;
  }

  /** What to add to such a number to pass all that begin with the lane's symbols. */
  private long unit(int lane, int skipped) {
    int missing = Math.max(0, skipped + keySymbols - (stop[lane] - begin[lane]));
    return 1L << (missing * symbolWidth);
  }

  /** How many of a lane's symbols a key begins with. */
  private int shared(int lane, int keyNumber) {
    int same = shared(lane, 0, head[lane] ^ heads.getLong(keyNumber));
    if (same < keySymbols || same == stop[lane] - begin[lane]) {
      return same;
    }
    return same + shared(lane, same, tail[lane] ^ tails.getLong(keyNumber));
  }

  private int shared(int lane, int skipped, long difference) {
    int same = Long.numberOfLeadingZeros(difference) - Long.SIZE + keySymbols * symbolWidth;
    return Math.min(stop[lane] - begin[lane] - skipped, same / symbolWidth);
  }

  private int rank(int keyNumber) {
    return (int) Math.min((long) keyNumber << SegmentLayout.KEY_STEP_BITS, suffixes.size());
  }
}
