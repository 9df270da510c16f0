package org.openledger.bench.soak;

/** Times, counted by their size to within a sixteenth: the same memory however many there are. */
final class Latencies {

  private static final int STEPS = 16;
  private static final int STEP_BITS = 4;
  private static final double NANOS_PER_MICRO = 1_000;

  private final long[] counts = new long[Long.SIZE * STEPS];
  private long total;

  synchronized void add(long nanos) {
    counts[place(Math.max(nanos, STEPS))]++;
    total++;
  }

  synchronized long total() {
    return total;
  }

  /**
   * The time that a part of all times does not exceed, in microseconds; 0 where there are none.
   *
   * @param part such as 0.99
   */
  synchronized double quantile(double part) {
    long rank = (long) Math.ceil(part * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && seen > 0) {
        return middle(i) / NANOS_PER_MICRO;
      }
    }
    return 0;
  }

  private static int place(long nanos) {
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int step = (int) (nanos >>> (exponent - STEP_BITS)) & (STEPS - 1);
    return exponent * STEPS + step;
  }

  private static double middle(int place) {
    double unit = Math.scalb(1.0, place / STEPS - STEP_BITS);
    return (STEPS + place % STEPS + 0.5) * unit;
  }
}
