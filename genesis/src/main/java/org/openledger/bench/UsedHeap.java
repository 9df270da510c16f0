package org.openledger.bench;

/** The heap once all garbage is gone. */
public final class UsedHeap {

  private static final int COLLECTIONS = 5;

  private UsedHeap() {}

  /** Bytes in use: the least of a few collections, since weak and soft things go one by one. */
  public static long bytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
