package org.hyperledger.besu.plugin.services;

import org.hyperledger.besu.plugin.services.metrics.LabelledSuppliedMetric;
import org.hyperledger.besu.plugin.services.metrics.MetricCategory;

/** Where metrics are told. */
public interface MetricsSystem extends BesuService {
  LabelledSuppliedMetric createLabelledSuppliedCounter(
      MetricCategory category, String name, String help, String... labelNames);

  LabelledSuppliedMetric createLabelledSuppliedGauge(
      MetricCategory category, String name, String help, String... labelNames);
}
