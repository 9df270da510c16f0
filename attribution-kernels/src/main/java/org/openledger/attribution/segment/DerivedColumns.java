package org.openledger.attribution.segment;

/**
 * The columns that follow from text and suffixes, made again number by number. Each method gives
 * the index of the first number that is not what it has to be, or {@link #SOUND}.
 */
final class DerivedColumns {
  static final int SOUND = -1;

  private DerivedColumns() {}

  /**
   * A part of the keys: the first symbols of every 8th suffix, or as many behind these.
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
