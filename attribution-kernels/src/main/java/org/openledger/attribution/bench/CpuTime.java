package org.openledger.attribution.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of one thread. Other work on the machine takes caches and memory from it, but not
 * turns. What the collector and the compiler do in threads of their own is not in it.
 */
final class CpuTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuTime() {}

  /** Nanoseconds that the current thread has had so far. */
  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
