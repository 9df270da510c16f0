package org.openledger.besu;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hyperledger.besu.plugin.services.HealthCheckService;
import org.hyperledger.besu.plugin.services.HealthCheckService.HealthCheckProvider;
import org.hyperledger.besu.plugin.services.HealthCheckService.ParamSource;
import org.jspecify.annotations.Nullable;
import org.openledger.node.health.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's endpoint {@code /readiness}, answered by the plugin. Besu asks for a truth value up to
 * 26.8, and for one with details after it: the interface has one method in both, so a proxy serves
 * either.
 */
final class HealthEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);

  private static final String READINESS = "/readiness";

  private HealthEndpoint() {}

  /** Answers the endpoint from now on, with what the readiness says at each query. */
  static void register(HealthCheckService service, Answer answer) {
    service.registerHealthCheck(READINESS, provider(HealthCheckProvider.class, answer));
  }

  /** What keeps the node from being ready, by a query's parameters. */
  @FunctionalInterface
  interface Answer {
    List<Reason> reasons(UnaryOperator<@Nullable String> parameters);
  }

  /**
   * A provider.
   *
   * @param type the host's interface, of one method that takes a query's parameters
   */
  @SuppressWarnings("ReferenceEquality") // What equals means for a proxy.
  static <T> T provider(Class<T> type, Answer answer) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> "OpenLedger's readiness";
              default -> result(method, answer.reasons(((ParamSource) arguments[0])::getParam));
            };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object result(Method method, List<Reason> reasons)
      throws ReflectiveOperationException {
    if (method.getReturnType() == boolean.class) {
      return reasons.isEmpty();
    }
    Map<String, Object> details = new LinkedHashMap<>();
    reasons.forEach(reason -> details.put(reason.code(), reason.message()));
    return method
        .getReturnType()
        .getConstructor(boolean.class, Map.class)
        .newInstance(reasons.isEmpty(), Map.of("openledger", details));
  }

  /** Says once that this release of the host has no such endpoint to give. */
  static void absent() {
    LOG.warn(
        "OL-004 this release of Besu lets no plugin answer {}: ask openledger_readiness instead",
        READINESS);
  }
}
