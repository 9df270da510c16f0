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
  /** Found by measurement. */
  static final LmsSort.Limits LIMITS = new LmsSort.Limits(24, 7, 1 << 15, 1 << 11, 16);

  private final int[] text;
  private final int n;
  private final int alphabet;
  private final LmsSort.Limits limits;
  private final Share share;

  /** The result; until the induction, room for the LMS suffixes and for sorting them. */
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
    long[] equal = equalPlaces(count);
    RankedBits wanted = new RankedBits(withNext(equal));
    int[] names = new int[wanted.count()];
    int alphabetOfNames = writeNames(count, wanted, names);
    int[] order = new SuffixArrays(names, alphabetOfNames, limits, share.percent(55, 75)).sort();
    writePlaces(wanted, equal, names);
    int found = 0;
    for (int shortPlace : order) {
      int place = names[shortPlace];
      order[found] = place;
      found += ~place >>> 31;
    }
    int[] lms = new int[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      lms[i] = isEqual(i, count) ? order[next++] : suffixes[i];
    }
    return lms;
  }

  /** Whether an LMS suffix, by its number in order, shares its name. */
  private boolean isEqual(int number, int count) {
    return suffixes[number] < 0 || (number + 1 < count && suffixes[number + 1] < 0);
  }

  private long[] equalPlaces(int count) {
    long[] equal = new long[lmsPlaces.length];
    for (int i = 0; i < count; i++) {
      if (isEqual(i, count)) {
        int place = suffixes[i] ^ suffixes[i] >> 31;
        equal[place >>> 6] |= 1L << place;
      }
    }
    return equal;
  }

  /** These LMS places, and the next one behind each of them. */
  private long[] withNext(long[] equal) {
    long[] wanted = new long[equal.length];
    boolean first = false; // Whether the next word's first LMS place is wanted.
    for (int w = 0; w < equal.length; w++) {
      long lms = lmsPlaces[w];
      long marked = equal[w];
      long next = first ? Long.lowestOneBit(lms) : 0;
      for (long bits = marked; bits != 0; bits &= bits - 1) {
        long above = lms & -(Long.lowestOneBit(bits) << 1);
        next |= Long.lowestOneBit(above);
      }
      wanted[w] = marked | next;
      if (lms != 0) {
        first = (marked & Long.highestOneBit(lms)) != 0;
      }
    }
    return wanted;
  }

  /**
   * Writes the text of names: for each wanted LMS suffix, in order of the text, the number of the
   * first that is equal; numbered without gaps.
   *
   * @return how many names there are
   */
  private int writeNames(int count, RankedBits wanted, int[] names) {
    long[] used = new long[(count >>> 6) + 1];
    int name = 0;
    for (int i = 0; i < count; i++) {
      int equalToLast = suffixes[i] >> 31;
      int place = suffixes[i] ^ equalToLast;
      name = equalToLast < 0 ? name : i;
      if (wanted.contains(place)) {
        names[wanted.rank(place)] = name;
        used[name >>> 6] |= 1L << name;
      }
    }
    RankedBits numbers = new RankedBits(used);
    for (int i = 0; i < names.length; i++) {
      names[i] = numbers.rank(names[i]);
    }
    return numbers.count();
  }

  /** The places that the names stand for, as complements where a name stands once. */
  private void writePlaces(RankedBits wanted, long[] equal, int[] places) {
    int found = 0;
    for (int w = 0; w < equal.length; w++) {
      for (long bits = wanted.word(w); bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        int once = (int) (equal[w] >>> bit & 1) - 1;
        places[found++] = (w << 6) + bit ^ once;
      }
    }
  }
}
