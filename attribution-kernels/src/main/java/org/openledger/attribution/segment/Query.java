package org.openledger.attribution.segment;

import java.util.Arrays;

/**
 * One answer looked up in one segment: many binary searches in lock step, so that the cache misses
 * of all of them overlap. For one thread; memory O(m) for an answer of m ids.
 *
 * <p>A search is a lane: it looks for the first suffix that is not smaller than the symbols of
 * [begin, stop). The fences give it a short range of keys, the keys leave it 15 suffixes, or more
 * where keys repeat, and these are compared with the text. A step is made for all lanes before the
 * next step is made for any.
 */
public final class Query {
  /** Positions this far apart are searched first; what lies between often follows. */
  private static final int STRIDE = 16;

  private final PackedColumn text;
  private final PackedColumn suffixes;
  private final PackedColumn keys;
  private final PackedColumn fences;
  private final RangeMinimum minimum;
  private final int symbolWidth;
  private final int keySymbols;
  private final int fenceShift;

  /** The ids plus 1; 0, which ends a document in the text, where an id is not ordinary. */
  private final int[] symbols;

  /** From each position on, the first one whose id is not ordinary. */
  private final int[] ordinaryEnd;

  private int lanes;
  private final int[] begin;
  private final int[] stop;
  private final long[] key;

  /** What a lane has not passed yet: numbers of keys at first. */
  private final int[] from;

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
  private final int[] place;
  private final int[] symbol;
  private final int[] active;

  /**
   * Begins to look up y.
   *
   * @param lanes searches at a time, at least 1; as many as y has ids are enough for any question
   */
  Query(SegmentImage image, RangeMinimum minimum, int[] y, int lanes) {
    this.text = image.text();
    this.suffixes = image.suffixes();
    this.keys = image.keys();
    this.fences = image.fences();
    this.minimum = minimum;
    SegmentLayout layout = image.layout();
    this.symbolWidth = layout.symbolWidth();
    this.keySymbols = layout.keySymbols();
    this.fenceShift = layout.keyWidth() - layout.fenceBits();
    this.symbols = new int[y.length];
    this.ordinaryEnd = new int[y.length + 1];
    ordinaryEnd[y.length] = y.length;
    for (int i = y.length - 1; i >= 0; i--) {
      boolean ordinary = y[i] >= 0 && y[i] < layout.vocabularySize();
      symbols[i] = ordinary ? y[i] + 1 : 0;
      ordinaryEnd[i] = ordinary ? ordinaryEnd[i + 1] : i;
    }
    this.begin = new int[lanes];
    this.stop = new int[lanes];
    this.key = new long[lanes];
    this.from = new int[lanes];
    this.left = new int[lanes];
    this.low = new int[lanes];
    this.lowMatch = new int[lanes];
    this.high = new int[lanes];
    this.highMatch = new int[lanes];
    this.above = new int[lanes];
    this.aboveMatch = new int[lanes];
    this.place = new int[lanes];
    this.symbol = new int[lanes];
    this.active = new int[lanes];
  }

  /**
   * Where the longest match of each position ends: the ids from there to it stand in a document.
   */
  public int[] matchEnds() {
    int[] limits = new int[symbols.length];
    Arrays.fill(limits, symbols.length);
    return matchEnds(limits);
  }

  /**
   * Where the longest match of each position ends, but no further than the position's limit; a
   * limit below the position counts as none wanted.
   *
   * <p>Ends never fall from one position to the next. So a position between two that end at one
   * place ends there too, and needs no search.
   *
   * @param limits one for each position, ascending (not strictly)
   */
  public int[] matchEnds(int[] limits) {
    int m = symbols.length;
    int[] ends = new int[m];
    for (int stride = STRIDE; stride > 0; stride >>= 1) {
      lanes = 0;
      for (int i = stride == STRIDE ? 0 : stride; i < m; ) {
        int known = Math.max(i, stride == STRIDE || i < stride ? 0 : ends[i - stride]);
        int most = stride != STRIDE && i + stride < m ? ends[i + stride] : m;
        most = Math.max(i, Math.min(most, Math.min(limits[i], ordinaryEnd[i])));
        if (known >= most) {
          ends[i] = most;
        } else {
          begin[lanes] = i;
          stop[lanes++] = most;
        }
        i += stride == STRIDE ? stride : 2 * stride;
      }
      narrowByKeys(false);
      narrowByText(false, true);
      for (int lane = 0; lane < lanes; lane++) {
        ends[begin[lane]] = begin[lane] + Math.max(lowMatch[lane], highMatch[lane]);
      }
    }
    return ends;
  }

  /** How many of the first ids occur consecutively in a document. */
  int longestMatch() {
    if (ordinaryEnd[0] == 0) {
      return 0;
    }
    lanes = 1;
    begin[0] = 0;
    stop[0] = ordinaryEnd[0];
    narrowByKeys(false);
    narrowByText(false, true);
    return Math.max(lowMatch[0], highMatch[0]);
  }

  /** The ranks of the suffixes that begin with the ids of [first, end). */
  public Interval interval(int first, int end) {
    if (first == end) {
      return new Interval(0, suffixes.size());
    }
    int[] los = new int[1];
    int[] his = new int[1];
    intervals(new int[] {first}, new int[] {end}, los, his);
    return new Interval(los[0], his[0]);
  }

  /**
   * The smallest place of the text where each window stands, or -1 where it does not occur.
   *
   * @param begins of the windows
   * @param ends of the windows, each larger than its begin
   */
  public int[] earliest(int[] begins, int[] ends) {
    int[] los = new int[begins.length];
    int[] his = new int[begins.length];
    intervals(begins, ends, los, his);
    int[] places = new int[begins.length];
    for (int w = 0; w < places.length; w++) {
      places[w] = los[w] < his[w] ? minimum.min(los[w], his[w]) : -1;
    }
    return places;
  }

  /**
   * Ranks of the suffixes that begin with each window; a window that begins another comes first.
   */
  private void intervals(int[] begins, int[] ends, int[] los, int[] his) {
    int[] inside = new int[begins.length]; // The window that this one lengthens, or -1.
    int[] first = new int[symbols.length]; // The first window of a position, and 1.
    for (int w = 0; w < begins.length; w++) {
      int other = first[begins[w]] - 1;
      inside[w] = other >= 0 && ends[other] < ends[w] ? other : -1;
      if (other < 0) {
        first[begins[w]] = w + 1;
      }
    }
    intervals(begins, ends, los, his, inside, false);
    intervals(begins, ends, los, his, inside, true);
  }

  private void intervals(
      int[] begins, int[] ends, int[] los, int[] his, int[] inside, boolean lengthened) {
    int[] window = new int[begin.length]; // Of each lane.
    for (int w = 0; w < begins.length; ) {
      lanes = 0;
      for (; w < begins.length && lanes < begin.length; w++) {
        if (inside[w] >= 0 == lengthened && ends[w] <= ordinaryEnd[begins[w]]) {
          window[lanes] = w;
          begin[lanes] = begins[w];
          stop[lanes++] = ends[w];
        }
      }
      if (lengthened) {
        for (int lane = 0; lane < lanes; lane++) {
          int other = inside[window[lane]];
          low[lane] = los[other] - 1;
          high[lane] = his[other];
          above[lane] = his[other];
          lowMatch[lane] = ends[other] - begins[other];
          highMatch[lane] = lowMatch[lane];
          aboveMatch[lane] = lowMatch[lane];
        }
      } else {
        narrowByKeys(true);
      }
      narrowByText(false, false);
      for (int lane = 0; lane < lanes; lane++) {
        los[window[lane]] = high[lane];
        his[window[lane]] = high[lane]; // Nothing, unless the suffix there is found to match.
        int length = stop[lane] - begin[lane];
        low[lane] = high[lane];
        high[lane] = highMatch[lane] == length ? above[lane] : low[lane];
        lowMatch[lane] = length;
        highMatch[lane] = aboveMatch[lane];
      }
      narrowByText(true, false);
      for (int lane = 0; lane < lanes; lane++) {
        his[window[lane]] = high[lane];
      }
    }
  }

  /**
   * Narrows every lane down to the suffixes between two keys.
   *
   * @param both whether {@link #above} is wanted too
   */
  private void narrowByKeys(boolean both) {
    int count = 0;
    for (int lane = 0; lane < lanes; lane++) {
      key[lane] = key(begin[lane], stop[lane]);
      int fence = (int) (key[lane] >>> fenceShift);
      from[lane] = fences.get(fence);
      left[lane] = fences.get(fence + 1) - from[lane];
      active[count] = lane;
      count += left[lane] > 0 ? 1 : 0;
    }
    searchKeys(count);
    count = 0;
    for (int lane = 0; lane < lanes; lane++) {
      int next = from[lane];
      int length = stop[lane] - begin[lane];
      low[lane] = next == 0 ? -1 : (next - 1) << SegmentLayout.KEY_STEP_BITS;
      lowMatch[lane] = next == 0 ? 0 : shared(lane, keys.getLong(next - 1));
      highMatch[lane] = next == keys.size() ? 0 : shared(lane, keys.getLong(next));
      high[lane] = rank(next);
      if (highMatch[lane] == Math.min(length, keySymbols) && (both || length > keySymbols)) {
        int more = keySymbols - Math.min(length, keySymbols);
        key[lane] += 1L << (more * symbolWidth); // Now that of whatever follows the equal ones.
        int fence = (int) ((key[lane] - 1) >>> fenceShift);
        left[lane] = fences.get(fence + 1) - next;
        active[count++] = lane;
      }
    }
    searchKeys(count);
    for (int lane = 0; lane < lanes; lane++) {
      int next = from[lane];
      int length = stop[lane] - begin[lane];
      above[lane] = rank(next);
      aboveMatch[lane] = 0;
      if (above[lane] == high[lane]) {
        aboveMatch[lane] = highMatch[lane];
      } else if (length > keySymbols) {
        high[lane] = above[lane];
        highMatch[lane] = 0;
      }
    }
  }

  /** For each active lane, the first key from {@link #from} on that is not smaller than its own. */
  private void searchKeys(int lanesLeft) {
    int count = lanesLeft;
    while (count > 0) {
      int kept = 0;
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        int half = left[lane] >>> 1;
        int smaller = (int) ((keys.getLong(from[lane] + half) - key[lane]) >>> 63); // 1 or 0
        from[lane] += smaller * (half + 1);
        left[lane] = half - (smaller & ~left[lane] & 1);
        active[kept] = lane;
        kept += left[lane] > 0 ? 1 : 0;
      }
      count = kept;
    }
  }

  /**
   * Moves low and high of every lane together.
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
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        from[lane] = low[lane] + Math.min(step, (high[lane] - low[lane]) >>> 1);
        place[lane] = suffixes.get(from[lane]);
      }
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        place[lane] += Math.min(lowMatch[lane], highMatch[lane]);
        symbol[lane] = text.get(place[lane]);
      }
      int kept = 0;
      for (int a = 0; a < count; a++) {
        int lane = active[a];
        boolean open = compare(lane, afterEqual, anyMatch);
        active[kept] = lane;
        kept += open ? 1 : 0;
      }
      count = kept;
      step = step > Integer.MAX_VALUE / 2 ? step : 2 * step;
    }
  }

  /** Compares a lane with its suffix; whether it has to go on. */
  private boolean compare(int lane, boolean afterEqual, boolean anyMatch) {
    int first = begin[lane] + Math.min(lowMatch[lane], highMatch[lane]);
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

  /** The first symbols of [first, end) in one number; zeros where there are too few. */
  private long key(int first, int end) {
    long packed = 0;
    for (int i = first; i < first + keySymbols; i++) {
      packed <<= symbolWidth;
      packed |= i < end ? symbols[i] : 0;
    }
    return packed;
  }

  /** How many of a lane's symbols a key begins with. */
  private int shared(int lane, long other) {
    int same = Long.numberOfLeadingZeros(key[lane] ^ other) - Long.SIZE + keySymbols * symbolWidth;
    return Math.min(stop[lane] - begin[lane], same / symbolWidth);
  }

  private int rank(int keyNumber) {
    return (int) Math.min((long) keyNumber << SegmentLayout.KEY_STEP_BITS, suffixes.size());
  }
}
