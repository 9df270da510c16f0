package org.openledger.attribution.segment;

import org.openledger.attribution.progress.Progress;

/** A share of a long step, which reports every percent or so of the whole. */
final class Share {
  private static final String STEP = "sorting suffixes";

  private final Progress progress;
  private final long total;
  private final long from;
  private final long to;

  /** What all shares of the step reported last. */
  private final long[] last;

  private Share(Progress progress, long total, long from, long to, long[] last) {
    this.progress = progress;
    this.total = total;
    this.from = from;
    this.to = to;
    this.last = last;
  }

  /** The whole step. */
  static Share all(Progress progress, long total) {
    progress.report(STEP, 0, total);
    return new Share(progress, total, 0, total, new long[1]);
  }

  /** A share of this share. */
  Share percent(int begin, int end) {
    long size = to - from;
    return new Share(progress, total, from + size * begin / 100, from + size * end / 100, last);
  }

  /** So many of so many things to be done are done. */
  void done(long things, long ofThings) {
    long units = from + (to - from) * things / ofThings;
    if (units < total && units - last[0] > total / 100) {
      last[0] = units;
      progress.report(STEP, units, total);
    }
  }

  /** The whole step is done. */
  void end() {
    progress.report(STEP, total, total);
  }
}
