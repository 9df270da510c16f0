package org.openledger.attribution.progress;

/**
 * Told where a long step is. Called from the thread that does the work, at most every few percent.
 */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (step, done, total) -> {};

  /**
   * Work has gone on.
   *
   * @param step what is being done, in a few words
   * @param done units done so far
   * @param total units in all; {@code done == total} is reported once, at the end of the step
   */
  void report(String step, long done, long total);
}
