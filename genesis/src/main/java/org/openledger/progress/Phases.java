package org.openledger.progress;

import org.jspecify.annotations.Nullable;
import org.openledger.attribution.progress.Progress;

/** Shows the progress of work that goes to and fro between steps, one at a time. */
public final class Phases implements Progress, AutoCloseable {
  private final Steps steps;
  private String name = "";
  private long told;
  private Steps.@Nullable Step step;

  /** Shows it so. */
  public Phases(Steps steps) {
    this.steps = steps;
  }

  @Override
  public void report(String next, long done, long total) {
    Steps.Step current = step;
    if (current == null || !next.equals(name)) {
      close();
      current = steps.begin(next, total);
      step = current;
      name = next;
      told = 0;
    }
    if (done > told) {
      current.advance(done - told);
      told = done;
    }
    if (done >= total) {
      close();
    }
  }

  @Override
  public void close() {
    Steps.Step current = step;
    step = null;
    if (current != null) {
      current.close();
    }
  }
}
