package org.openledger.bench.soak;

import java.io.IOException;

/** A client that does its worst, or its best, round after round; used by one thread. */
interface Strain extends AutoCloseable {

  /** Does it once; takes seconds at most. */
  void round() throws IOException, InterruptedException;

  /** Lets go of all connections. */
  @Override
  void close();
}
