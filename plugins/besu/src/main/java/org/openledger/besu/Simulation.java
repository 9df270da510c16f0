package org.openledger.besu;

import java.util.Set;

/**
 * Whether the host executes a call for somebody who asks what it would do. Such a call may stand in
 * any block, of any number and time, on any state ({@code eth_simulateV1} of the execution APIs),
 * and looks like one of a block to be taken in.
 */
final class Simulation {

  /** Classes of the host that run calls for nobody but who asks. */
  private static final Set<String> SIMULATORS =
      Set.of(
          "org.hyperledger.besu.ethereum.transaction.BlockSimulator",
          "org.hyperledger.besu.ethereum.transaction.TransactionSimulator");

  private Simulation() {}

  /** Looks through the thread's stack: not for each call, but for one that fails or has to wait. */
  static boolean isOnThisThread() {
    return isCalledBy(SIMULATORS);
  }

  static boolean isCalledBy(Set<String> classes) {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> classes.contains(frame.getClassName())));
  }
}
