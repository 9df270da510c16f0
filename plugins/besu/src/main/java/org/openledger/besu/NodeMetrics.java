package org.openledger.besu;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.hyperledger.besu.plugin.services.MetricsSystem;
import org.hyperledger.besu.plugin.services.metrics.LabelledSuppliedMetric;
import org.openledger.node.Node;
import org.openledger.node.Unready;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.node.content.StoredContents;
import org.openledger.node.health.Readiness;
import org.openledger.node.history.HistorySource;
import org.openledger.node.index.SegmentState;
import org.openledger.precompile.Contracts;

/** The values of the plugin's metrics; each is computed when it is asked for. */
final class NodeMetrics {

  private static final long RECOUNT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Node node;
  private final HistorySource history;
  private final Readiness readiness;
  private final LongSupplier head;
  private final Supplier<Optional<HeadProtocol>> protocol;
  private final Map<Metric, LabelledSuppliedMetric> created = new EnumMap<>(Metric.class);
  private StoredContents stored = new StoredContents(0, 0);
  private long counted = System.nanoTime() - RECOUNT_NANOS;

  /**
   * @param head number of the last block of the host's chain
   * @param protocol versions of its protocol; empty where they cannot be told now
   */
  NodeMetrics(
      Node node,
      HistorySource history,
      Readiness readiness,
      LongSupplier head,
      Supplier<Optional<HeadProtocol>> protocol) {
    this.node = node;
    this.history = history;
    this.readiness = readiness;
    this.head = head;
    this.protocol = protocol;
  }

  /** Makes all metrics known to the host, which drops them where their category is not enabled. */
  void register(MetricsSystem metrics, String release, CallCounts calls, RpcCounts requests) {
    for (Metric metric : Metric.values()) {
      created.put(metric, metric.createIn(metrics));
    }
    supply(Metric.RELEASE, () -> 1, release);
    registerProtocol();
    registerState();
    registerProgress();
    registerCalls(calls);
    requests
        .methods()
        .forEach(
            (name, counts) -> {
              supply(Metric.RPC_REQUESTS, counts.requests::sum, name);
              supply(Metric.RPC_ERRORS, counts.errors::sum, name);
              supply(Metric.RPC_MICROSECONDS, () -> micros(counts.nanos), name);
            });
  }

  private void registerProtocol() {
    supply(Metric.PROTOCOL_VERSION, () -> protocol(HeadProtocol::version));
    supply(Metric.PROTOCOL_NEWEST, Contracts::newestVersion);
    supply(
        Metric.PROTOCOL_SCHEDULED,
        () -> protocol(it -> it.isScheduled() ? it.activation().next() : 0));
    supply(Metric.PROTOCOL_BLOCKS_LEFT, () -> protocol(HeadProtocol::blocksLeft));
  }

  private long protocol(ToLongFunction<HeadProtocol> value) {
    return protocol.get().map(value::applyAsLong).orElse(0L);
  }

  private void registerState() {
    supply(Metric.READY, () -> readiness.reasons().isEmpty() ? 1 : 0);
    supply(Metric.UNREADY_REASONS, () -> readiness.reasons().size());
    for (SegmentState state : SegmentState.values()) {
      supply(Metric.SEGMENTS, () -> segments(state), state.name().toLowerCase(Locale.ROOT));
    }
    supply(Metric.VERSIONS_UNREADY, () -> node.unready().size());
    supply(Metric.CONTENT_MISSING, () -> node.unready().stream().mapToInt(Unready::missing).sum());
    supply(Metric.CONTENT_FILES, () -> stored().count());
    supply(Metric.CONTENT_BYTES, () -> stored().bytes());
  }

  private void registerProgress() {
    supply(Metric.FOLLOWED_BLOCK, this::followed);
    supply(Metric.FOLLOWED_LAG, () -> head.getAsLong() - followed());
    supply(Metric.HISTORY_BLOCK, this::historyBlock);
    supply(Metric.HISTORY_LAG, () -> history.isKept() ? head.getAsLong() - historyBlock() : 0);
  }

  private void registerCalls(CallCounts calls) {
    supply(Metric.CALLS_EXECUTED, node.recentCalls()::computed, "computed");
    supply(Metric.CALLS_EXECUTED, node.recentCalls()::repeated, "repeated");
    calls
        .contracts()
        .forEach(
            (contract, counts) -> {
              supply(Metric.CALL_FAILURES, counts.failures::sum, contract);
              counts
                  .functions()
                  .forEach(
                      (name, function) -> {
                        supply(Metric.CALLS, function.calls::sum, contract, name);
                        supply(Metric.CALL_GAS, function.gas::sum, contract, name);
                        supply(
                            Metric.CALL_MICROSECONDS, () -> micros(function.nanos), contract, name);
                        supply(Metric.CALL_REVERTS, function.reverts::sum, contract, name);
                        supply(Metric.CALL_OUT_OF_GAS, function.outOfGas::sum, contract, name);
                      });
            });
  }

  private void supply(Metric metric, DoubleSupplier value, String... labels) {
    LabelledSuppliedMetric known = created.get(metric);
    if (known == null || labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " with " + labels.length + " labels");
    }
    known.labels(value, labels);
  }

  private long segments(SegmentState state) {
    return node.segmentStatuses().stream().filter(status -> status.state() == state).count();
  }

  private long followed() {
    return node.resumeBlock() - 1;
  }

  private long historyBlock() {
    return history.get().map(known -> known.status().block()).orElse(0L);
  }

  /** As a look at many files takes its time, at most once a minute. */
  private synchronized StoredContents stored() {
    if (System.nanoTime() - counted >= RECOUNT_NANOS) {
      stored = node.storedContents();
      counted = System.nanoTime();
    }
    return stored;
  }

  private static double micros(LongAdder nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos.sum());
  }
}
