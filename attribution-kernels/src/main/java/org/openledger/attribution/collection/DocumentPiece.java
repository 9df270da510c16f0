package org.openledger.attribution.collection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.openledger.attribution.segment.Interval;
import org.openledger.attribution.segment.Query;
import org.openledger.attribution.segment.Segment;

/**
 * Some neighbouring windows of a document, looked up in lock step. Positions are counted from the
 * first window's begin.
 *
 * <p>Neighbouring windows share a core, the tokens that all of them hold; where the core stands
 * nowhere, none of the windows does (Boyer and Moore, "A Fast String Searching Algorithm", 1977,
 * skip by the same reason). Groups whose core does stand somewhere are halved, which makes the core
 * longer, until the core is the window. That takes few look-ups where the text is new. Where much
 * of it is known, the longest matches of all positions are quicker: they follow from each other.
 */
final class DocumentPiece {
  /** Of this many groups: enough to overlap cache misses, and few enough for the cache. */
  private static final int GROUPS = 256;

  /** A core of this many tokens is rare enough: a longer one would only make the groups smaller. */
  private static final int CORE = 8;

  /** If one core of so many is known, all positions are looked up. */
  private static final int KNOWN = 4;

  private final int[] document;
  private final int from;
  private final int count;
  private final int window;
  private final List<Segment> segments;
  private final List<Query> queries = new ArrayList<>();

  /** Of the piece. */
  private final int tokens;

  /**
   * A piece.
   *
   * @param from begin of the first window
   * @param window tokens of a window; one at least ends in the document
   */
  DocumentPiece(int[] document, int from, int window, List<Segment> segments) {
    this.document = document;
    this.from = from;
    this.window = window;
    this.segments = segments;
    // A long window needs a long piece: else most of it would be looked up twice.
    int most = Math.max(GROUPS * group(window), window);
    this.count = Math.min(most, document.length - window + 1 - from);
    this.tokens = count + window - 1;
  }

  /** Adds the passages that begin here; returns the begin of the next window to look up. */
  int collect(List<Passage> passages) {
    if (longestMatch(from, from + window) == window) {
      return from + add(passages, 0, window); // A copy is over in one go.
    }
    int[] ids = Arrays.copyOfRange(document, from, from + tokens);
    segments.forEach(segment -> queries.add(segment.query(ids)));
    int group = group(window);
    int groups = (count + group - 1) / group;
    int[] begins = new int[groups];
    int[] sizes = new int[groups];
    for (int g = 0; g < groups; g++) {
      begins[g] = g * group;
      sizes[g] = Math.min(group, count - g * group);
    }
    boolean[] known = cores(begins, sizes, groups);
    int alive = keep(known, begins, sizes, groups);
    return alive > groups / KNOWN
        ? collect(passages, matchEnds())
        : collect(passages, present(begins, sizes, alive));
  }

  /** How many windows share a core that is rare enough. */
  private static int group(int window) {
    return window + 1 - Math.min(CORE, (window + 1) / 2);
  }

  /** The windows that stand in a segment, among those of groups. */
  private BitSet present(int[] groupBegins, int[] groupSizes, int groups) {
    BitSet present = new BitSet(count);
    int[] begins = groupBegins;
    int[] sizes = groupSizes;
    int left = groups;
    while (left > 0) {
      int[] halves = new int[2 * left];
      int[] halfSizes = new int[2 * left];
      int next = 0;
      for (int g = 0; g < left; g++) {
        if (sizes[g] == 1) {
          present.set(begins[g]);
          continue;
        }
        int half = sizes[g] / 2;
        halves[next] = begins[g];
        halfSizes[next++] = half;
        halves[next] = begins[g] + half;
        halfSizes[next++] = sizes[g] - half;
      }
      begins = halves;
      sizes = halfSizes;
      left = keep(cores(begins, sizes, next), begins, sizes, next);
    }
    return present;
  }

  /** Whether the cores of groups of windows stand in a segment. */
  private boolean[] cores(int[] begins, int[] sizes, int groups) {
    int[] first = new int[groups];
    int[] end = new int[groups];
    for (int g = 0; g < groups; g++) {
      first[g] = begins[g] + sizes[g] - 1;
      end[g] = begins[g] + window;
    }
    boolean[] any = new boolean[groups];
    for (Query query : queries) {
      boolean[] found = query.occur(first, end);
      for (int g = 0; g < groups; g++) {
        any[g] |= found[g];
      }
    }
    return any;
  }

  private static int keep(boolean[] kept, int[] begins, int[] sizes, int groups) {
    int left = 0;
    for (int g = 0; g < groups; g++) {
      begins[left] = begins[g];
      sizes[left] = sizes[g];
      left += kept[g] ? 1 : 0;
    }
    return left;
  }

  /** Where the longest match of each position ends, in whatever segment. */
  private int[] matchEnds() {
    int[] ends = new int[tokens];
    for (Query query : queries) {
      int[] found = query.matchEnds();
      for (int i = 0; i < ends.length; i++) {
        ends[i] = Math.max(ends[i], found[i]);
      }
    }
    return ends;
  }

  private int collect(List<Passage> passages, BitSet present) {
    int next = 0;
    for (int begin = present.nextSetBit(0); begin >= 0; begin = present.nextSetBit(next)) {
      next = begin + add(passages, begin, window);
    }
    return from + Math.max(next, count);
  }

  private int collect(List<Passage> passages, int[] ends) {
    int[] begins = new int[count];
    int[] stops = new int[count];
    int found = 0;
    int begin = 0;
    while (begin < count) {
      int end = ends[begin];
      if (end - begin < window) {
        begin++;
      } else if (end == tokens && from + end < document.length) {
        addOwned(passages, begins, stops, found);
        return from + begin + add(passages, begin, end - begin);
      } else {
        begins[found] = begin;
        stops[found++] = end;
        begin = end - window + 1;
      }
    }
    addOwned(passages, begins, stops, found);
    return from + begin;
  }

  /** Adds passages that end within the piece. */
  private void addOwned(List<Passage> passages, int[] begins, int[] stops, int found) {
    int[] firsts = Arrays.copyOf(begins, found);
    int[] lasts = Arrays.copyOf(stops, found);
    long[] holders = new long[found];
    Arrays.fill(holders, Long.MAX_VALUE);
    for (int s = 0; s < segments.size() && found > 0; s++) {
      Segment segment = segments.get(s);
      int[] places = queries.get(s).earliest(firsts, lasts);
      for (int p = 0; p < found; p++) {
        holders[p] = Math.min(holders[p], holder(segment, places[p]));
      }
    }
    for (int p = 0; p < found; p++) {
      int inside = lasts[p] - window + 1 - firsts[p];
      passages.add(new Passage(from + firsts[p], from + lasts[p], inside, holders[p]));
    }
  }

  /**
   * Adds a passage that may end anywhere; how many windows it has.
   *
   * @param known tokens that it has at least
   */
  private int add(List<Passage> passages, int first, int known) {
    int begin = from + first;
    int length = known;
    int most = known;
    while (length == most && begin + most < document.length) {
      // Twice as far each time: no match is paid for by all the rest of the document.
      most = (int) Math.min(2L * most, document.length - begin);
      length = longestMatch(begin, begin + most);
    }
    int inside = length - window + 1;
    passages.add(new Passage(begin, begin + length, inside, holder(begin, begin + length)));
    return inside;
  }

  private int longestMatch(int begin, int end) {
    int longest = 0;
    for (Segment segment : segments) {
      longest = Math.max(longest, segment.longestMatch(document, begin, end));
      if (longest == end - begin) {
        break;
      }
    }
    return longest;
  }

  private long holder(int begin, int end) {
    long holder = Long.MAX_VALUE;
    for (Segment segment : segments) {
      Interval found = segment.interval(document, begin, end);
      int place = found.isEmpty() ? -1 : segment.earliest(found.lo(), found.hi());
      holder = Math.min(holder, holder(segment, place));
    }
    return holder;
  }

  private static long holder(Segment segment, int place) {
    return place < 0 ? Long.MAX_VALUE : segment.order(segment.documentAt(place));
  }
}
