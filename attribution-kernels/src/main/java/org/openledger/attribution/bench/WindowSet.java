package org.openledger.attribution.bench;

import org.openledger.attribution.segment.Segment;

/**
 * The plain way to find duplicates: a hash set of the fingerprints of all windows of one length. It
 * says whether a window is there, but not whose it is, and knows one length only. Fingerprints are
 * polynomials modulo 2^64 of the ids, so a window that is there is always found.
 */
final class WindowSet {
  private static final long BASE = 0x9E37_79B9_7F4A_7C15L;

  private final int window;

  /** BASE to the power of the window: the weight of the id that leaves it. */
  private final long leaving;

  private final long[] slots;
  private final int shift;

  /** The windows of all documents of a segment. */
  WindowSet(Segment segment, int window) {
    this.window = window;
    long power = 1;
    for (int i = 0; i < window; i++) {
      power *= BASE;
    }
    this.leaving = power;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(segment.tokens() * 4L / 3);
    this.slots = new long[1 << Math.max(4, bits)];
    this.shift = Long.SIZE - Math.max(4, bits);
    for (int d = 0; d < segment.documents(); d++) {
      int[] ids = segment.document(d);
      long rolling = 0;
      for (int i = 0; i < ids.length; i++) {
        rolling = roll(ids, i, rolling);
        if (i >= window - 1) {
          slots[slot(rolling)] = fingerprint(rolling);
        }
      }
    }
  }

  /** Bytes of memory. */
  long bytes() {
    return 8L * slots.length;
  }

  /** How many windows of a document are in the set. */
  int present(int[] ids) {
    int present = 0;
    long rolling = 0;
    for (int i = 0; i < ids.length; i++) {
      rolling = roll(ids, i, rolling);
      if (i >= window - 1 && slots[slot(rolling)] != 0) {
        present++;
      }
    }
    return present;
  }

  private long roll(int[] ids, int at, long rolling) {
    long left = at >= window ? leaving * (ids[at - window] + 1L) : 0;
    return rolling * BASE + ids[at] + 1L - left;
  }

  private static long fingerprint(long rolling) {
    return rolling == 0 ? 1 : rolling; // 0 is an empty slot.
  }

  /** Where a window is, or would be. */
  private int slot(long rolling) {
    long fingerprint = fingerprint(rolling);
    int slot = (int) (((fingerprint ^ (fingerprint >>> 29)) * BASE) >>> shift);
    while (slots[slot] != 0 && slots[slot] != fingerprint) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
