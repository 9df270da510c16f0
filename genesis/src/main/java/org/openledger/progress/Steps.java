package org.openledger.progress;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how long steps go on. */
@FunctionalInterface
public interface Steps {

  /** Large numbers are shown in it. */
  long MILLION = 1_000_000;

  /** A step under way; closing it says that it is done, or given up. */
  interface Step extends AutoCloseable {

    /** So many more units are done. */
    void advance(long units);

    @Override
    void close();
  }

  /**
   * Begins a step.
   *
   * @param name what is done, in a word or two
   * @param total units in all
   */
  Step begin(String name, long total);

  /** A line for each step once it is over, for logs. */
  static Steps lines(PrintWriter err) {
    return (name, total) -> {
      long start = System.nanoTime();
      return new Step() {
        private long done;

        @Override
        public void advance(long units) {
          done += units;
        }

        @Override
        public void close() {
          err.printf(
              Locale.ROOT,
              "%-14s %d of %d, %.1f s%n",
              name,
              done,
              total,
              (System.nanoTime() - start) / 1e9);
          err.flush();
        }
      };
    };
  }

  /** A bar on the standard error output for each step, with rate and remaining time, for people. */
  static Steps bars() {
    return (name, total) -> {
      boolean large = total >= 10 * MILLION;
      ProgressBar bar =
          new ProgressBarBuilder()
              .setTaskName(String.format(Locale.ROOT, "%-14s", name))
              .setInitialMax(total)
              .setUnit(large ? " M" : "", large ? MILLION : 1)
              .showSpeed()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
      return new Step() {
        @Override
        public void advance(long units) {
          bar.stepBy(units);
        }

        @Override
        public void close() {
          bar.close();
        }
      };
    };
  }
}
