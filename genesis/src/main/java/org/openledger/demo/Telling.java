package org.openledger.demo;

/** A story that is told once, on a devnet of its own or on the chain of a node. */
public interface Telling extends AutoCloseable {

  /**
   * Tells it. A devnet that it started runs on until {@link #close}.
   *
   * @return whether all is as it must be
   */
  boolean run();

  /** The URL of the devnet that it started; empty where it did not. */
  String devnetUrl();

  @Override
  void close();
}
