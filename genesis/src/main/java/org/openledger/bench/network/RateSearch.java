package org.openledger.bench.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The search for the highest rate of one load that holds. Before it, the node is warmed up at rates
 * that double while they hold, then at the highest of them: Java's compiler has seen little at
 * rates far below, and is still at work when it matters.
 */
final class RateSearch {

  private static final double[] STEPS = {1.25, 1.08, 1.03};

  private final Load load;
  private double best;
  private double next;
  private double climb;
  private boolean climbing = true;
  private int step;
  private int failures;
  private boolean done;
  private final List<Double> micros = new ArrayList<>();

  RateSearch(Load load, double first) {
    this.load = load;
    this.next = first;
    this.climb = first;
  }

  Load load() {
    return load;
  }

  /** The rate to warm up at. */
  int warmUp() {
    return (int) Math.ceil(climb);
  }

  /**
   * What came of a window at the rate to warm up at; the search begins at the highest that held.
   */
  void warmed(LoadDriver.Window window) {
    if (window.held()) {
      next = climb;
      climb = climbing ? 2 * climb : climb;
    } else {
      climbing = false;
      climb = next;
    }
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

  /**
   * What came of a window at the next rate. Other work of the machine may spoil a window: a rate
   * fails when it fails twice. Then the step becomes finer, until there is none that is.
   */
  void tell(LoadDriver.Window window) {
    micros.add(window.processorMicros());
    if (window.held()) {
      best = next();
      failures = 0;
      next = above(best);
    } else if (++failures == 2) {
      failures = 0;
      if (best == 0) {
        next = next / 2;
        done = next < 1;
      } else {
        refine();
      }
    }
  }

  /** To the next finer step that makes another rate than the one that has failed. */
  private void refine() {
    int failed = next();
    while (!done && next() >= failed) {
      done = ++step == STEPS.length;
      next = done ? best : above(best);
    }
  }

  private double above(double rate) {
    return Math.max(rate + 1, rate * STEPS[step]);
  }
}
