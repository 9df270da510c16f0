package org.openledger.attribution.segment;

import java.util.Arrays;

/**
 * One answer looked up in one segment: many binary searches at a time. For one thread; memory O(m)
 * for an answer of m ids.
 */
public final class Query {
  /** Positions this far apart are searched first; what lies between often follows. */
  private static final int STRIDE = 16;

  /** Every 2nd window is looked up first; many that do not occur need no look-up then. */
  private static final int WINDOW_STRIDE = 2;

  private PackedColumn text;
  private PackedColumn suffixes;
  private RangeMinimum minimum;

  private final int[] output;

  /** The ids plus 1; 0, which ends a document in the text, where an id is not ordinary. */
  private final int[] symbols;

  /** From each position on, the first one whose id is not ordinary. */
  private final int[] ordinaryEnd;

  private final Lanes lanes;

  /**
   * Begins to look up y.
   *
   * @param lanes searches at a time, at least 1; as many as y has ids are enough for any question
   */
  Query(SegmentImage image, RangeMinimum minimum, int[] y, int lanes) {
    this.output = y;
    this.symbols = new int[y.length];
    this.ordinaryEnd = new int[y.length + 1];
    this.lanes = new Lanes(image, symbols, lanes);
    read(image, minimum);
  }

  /** Goes on to look up the same answer in another segment: its room is taken only once. */
  void moveTo(SegmentImage image, RangeMinimum minimum) {
    lanes.moveTo(image);
    read(image, minimum);
  }

  private void read(SegmentImage image, RangeMinimum ofImage) {
    text = image.text();
    suffixes = image.suffixes();
    minimum = ofImage;
    int vocabularySize = image.vocabularySize();
    int m = output.length;
    ordinaryEnd[m] = m;
    for (int i = m - 1; i >= 0; i--) {
      boolean ordinary = output[i] >= 0 && output[i] < vocabularySize;
      symbols[i] = ordinary ? output[i] + 1 : 0;
      ordinaryEnd[i] = ordinary ? ordinaryEnd[i + 1] : i;
    }
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
      lanes.clear();
      for (int i = stride == STRIDE ? 0 : stride; i < m; ) {
        int known = Math.max(i, stride == STRIDE || i < stride ? 0 : ends[i - stride]);
        int most = stride != STRIDE && i + stride < m ? ends[i + stride] : m;
        most = Math.max(i, Math.min(most, Math.min(limits[i], ordinaryEnd[i])));
        if (known >= most) {
          ends[i] = most;
        } else {
          lanes.add(i, most);
        }
        i += stride == STRIDE ? stride : 2 * stride;
      }
      lanes.narrowByKeys();
      lanes.findLongest();
      for (int lane = 0; lane < lanes.size(); lane++) {
        ends[lanes.begin(lane)] = lanes.begin(lane) + lanes.longest(lane);
      }
    }
    return ends;
  }

  /** How many of the first ids occur consecutively in a document. */
  int longestMatch() {
    if (ordinaryEnd[0] == 0) {
      return 0;
    }
    lanes.clear();
    lanes.add(0, ordinaryEnd[0]);
    lanes.narrowByKeys();
    lanes.findLongest();
    return lanes.longest(0);
  }

  /** The ranks of the suffixes that begin with the ids of [first, end). */
  public Interval interval(int first, int end) {
    if (first == end) {
      return new Interval(0, suffixes.size());
    }
    int[] los = new int[1];
    int[] his = new int[1];
    intervals(new int[] {first}, new int[] {end}, los, his, noneAbsent());
    return new Interval(los[0], his[0]);
  }

  /**
   * The smallest place of the text where each window stands, or -1 where it does not occur.
   *
   * <p>Neighbours share most of their ids, their core, and it is looked up first. Where it stands
   * nowhere, none of them does. What stands around its smallest place stands at no smaller one. If
   * that is the only place, it decides. The windows that are left are looked up one by one.
   *
   * @param begins of the windows
   * @param ends of the windows, each larger than its begin
   */
  public int[] earliest(int[] begins, int[] ends) {
    return earliest(WindowGroups.of(begins, ends));
  }

  /** The same, of windows that were grouped before: they may be looked up in many segments. */
  public int[] earliest(WindowGroups windows) {
    int[] begins = windows.begins();
    int[] ends = windows.ends();
    int[] groups = windows.groups();
    int[] coreBegins = windows.coreBegins();
    int[] coreEnds = windows.coreEnds();
    int cores = coreBegins.length;
    int[] absentEnd = noneAbsent();
    int[] los = new int[cores];
    int[] his = new int[cores];
    intervals(coreBegins, coreEnds, los, his, absentEnd);
    int[] corePlaces = minima(los, his);
    int[] places = new int[begins.length];
    int[] open = new int[begins.length];
    int opened = 0;
    for (int g = 0; g < cores; g++) {
      int last = groups[g + 1] - 1;
      int shift = corePlaces[g] - coreBegins[g];
      boolean found = corePlaces[g] >= 0;
      boolean decides = his[g] - los[g] <= 1;
      int from = found ? standsFrom(coreBegins[g], begins[groups[g]], shift) : symbols.length;
      int to = found ? standsTo(coreEnds[g], ends[last], shift) : 0;
      for (int w = groups[g]; w <= last; w++) {
        boolean stands = from <= begins[w] && ends[w] <= to;
        places[w] = stands ? begins[w] + shift : -1;
        open[opened] = w;
        opened += stands || decides ? 0 : 1;
      }
    }
    earliestEach(Arrays.copyOf(open, opened), begins, ends, absentEnd, places);
    return places;
  }

  /** From where on, at least {@code least}, the ids up to {@code begin} stand in the text. */
  private int standsFrom(int begin, int least, int shift) {
    int from = begin;
    while (from > least && from + shift > 0 && stands(from - 1, shift)) {
      from--;
    }
    return from;
  }

  /** Up to where, at most {@code most}, the ids from {@code end} on stand in the text. */
  private int standsTo(int end, int most, int shift) {
    int to = end;
    while (to < most && stands(to, shift)) {
      to++;
    }
    return to;
  }

  private boolean stands(int index, int shift) {
    return symbols[index] != 0 && symbols[index] == text.get(index + shift);
  }

  /** Sets the places of some windows, each looked up by itself. */
  private void earliestEach(
      int[] windows, int[] begins, int[] ends, int[] absentEnd, int[] places) {
    int[] someBegins = new int[windows.length];
    int[] someEnds = new int[windows.length];
    for (int i = 0; i < windows.length; i++) {
      someBegins[i] = begins[windows[i]];
      someEnds[i] = ends[windows[i]];
    }
    int[] los = new int[windows.length];
    int[] his = new int[windows.length];
    intervals(someBegins, someEnds, los, his, absentEnd);
    int[] found = minima(los, his);
    for (int i = 0; i < windows.length; i++) {
      places[windows[i]] = found[i];
    }
  }

  /** The smallest place among the suffixes of each interval of ranks, or -1 where it is empty. */
  private int[] minima(int[] los, int[] his) {
    int[] places = new int[los.length];
    for (int i = 0; i < places.length; i++) { // Their cache misses overlap.
      places[i] = los[i] < his[i] ? suffixes.get(los[i]) : -1;
    }
    for (int i = 0; i < places.length; i++) {
      if (his[i] - los[i] > 1) {
        places[i] = minimum.min(los[i], his[i]);
      }
    }
    return places;
  }

  /** From each position on, where the first ids end that are known to stand nowhere in a row. */
  private int[] noneAbsent() {
    int[] absentEnd = new int[symbols.length + 1];
    Arrays.fill(absentEnd, Integer.MAX_VALUE);
    return absentEnd;
  }

  /**
   * Ranks of the suffixes that begin with each window; a window that begins another comes first.
   *
   * @param absentEnd see {@link #noneAbsent}; what is found out is added
   */
  private void intervals(int[] begins, int[] ends, int[] los, int[] his, int[] absentEnd) {
    int[] inside = new int[begins.length]; // The window that this one lengthens, or -1.
    int[] first = new int[symbols.length]; // The first window of a position, and 1.
    for (int w = 0; w < begins.length; w++) {
      int other = first[begins[w]] - 1;
      inside[w] = other >= 0 && ends[other] < ends[w] ? other : -1;
      if (other < 0) {
        first[begins[w]] = w + 1;
      }
    }
    for (int stride = WINDOW_STRIDE; stride > 0; stride >>= 1) {
      int start = stride == WINDOW_STRIDE ? 0 : stride;
      int step = stride == WINDOW_STRIDE ? stride : 2 * stride;
      intervals(begins, ends, los, his, inside, false, start, step, absentEnd);
      for (int i = symbols.length - 1; i >= 0; i--) {
        absentEnd[i] = Math.min(absentEnd[i], absentEnd[i + 1]);
      }
    }
    intervals(begins, ends, los, his, inside, true, 0, 1, absentEnd);
  }

  private void intervals(
      int[] begins,
      int[] ends,
      int[] los,
      int[] his,
      int[] inside,
      boolean lengthened,
      int start,
      int step,
      int[] absentEnd) {
    int[] window = new int[begins.length]; // Of each lane.
    for (int w = start; w < begins.length; ) {
      lanes.clear();
      for (; w < begins.length && !lanes.isFull(); w += step) {
        int most = Math.min(ordinaryEnd[begins[w]], absentEnd[begins[w]] - 1);
        if (inside[w] >= 0 == lengthened && ends[w] <= most) {
          window[lanes.size()] = w;
          lanes.add(begins[w], ends[w]);
        }
      }
      if (lengthened) {
        for (int lane = 0; lane < lanes.size(); lane++) {
          int other = inside[window[lane]];
          lanes.narrow(lane, los[other], his[other], ends[other] - begins[other]);
        }
      } else {
        lanes.narrowByKeys();
      }
      lanes.findFirst();
      for (int lane = 0; lane < lanes.size(); lane++) {
        los[window[lane]] = lanes.found(lane);
        if (!lanes.pass(lane)) {
          int begin = lanes.begin(lane);
          absentEnd[begin] = Math.min(absentEnd[begin], begin + lanes.longest(lane) + 1);
        }
      }
      lanes.passFound();
      for (int lane = 0; lane < lanes.size(); lane++) {
        his[window[lane]] = lanes.found(lane);
      }
    }
  }

  /**
   * Whether each window stands in a document: quicker than {@link #earliest}, which says where.
   *
   * @param begins of the windows
   * @param ends of the windows, each larger than its begin
   */
  public boolean[] occur(int[] begins, int[] ends) {
    boolean[] found = new boolean[begins.length];
    int[] window = new int[begins.length]; // Of each lane.
    for (int w = 0; w < begins.length; ) {
      lanes.clear();
      for (; w < begins.length && !lanes.isFull(); w++) {
        if (ends[w] <= ordinaryEnd[begins[w]]) {
          window[lanes.size()] = w;
          lanes.add(begins[w], ends[w]);
        }
      }
      lanes.narrowByKeys();
      lanes.findLongest();
      for (int lane = 0; lane < lanes.size(); lane++) {
        found[window[lane]] = lanes.longest(lane) == lanes.stop(lane) - lanes.begin(lane);
      }
    }
    return found;
  }
}
