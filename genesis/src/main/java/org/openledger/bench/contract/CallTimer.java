package org.openledger.bench.contract;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Times calls: processor time of this thread, the median round, what was written taken back. */
final class CallTimer {

  /** A round is at least so long: the clock of a thread ticks coarsely. */
  private static final long ROUND_NANOS = 2_000_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int rounds;

  CallTimer(int rounds) {
    this.rounds = rounds;
  }

  /** Microseconds of a call, taking back included, which only makes it look slower. */
  double micros(BenchNetwork network, ContractCall call) {
    long once = nanos(network, call, 1);
    int repeats = (int) Math.clamp(ROUND_NANOS / Math.max(once, 1), 1, 1_000);
    for (int i = 0; i < rounds && once < 100 * ROUND_NANOS; i++) {
      nanos(network, call, repeats);
    }
    double[] micros = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      micros[i] = nanos(network, call, repeats) / 1e3 / repeats;
    }
    Arrays.sort(micros);
    return micros[rounds / 2];
  }

  private long nanos(BenchNetwork network, ContractCall call, int repeats) {
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < repeats; i++) {
      network.make(call, BenchNetwork.PLENTY);
      network.host().rewind();
    }
    return threads.getCurrentThreadCpuTime() - start;
  }
}
