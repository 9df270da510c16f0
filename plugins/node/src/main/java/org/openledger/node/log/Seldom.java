package org.openledger.node.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lines that come again for as long as something is wrong: each is written once, and again after a
 * while. A disk that is full shall not fill with lines that say so. For any number of threads.
 */
public final class Seldom {

  /** How long the same line is not written again. */
  public static final Duration AGAIN = Duration.ofMinutes(10);

  /** Most lines that are remembered. */
  private static final int MOST = 100;

  private final LongSupplier nanos;

  private final Map<String, Long> written =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  public Seldom() {
    this(System::nanoTime);
  }

  /**
   * With a clock of its own.
   *
   * @param nanos as {@link System#nanoTime}
   */
  Seldom(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether to write a line now. */
  public synchronized boolean isDue(String line) {
    long now = nanos.getAsLong();
    Long last = written.get(line);
    if (last != null && now - last <= AGAIN.toNanos()) {
      return false;
    }
    written.put(line, now);
    return true;
  }

  /** Nothing is wrong any more: what is from now on is written at once. */
  public synchronized void clear() {
    written.clear();
  }
}
