package org.openledger.bench.contract;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.openledger.precompile.dispatch.Outcome;

/** Times calls: processor time of this thread, the median round, what was written taken back. */
final class CallTimer {

  /** A round is at least so long: the clock of a thread ticks coarsely. */
  private static final long ROUND_NANOS = 2_000_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int rounds;
  private final long warmUpNanos;

  /**
   * A timer.
   *
   * @param rounds that are timed, at least 1
   * @param warmUpNanos processor time before them
   */
  CallTimer(int rounds, long warmUpNanos) {
    this.rounds = rounds;
    this.warmUpNanos = warmUpNanos;
  }

  /** Microseconds of a call, taking back included, which only makes it look slower. */
  double micros(BenchNetwork network, ContractCall call) {
    long once = nanos(network, call, 1);
    for (long warm = once; warm < warmUpNanos; warm += once) {
      once = nanos(network, call, 1);
    }
    int repeats = Math.clamp(ROUND_NANOS / Math.max(once, 1), 1, 1_000);
    double[] micros = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      micros[i] = nanos(network, call, repeats) / 1e3 / repeats;
    }
    Arrays.sort(micros);
    return micros[rounds / 2];
  }

  private long nanos(BenchNetwork network, ContractCall call, int repeats) {
    Outcome outcome = new Outcome.Absent();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < repeats; i++) {
      outcome = network.make(call, BenchNetwork.PLENTY);
      network.host().rewind();
    }
    if (!(outcome instanceof Outcome.Success)) {
      throw new IllegalStateException(call.name() + " ended in " + outcome);
    }
    return threads.getCurrentThreadCpuTime() - start;
  }
}
