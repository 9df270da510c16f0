package org.openledger.bench.network;

import java.util.ArrayList;
import java.util.List;

/** The search for the highest rate of one load that holds. */
final class RateSearch {

  private static final double STEP = 1.25;
  private static final double FINE_STEP = 1.08;

  private final Load load;
  private double best;
  private double next;
  private double step = STEP;
  private int failures;
  private boolean done;
  private final List<Double> micros = new ArrayList<>();

  RateSearch(Load load, double first) {
    this.load = load;
    this.next = first;
  }

  Load load() {
    return load;
  }

  int next() {
    return (int) Math.ceil(next);
  }

  boolean isDone() {
    return done;
  }

  double inferencesPerSecond() {
    return best * load.inferences();
  }

  /** Of the windows with the highest rates, where the fixed work of a block counts least. */
  double processorMicros() {
    double[] last = micros.stream().skip(micros.size() / 2).mapToDouble(d -> d).sorted().toArray();
    return last[last.length / 2];
  }

  /** Other work of the machine may spoil a window: a rate fails when it fails twice. */
  void tell(LoadDriver.Window window) {
    micros.add(window.processorMicros());
    if (window.held()) {
      best = next();
      failures = 0;
      next = Math.max(best + 1, best * step);
    } else if (++failures == 2) {
      done = best > 0 && step == FINE_STEP;
      step = FINE_STEP;
      failures = 0;
      next = best == 0 ? next / 2 : Math.max(best + 1, best * step);
      done |= next < 1 || (best > 0 && next() <= best);
    }
  }
}
