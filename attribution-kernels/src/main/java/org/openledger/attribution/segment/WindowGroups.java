package org.openledger.attribution.segment;

import java.util.Arrays;

/**
 * Windows of an answer, neighbours together: the windows of a group ascend, and its core (from its
 * last begin to its first end) is three quarters of the longest or more. Immutable.
 */
public final class WindowGroups {
  private final int[] begins;
  private final int[] ends;
  private final int[] groups;
  private final int[] coreBegins;
  private final int[] coreEnds;

  private WindowGroups(int[] begins, int[] ends, int[] groups) {
    this.begins = begins;
    this.ends = ends;
    this.groups = groups;
    int cores = groups.length - 1;
    this.coreBegins = new int[cores];
    this.coreEnds = new int[cores];
    for (int g = 0; g < cores; g++) {
      coreBegins[g] = begins[groups[g + 1] - 1];
      coreEnds[g] = ends[groups[g]];
    }
  }

  /**
   * Groups windows; keeps the arrays, which must not change.
   *
   * @param begins of the windows
   * @param ends of the windows, each larger than its begin
   */
  public static WindowGroups of(int[] begins, int[] ends) {
    return new WindowGroups(begins, ends, firsts(begins, ends));
  }

  /** The first windows of the groups, and the number of windows. */
  private static int[] firsts(int[] begins, int[] ends) {
    int[] groups = new int[begins.length + 1];
    int size = 0;
    int longest = 0;
    for (int w = 0; w < begins.length; w++) {
      longest = Math.max(longest, ends[w] - begins[w]);
      boolean joins =
          w > 0
              && begins[w] >= begins[w - 1]
              && ends[w] >= ends[w - 1]
              && 4L * (ends[groups[size - 1]] - begins[w]) >= 3L * longest;
      if (!joins) {
        groups[size++] = w;
        longest = ends[w] - begins[w];
      }
    }
    groups[size] = begins.length;
    return Arrays.copyOf(groups, size + 1);
  }

  int[] begins() {
    return begins;
  }

  int[] ends() {
    return ends;
  }

  /** The first window of each group, and the number of windows. */
  int[] groups() {
    return groups;
  }

  int[] coreBegins() {
    return coreBegins;
  }

  int[] coreEnds() {
    return coreEnds;
  }
}
