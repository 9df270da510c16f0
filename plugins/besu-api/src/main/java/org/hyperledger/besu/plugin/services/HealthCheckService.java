package org.hyperledger.besu.plugin.services;

/** What the health endpoints answer. */
public interface HealthCheckService extends BesuService {
  void registerHealthCheck(String endpoint, HealthCheckProvider provider);

  /** Answers an endpoint. */
  interface HealthCheckProvider {
    boolean isHealthy(ParamSource paramSource);
  }

  /** The query's parameters, null where one is not given. */
  interface ParamSource {
    String getParam(String name);
  }
}
