package org.openledger.attribution.segment;

import java.util.Arrays;

/**
 * Suffix arrays in linear time: SA-IS over integer alphabets (Nong, Zhang and Chan, "Linear Suffix
 * Array Construction by Almost Pure Induced-Sorting", DCC 2009).
 *
 * <p>The end of the text compares smaller than every symbol, so no sentinel is wanted.
 */
public final class SimpleSuffixArrays {
  private static final int EMPTY = -1;

  private final int[] text;
  private final int n;

  /** Whether the suffix at a place is smaller than its successor (S-type); others are L-type. */
  private final boolean[] small;

  /** For each symbol, how many symbols of the text are smaller. */
  private final int[] bucketStart;

  /** Place of an LMS suffix to its number in order of the text, else EMPTY. */
  private final int[] lmsNumber;

  private final int[] lms;
  private final int[] suffixes;

  private SimpleSuffixArrays(int[] text, int alphabet) {
    this.text = text;
    this.n = text.length;
    this.small = types(text);
    this.bucketStart = bucketStarts(text, alphabet);
    this.lmsNumber = new int[n];
    Arrays.fill(lmsNumber, EMPTY);
    int count = 0;
    for (int i = 1; i < n; i++) {
      if (isLms(i)) {
        lmsNumber[i] = count++;
      }
    }
    this.lms = new int[count];
    for (int i = 1; i < n; i++) {
      if (lmsNumber[i] != EMPTY) {
        lms[lmsNumber[i]] = i;
      }
    }
    this.suffixes = new int[n];
  }

  /**
   * The places of all suffixes in lexicographic order.
   *
   * @param text symbols from 0 to alphabet - 1
   * @param alphabet how many symbols there are
   */
  public static int[] build(int[] text, int alphabet) {
    return new SimpleSuffixArrays(text, alphabet).sort();
  }

  private int[] sort() {
    if (n == 0) {
      return suffixes;
    }
    induce(lms);
    if (lms.length > 0) {
      induce(sortedLms());
    }
    return suffixes;
  }

  /** The LMS suffixes in order: names their substrings, and recurses while names repeat. */
  private int[] sortedLms() {
    int[] byName = new int[lms.length];
    int found = 0;
    for (int place : suffixes) {
      if (lmsNumber[place] != EMPTY) {
        byName[found++] = place;
      }
    }
    int[] names = new int[lms.length];
    int name = 0;
    for (int i = 1; i < byName.length; i++) {
      if (!sameLmsSubstring(byName[i - 1], byName[i])) {
        name++;
      }
      names[lmsNumber[byName[i]]] = name;
    }
    int[] order = build(names, name + 1);
    for (int i = 0; i < order.length; i++) {
      order[i] = lms[order[i]];
    }
    return order;
  }

  private boolean sameLmsSubstring(int a, int b) {
    int endA = lmsEnd(a);
    int endB = lmsEnd(b);
    if (endA - a != endB - b) {
      return false;
    }
    if (endA == n || endB == n) {
      return false; // One of them meets the end of the text, which is a symbol of its own.
    }
    for (int i = 0; i <= endA - a; i++) {
      if (text[a + i] != text[b + i]) {
        return false;
      }
    }
    return true;
  }

  /** Place of the next LMS suffix, or the end of the text. */
  private int lmsEnd(int place) {
    int next = lmsNumber[place] + 1;
    return next < lms.length ? lms[next] : n;
  }

  /** Sorts all suffixes from the LMS ones, given in order; or all LMS substrings, given anyhow. */
  private void induce(int[] sortedLms) {
    Arrays.fill(suffixes, EMPTY);
    int[] end = Arrays.copyOfRange(bucketStart, 1, bucketStart.length);
    for (int i = sortedLms.length - 1; i >= 0; i--) {
      suffixes[--end[text[sortedLms[i]]]] = sortedLms[i];
    }
    int[] start = bucketStart.clone();
    suffixes[start[text[n - 1]]++] = n - 1; // The last suffix is L-type; the end induces it.
    for (int i = 0; i < n; i++) {
      int before = suffixes[i] - 1;
      if (before >= 0 && !small[before]) {
        suffixes[start[text[before]]++] = before;
      }
    }
    System.arraycopy(bucketStart, 1, end, 0, end.length);
    for (int i = n - 1; i >= 0; i--) {
      int before = suffixes[i] - 1;
      if (before >= 0 && small[before]) {
        suffixes[--end[text[before]]] = before;
      }
    }
  }

  private boolean isLms(int i) {
    return small[i] && !small[i - 1];
  }

  private static boolean[] types(int[] text) {
    boolean[] small = new boolean[text.length];
    for (int i = text.length - 2; i >= 0; i--) {
      small[i] = text[i] < text[i + 1] || (text[i] == text[i + 1] && small[i + 1]);
    }
    return small;
  }

  private static int[] bucketStarts(int[] text, int alphabet) {
    int[] starts = new int[alphabet + 1];
    for (int symbol : text) {
      starts[symbol + 1]++;
    }
    for (int s = 0; s < alphabet; s++) {
      starts[s + 1] += starts[s];
    }
    return starts;
  }
}
