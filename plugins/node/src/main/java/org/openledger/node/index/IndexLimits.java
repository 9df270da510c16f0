package org.openledger.node.index;

import java.time.Duration;

/**
 * What an index may take.
 *
 * @param pause before a segment that failed is tried again when it is asked for
 * @param mergePause before a merge that failed is tried again
 * @param mostIdle segments that stay mapped without being wanted
 */
record IndexLimits(Duration pause, Duration mergePause, int mostIdle) {

  /**
   * Pauses of 10 seconds and 10 minutes; 4,096 segments, of the 65,530 mappings that Linux usually
   * allows a process.
   */
  static IndexLimits standard() {
    return new IndexLimits(Duration.ofSeconds(10), Duration.ofMinutes(10), 4_096);
  }
}
