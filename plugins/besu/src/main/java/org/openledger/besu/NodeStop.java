package org.openledger.besu;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process.
 *
 * <p>A node that runs on without the native contracts computes another state than its network.
 * Throwing would not stop it: {@code --plugin-continue-on-error} drops a plugin that throws. An
 * orderly exit would not either where a shutdown hook of the host waits for the very thread that
 * asks to stop. So it halts; the host's database recovers from a halt as from a crash.
 */
final class NodeStop {

  /** Exit code: the configuration is wrong (EX_CONFIG), starting again does not help. */
  static final int EXIT_CODE = 78;

  private static final Logger LOG = LoggerFactory.getLogger(NodeStop.class);

  private NodeStop() {}

  /** Runs a step of the start-up; where it fails, the process ends with one line that says why. */
  static void unless(Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      log(refusal(e));
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /** What a failed step means to the operator. */
  static StartUpException refusal(Throwable failure) {
    return switch (failure) {
      case StartUpException e -> e;
      case LinkageError e ->
          new StartUpException(
              Refusal.UNSUPPORTED_BESU,
              "this release of Besu lacks what the plugin calls ("
                  + e.getMessage()
                  + "): use a release that the plugin supports",
              e);
      default -> new StartUpException(Refusal.FAULT, "its plugin failed while starting", failure);
    };
  }

  private static void log(StartUpException e) {
    String code = e.refusal().code();
    if (e.getCause() == null) {
      LOG.error("{} OpenLedger stops this node: {}", code, e.getMessage());
    } else {
      LOG.error("{} OpenLedger stops this node: {}", code, e.getMessage(), e.getCause());
    }
  }
}
