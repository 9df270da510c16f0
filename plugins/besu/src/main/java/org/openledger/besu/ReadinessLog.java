package org.openledger.besu;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openledger.node.health.Readiness;
import org.openledger.node.health.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line whenever the node becomes ready, ceases to be, or is unready for other reasons
 * than before: the host's endpoint tells a monitor only that it is so.
 */
final class ReadinessLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadinessLog.class);
  private static final long PERIOD_SECONDS = 2;

  private final Readiness readiness;
  private final UpgradeLog upgrades;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("openledger-readiness").factory());

  private @Nullable ScheduledFuture<?> looking;

  /** Codes of the reasons that were told last; null before the first look. */
  private @Nullable List<String> told;

  /**
   * @param upgrades looks at the same times
   */
  ReadinessLog(Readiness readiness, UpgradeLog upgrades) {
    this.readiness = readiness;
    this.upgrades = upgrades;
  }

  /** Begins to look. */
  void start() {
    looking = thread.scheduleWithFixedDelay(this::look, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Looks once. */
  void look() {
    try {
      upgrades.look();
      List<Reason> reasons = readiness.reasons();
      List<String> codes = reasons.stream().map(Reason::code).distinct().toList();
      if (codes.equals(told)) {
        return;
      }
      told = codes;
      if (reasons.isEmpty()) {
        LOG.info("OL-003 OpenLedger is ready");
      } else {
        LOG.warn("OL-400 OpenLedger is not ready: {}", text(reasons));
      }
    } catch (RuntimeException e) {
      // A thread that dies of one look would never look again.
      LOG.error("OL-499 OpenLedger cannot tell whether it is ready", e);
    }
  }

  private static String text(List<Reason> reasons) {
    return reasons.stream()
        .map(reason -> reason.code() + " " + reason.message())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    if (looking != null) {
      looking.cancel(false);
    }
    thread.shutdownNow();
  }
}
