package org.openledger.besu;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.Activation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line when a version of the protocol is scheduled, when it comes into force, and when it
 * is taken back; where this software lacks it, again and again until then. Used by one thread.
 */
final class UpgradeLog {

  private static final Logger LOG = LoggerFactory.getLogger(UpgradeLog.class);

  /** Between two warnings of the same. */
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Supplier<Optional<HeadProtocol>> protocol;
  private @Nullable HeadProtocol last;
  private long warned;

  /**
   * @param protocol empty where it cannot be told now
   */
  UpgradeLog(Supplier<Optional<HeadProtocol>> protocol) {
    this.protocol = protocol;
  }

  /** Looks once. */
  void look() {
    protocol.get().ifPresent(this::look);
  }

  private void look(HeadProtocol now) {
    HeadProtocol before = last;
    last = now;
    boolean news =
        before == null
            || !before.activation().equals(now.activation())
            || before.isScheduled() != now.isScheduled();
    if (now.isScheduled()) {
      tellScheduled(now, news);
    } else if (before != null && before.isScheduled()) {
      tellEnd(before.activation(), now.version());
    }
  }

  private void tellScheduled(HeadProtocol now, boolean news) {
    long version = now.activation().next();
    long block = now.activation().fromBlock();
    boolean lacks = now.isScheduledWithout(Contracts.newestVersion());
    if (lacks && (news || System.nanoTime() - warned > AGAIN.toNanos())) {
      warned = System.nanoTime();
      LOG.warn(
          "OL-370 OpenLedger: protocol version {} will hold from block {} on, {} blocks from now;"
              + " this node's software knows up to {} and will stop there: install the release"
              + " that has it before, and start this node again",
          version,
          block,
          now.blocksLeft(),
          Contracts.newestVersion());
    } else if (!lacks && news) {
      LOG.info(
          "OL-008 OpenLedger: protocol version {} will hold from block {} on; this software has it",
          version,
          block);
    }
  }

  private static void tellEnd(Activation scheduled, long version) {
    if (version == scheduled.next()) {
      LOG.info(
          "OL-009 OpenLedger: protocol version {} holds since block {}",
          version,
          scheduled.fromBlock());
    } else {
      LOG.info(
          "OL-010 OpenLedger: protocol version {} was taken back; version {} goes on",
          scheduled.next(),
          version);
    }
  }
}
