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
    String plugin,
    boolean ready,
    String url) {

  /** Whether it runs, answers, and is ready. */
  public boolean isWell() {
    return pid.isPresent() && block.isPresent() && ready;
  }
}
