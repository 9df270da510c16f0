package org.openledger.besu;

import java.util.Set;

/**
 * Whether the host executes a call for somebody who asks what it would do. Such a call may stand in
 * any block, of any number and time, on any state ({@code eth_simulateV1} of the execution APIs),
 * and looks like one of a block to be taken in.
 *
 * <p>No service of the host tells, so its classes are known by name; the conformance test looks
 * that they are there. In a release that has others, no call counts as a simulation. That is the
 * safe side: blocks are waited for and stop this node as ever, and a call that somebody imagines in
 * the next block waits like one of it, and is told as a block that stops this node (OL-301) until
 * the host has the block. The other way round, a good block would count as a bad one.
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
