package org.openledger.besu;

import java.util.List;
import java.util.Optional;
import org.hyperledger.besu.plugin.services.MetricsSystem;
import org.hyperledger.besu.plugin.services.metrics.LabelledSuppliedMetric;
import org.hyperledger.besu.plugin.services.metrics.MetricCategory;

/**
 * All metrics of the plugin. They are what this one node has observed since its start, no facts of
 * the chain. {@code docs/operations/monitoring.md} explains each.
 */
enum Metric {
  RELEASE(Kind.GAUGE, "release", "Always 1; the release stands in the label", "version"),
  PROTOCOL_VERSION(Kind.GAUGE, "protocol_version", "Version of the protocol that is in force"),
  PROTOCOL_NEWEST(
      Kind.GAUGE, "protocol_newest", "Newest version of the protocol that the software knows"),
  PROTOCOL_SCHEDULED(
      Kind.GAUGE, "protocol_scheduled", "Version of the protocol that is scheduled; 0: none"),
  PROTOCOL_BLOCKS_LEFT(
      Kind.GAUGE, "protocol_blocks_left", "Blocks until the scheduled version's first; 0: none is"),
  READY(Kind.GAUGE, "ready", "1 where the node can be counted on, else 0"),
  UNREADY_REASONS(Kind.GAUGE, "unready_reasons", "How many reasons keep the node from being ready"),
  CALLS(
      Kind.COUNTER,
      "calls",
      "Calls of native contracts that this node has executed",
      "contract",
      "method"),
  CALL_GAS(Kind.COUNTER, "call_gas", "Gas that these calls used", "contract", "method"),
  CALL_MICROSECONDS(
      Kind.COUNTER, "call_microseconds", "Time that these calls took", "contract", "method"),
  CALL_REVERTS(Kind.COUNTER, "call_reverts", "Calls that were refused", "contract", "method"),
  CALL_OUT_OF_GAS(
      Kind.COUNTER, "call_out_of_gas", "Calls whose gas did not suffice", "contract", "method"),
  CALL_FAILURES(
      Kind.COUNTER,
      "call_failures",
      "Calls that this node could not execute, but others can",
      "contract"),
  CALLS_EXECUTED(
      Kind.COUNTER,
      "calls_executed",
      "Calls of some size, computed or, where all that they read was as before, repeated",
      "how"),
  SEGMENTS(Kind.GAUGE, "segments", "Indexes of sealed versions, by how far they are", "state"),
  VERSIONS_UNREADY(
      Kind.GAUGE, "versions_unready", "Active or announced versions whose index is not ready"),
  CONTENT_MISSING(
      Kind.GAUGE, "content_missing", "Contents that indexes of such versions lack on this node"),
  CONTENT_FILES(Kind.GAUGE, "content_files", "Contents on this node, counted once a minute"),
  CONTENT_BYTES(Kind.GAUGE, "content_bytes", "Their bytes on disk, counted once a minute"),
  FOLLOWED_BLOCK(Kind.GAUGE, "followed_block", "Block up to which contents and indexes are"),
  FOLLOWED_LAG(Kind.GAUGE, "followed_lag_blocks", "Blocks from there to the head of the chain"),
  HISTORY_BLOCK(Kind.GAUGE, "history_block", "Block up to which the history of queries is"),
  HISTORY_LAG(Kind.GAUGE, "history_lag_blocks", "Blocks from there to the head of the chain"),
  RPC_REQUESTS(Kind.COUNTER, "rpc_requests", "JSON-RPC requests of openledger_*", "method"),
  RPC_ERRORS(Kind.COUNTER, "rpc_errors", "Such requests that were answered by an error", "method"),
  RPC_MICROSECONDS(
      Kind.COUNTER, "rpc_microseconds", "Time from such requests to their answers", "method");

  /** How a metric's value moves. */
  enum Kind {
    /** Grows. */
    COUNTER,
    /** Moves both ways. */
    GAUGE
  }

  /**
   * The group that an operator enables: {@code --metrics-category=…,OPENLEDGER}. The host prints it
   * in front of each name.
   */
  static final MetricCategory CATEGORY =
      new MetricCategory() {
        @Override
        public String getName() {
          return "openledger";
        }

        @Override
        public Optional<String> getApplicationPrefix() {
          return Optional.empty();
        }
      };

  private final Kind kind;
  private final String label;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes no list that changes.
  private final List<String> labels;

  Metric(Kind kind, String label, String help, String... labels) {
    this.kind = kind;
    this.label = label;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** How it is named where metrics are read. */
  String exposedName() {
    return CATEGORY.getName() + "_" + label + (kind == Kind.COUNTER ? "_total" : "");
  }

  /** What it tells. */
  String help() {
    return help;
  }

  /** Names of its labels. */
  List<String> labels() {
    return labels;
  }

  /** Makes it known to the host. */
  LabelledSuppliedMetric createIn(MetricsSystem metrics) {
    String[] names = labels.toArray(String[]::new);
    return switch (kind) {
      case COUNTER -> metrics.createLabelledSuppliedCounter(CATEGORY, label, help, names);
      case GAUGE -> metrics.createLabelledSuppliedGauge(CATEGORY, label, help, names);
    };
  }
}
