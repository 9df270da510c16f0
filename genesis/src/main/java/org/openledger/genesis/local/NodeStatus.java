package org.openledger.genesis.local;

import java.util.OptionalLong;

/**
 * What a node says of itself.
 *
 * @param name its name
 * @param pid its process; empty where it does not run
 * @param block number of its newest block; empty where it does not answer
 * @param stateRoot of that block; empty as above
 * @param peers how many nodes it is connected with; empty as above
 * @param ageSeconds since the newest block's time; empty as above
 * @param stands whether that is longer than it takes a chain that goes on to have the next
 * @param plugin version of the plugin; empty as above
 * @param ready whether Besu's readiness check passes
 * @param url where it answers JSON-RPC
 */
public record NodeStatus(
    String name,
    OptionalLong pid,
    OptionalLong block,
    String stateRoot,
    OptionalLong peers,
    OptionalLong ageSeconds,
    boolean stands,
    String plugin,
    boolean ready,
    String url) {

  /** Whether it runs, answers, is ready, and has new blocks. */
  public boolean isWell() {
    return pid.isPresent() && block.isPresent() && ready && !stands;
  }
}
