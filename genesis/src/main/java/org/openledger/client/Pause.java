package org.openledger.client;

/** Waits between two looks at a node. */
public final class Pause {

  private Pause() {}

  /**
   * Sleeps.
   *
   * @throws OverdueException where the thread is interrupted
   */
  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OverdueException("interrupted while waiting");
    }
  }
}
