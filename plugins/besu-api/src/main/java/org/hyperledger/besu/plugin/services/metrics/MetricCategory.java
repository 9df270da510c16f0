package org.hyperledger.besu.plugin.services.metrics;

import java.util.Optional;

/** A group of metrics that is enabled as one. */
public interface MetricCategory {
  String getName();

  Optional<String> getApplicationPrefix();
}
