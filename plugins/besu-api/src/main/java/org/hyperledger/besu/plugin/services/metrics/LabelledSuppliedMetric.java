package org.hyperledger.besu.plugin.services.metrics;

import java.util.function.DoubleSupplier;

/** A metric whose values are asked for. */
public interface LabelledSuppliedMetric {
  void labels(DoubleSupplier valueSupplier, String... labelValues);
}
