package org.openledger.attribution.segment;

/**
 * The columns that follow from text and suffixes, made again number by number. Each method gives
 * the index of the first number that is not what it has to be, or {@link #SOUND}.
 */
final class DerivedColumns {
  static final int SOUND = -1;

  private static final int FETCHED = 64;

  private DerivedColumns() {}

  /** What each suffix shares with the one before, and how it goes on. */
  static int firstWrongBranch(SegmentImage image) {
    PackedColumn text = image.text();
    int[] places = new int[FETCHED + 1];
    int[] symbols = new int[FETCHED + 1]; // Of these places: so the cache misses overlap.
    places[0] = text.size();
    for (int first = 0; first < image.branches().size(); first += FETCHED) {
      int count = Math.min(FETCHED, image.branches().size() - first);
      for (int i = 1; i <= count; i++) {
        places[i] = image.suffixes().get(first + i - 1);
        symbols[i] = text.get(places[i]);
      }
      for (int i = 1; i <= count; i++) {
        boolean same = symbols[i] == symbols[i - 1];
        if (image.branches().get(first + i - 1) != branch(text, places[i - 1], places[i], same)) {
          return first + i - 1;
        }
      }
      places[0] = places[count];
      symbols[0] = symbols[count];
    }
    return SOUND;
  }

  /**
   * The branch of a suffix after another.
   *
   * @param same whether both begin with the same symbol, if there is one
   */
  private static int branch(PackedColumn text, int before, int place, boolean same) {
    int longest = Math.min(SegmentLayout.MOST_SHARED, text.size() - Math.max(before, place));
    int shared = same ? Math.min(longest, 1) : 0;
    while (same && shared < longest && text.get(before + shared) == text.get(place + shared)) {
      shared++;
    }
    // Where the suffixes are not sorted, this one may end here.
    boolean follows = shared < SegmentLayout.MOST_SHARED && place + shared < text.size();
    int following = follows ? text.get(place + shared) & SegmentLayout.FOLLOWING_MASK : 0;
    return following << SegmentLayout.SHARED_BITS | shared;
  }

  /**
   * A part of the keys: the first symbols of every 16th suffix, or as many behind these.
   *
   * @param part 0 for heads, 1 for tails
   */
  static int firstWrongKey(SegmentImage image, PackedColumn keys, int part) {
    SegmentLayout layout = image.layout();
    int symbols = image.text().size();
    int skipped = part * layout.keySymbols();
    for (int k = 0; k < keys.size(); k++) {
      int place = image.suffixes().get(k << SegmentLayout.KEY_STEP_BITS) + skipped;
      long key = 0;
      for (int i = 0; i < layout.keySymbols(); i++) {
        key <<= layout.symbolWidth();
        key |= i < symbols - place ? image.text().get(place + i) : 0;
      }
      if (keys.getLong(k) != key) {
        return k;
      }
    }
    return SOUND;
  }

  static int firstWrongFence(SegmentImage image) {
    PackedColumn heads = image.heads();
    int shift = image.layout().keyWidth() - image.layout().fenceBits();
    int smaller = 0;
    for (int f = 0; f < image.fences().size(); f++) {
      while (smaller < heads.size() && heads.getLong(smaller) >>> shift < f) {
        smaller++;
      }
      if (image.fences().get(f) != smaller) {
        return f;
      }
    }
    return SOUND;
  }

  /** A level of minima, from the level below it. */
  static int firstWrongMinimum(SegmentImage image, int level) {
    PackedColumn below = level == 0 ? image.suffixes() : image.minima().get(level - 1);
    PackedColumn minima = image.minima().get(level);
    int bits = level == 0 ? SegmentLayout.MINIMA_FIRST_BITS : SegmentLayout.MINIMA_NEXT_BITS;
    for (int block = 0; block < minima.size(); block++) {
      int begin = block << bits;
      int end = begin + Math.min(1 << bits, below.size() - begin);
      if (minima.get(block) != RangeMinimum.scan(below, begin, end)) {
        return block;
      }
    }
    return SOUND;
  }
}
