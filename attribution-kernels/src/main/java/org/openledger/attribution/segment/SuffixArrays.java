package org.openledger.attribution.segment;

import org.openledger.attribution.progress.Progress;

/**
 * Suffix arrays in linear time: SA-IS (Nong, Zhang and Chan, "Linear Suffix Array Construction by
 * Almost Pure Induced-Sorting", DCC 2009) with its first half replaced by a direct sort.
 *
 * <p>An LMS suffix is one smaller than both its neighbours in the text; at most every second suffix
 * is. They are sorted by their first few tokens ({@link LmsSort}). Those that stay equal get a
 * common name, and the much shorter text of these names is sorted in the same way. All other
 * suffixes follow from the LMS ones by {@link Induction}.
 *
 * <p>The end of the text compares smaller than every symbol, so no sentinel is wanted. The result
 * is the one permutation that sorts the suffixes: it depends on nothing but the text.
 */
public final class SuffixArrays {
  /** Found by measurement, like the depth in names. */
  static final LmsSort.Limits LIMITS = new LmsSort.Limits(7, 1 << 12, 17);

  private static final int NAMES_DEPTH = 4;

  private final int[] text;
  private final int n;
  private final int alphabet;
  private final LmsSort.Limits limits;
  private final Share share;

  /** The result; until the induction, room for the LMS suffixes and their names. */
  private final int[] suffixes;

  /** For each symbol, how many symbols of the text are smaller. */
  private final int[] start;

  /** For each symbol, how many LMS suffixes begin with a smaller one. */
  private final int[] lmsStart;

  /** For each symbol, where its next suffix goes. */
  private final int[] cursor;

  /** One bit for each place: whether an LMS suffix begins there. */
  private final long[] lmsPlaces;

  private SuffixArrays(int[] text, int alphabet, LmsSort.Limits limits, Share share) {
    this.text = text;
    this.n = text.length;
    this.alphabet = alphabet;
    this.limits = limits;
    this.share = share;
    this.suffixes = new int[n];
    this.start = new int[alphabet + 1];
    this.lmsStart = new int[alphabet + 1];
    this.cursor = new int[alphabet];
    this.lmsPlaces = new long[(n >>> 6) + 1];
  }

  /**
   * The places of all suffixes in lexicographic order.
   *
   * @param text symbols from 0 to alphabet - 1
   * @param alphabet how many symbols there are
   */
  public static int[] build(int[] text, int alphabet) {
    return build(text, alphabet, Progress.NONE);
  }

  /**
   * The places of all suffixes in lexicographic order.
   *
   * @param text symbols from 0 to alphabet - 1
   * @param alphabet how many symbols there are
   * @param progress told about the symbols done; what it throws ends the work
   */
  public static int[] build(int[] text, int alphabet, Progress progress) {
    return build(text, alphabet, LIMITS, progress);
  }

  static int[] build(int[] text, int alphabet, LmsSort.Limits limits, Progress progress) {
    Share share = Share.all(progress, text.length);
    int[] suffixes = new SuffixArrays(text, alphabet, limits, share).sort();
    share.end();
    return suffixes;
  }

  private int[] sort() {
    if (n == 0) {
      return suffixes;
    }
    classify();
    collect();
    int unsorted = LmsSort.sort(text, alphabet, suffixes, lmsStart, limits, share.percent(5, 50));
    int[] lms = unsorted == 0 ? sortedLms() : sortedByNames();
    Induction.induce(text, start, cursor, lms, lmsStart, suffixes, share.percent(75, 100));
    return suffixes;
  }

  /** Counts symbols and finds the LMS suffixes. */
  private void classify() {
    int next = text[n - 1];
    start[next + 1]++;
    int nextSmall = 0; // Whether the suffix behind is smaller than its successor.
    long bits = 0;
    for (int i = n - 2; i >= 0; i--) {
      int symbol = text[i];
      start[symbol + 1]++;
      int small = (symbol - next - nextSmall) >>> 31;
      int lms = nextSmall & ~small;
      lmsStart[next + 1] += lms;
      bits = bits << 1 | lms;
      if (((i + 1) & 63) == 0) {
        lmsPlaces[(i + 1) >>> 6] = bits;
        bits = 0;
      }
      next = symbol;
      nextSmall = small;
    }
    lmsPlaces[0] = bits << 1;
    for (int s = 0; s < alphabet; s++) {
      start[s + 1] += start[s];
      lmsStart[s + 1] += lmsStart[s];
    }
  }

  /** Puts the LMS suffixes into buckets by their first symbols. */
  private void collect() {
    System.arraycopy(lmsStart, 0, cursor, 0, alphabet);
    for (int w = 0; w < lmsPlaces.length; w++) {
      for (long bits = lmsPlaces[w]; bits != 0; bits &= bits - 1) {
        int place = (w << 6) + Long.numberOfTrailingZeros(bits);
        suffixes[cursor[text[place]]++] = place;
      }
    }
  }

  private int[] sortedLms() {
    int[] lms = new int[lmsStart[alphabet]];
    System.arraycopy(suffixes, 0, lms, 0, lms.length);
    return lms;
  }

  /**
   * The LMS suffixes in order, where some are still equal. Only these, and the one behind each of
   * them, make the text of names: a name that stands once ends every comparison.
   */
  private int[] sortedByNames() {
    int count = lmsStart[alphabet];
    long[] used = writeNames(count);
    int[] names = shortText(count, used);
    LmsSort.Limits namesLimits = limits.withDepth(NAMES_DEPTH);
    int[] order =
        new SuffixArrays(names, rename(names, used), namesLimits, share.percent(55, 75)).sort();
    places(count, names);
    int found = 0;
    for (int shortPlace : order) {
      int place = names[shortPlace];
      order[found] = place;
      found += ~place >>> 31;
    }
    int[] lms = new int[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      boolean equal = suffixes[i] < 0 || (i + 1 < count && suffixes[i + 1] < 0);
      lms[i] = equal ? order[next++] : suffixes[i];
    }
    return lms;
  }

  /**
   * Writes behind the LMS suffixes, by half their places, their names: the number of the first that
   * is equal; as a complement where there is more than one.
   */
  private long[] writeNames(int count) {
    int name = 0;
    for (int i = 0; i < count; i++) {
      int place = suffixes[i];
      int nextEqual = i + 1 < count ? suffixes[i + 1] >> 31 : 0;
      int equal = place >> 31;
      name = equal < 0 ? name : i;
      suffixes[count + ((place ^ equal) >>> 1)] = name ^ (equal | nextEqual);
    }
    return new long[(count >>> 6) + 1];
  }

  /** The names that are wanted, in order of the text, and which they are. */
  private int[] shortText(int count, long[] used) {
    int[] names = new int[wanted(count)];
    int found = 0;
    int equalBefore = 0;
    for (int w = 0; w < lmsPlaces.length; w++) {
      for (long bits = lmsPlaces[w]; bits != 0; bits &= bits - 1) {
        int name = suffixes[count + (((w << 6) + Long.numberOfTrailingZeros(bits)) >>> 1)];
        int equal = name >> 31;
        if ((equal | equalBefore) < 0) {
          int plain = name ^ equal;
          used[plain >>> 6] |= 1L << plain;
          names[found++] = plain;
        }
        equalBefore = equal;
      }
    }
    return names;
  }

  private int wanted(int count) {
    int wanted = 0;
    int equalBefore = 0;
    for (int w = 0; w < lmsPlaces.length; w++) {
      for (long bits = lmsPlaces[w]; bits != 0; bits &= bits - 1) {
        int name = suffixes[count + (((w << 6) + Long.numberOfTrailingZeros(bits)) >>> 1)];
        wanted += (name | equalBefore) >>> 31;
        equalBefore = name;
      }
    }
    return wanted;
  }

  /** Numbers the names without gaps, and tells how many they are. */
  private static int rename(int[] names, long[] used) {
    int[] before = new int[used.length];
    int sum = 0;
    for (int w = 0; w < used.length; w++) {
      before[w] = sum;
      sum += Long.bitCount(used[w]);
    }
    for (int i = 0; i < names.length; i++) {
      int name = names[i];
      long smaller = used[name >>> 6] & ((1L << name) - 1);
      names[i] = before[name >>> 6] + Long.bitCount(smaller);
    }
    return sum;
  }

  /** The places that the names stand for, as complements where a name stands once. */
  private void places(int count, int[] places) {
    int found = 0;
    int equalBefore = 0;
    for (int w = 0; w < lmsPlaces.length; w++) {
      for (long bits = lmsPlaces[w]; bits != 0; bits &= bits - 1) {
        int place = (w << 6) + Long.numberOfTrailingZeros(bits);
        int equal = suffixes[count + (place >>> 1)] >> 31;
        if ((equal | equalBefore) < 0) {
          places[found++] = place ^ ~equal;
        }
        equalBefore = equal;
      }
    }
  }
}
