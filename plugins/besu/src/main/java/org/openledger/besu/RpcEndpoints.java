package org.openledger.besu;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.hyperledger.besu.plugin.services.RpcEndpointService;
import org.hyperledger.besu.plugin.services.exception.PluginRpcEndpointException;
import org.hyperledger.besu.plugin.services.rpc.PluginRpcRequest;
import org.hyperledger.besu.plugin.services.rpc.RpcMethodError;
import org.jspecify.annotations.Nullable;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethods;

/**
 * The node's JSON-RPC methods on the host's server, in the namespace {@code openledger}.
 *
 * <p>The host checks {@code --rpc-http-api} against the namespaces known after {@code register},
 * when options have no values yet and so there is no node; it collects the methods later, when
 * there is one. So one method is announced early, and all are registered once the node is open.
 */
final class RpcEndpoints {

  private static final String NAMESPACE = "openledger";
  private static final String EARLY = "version";

  /** An error of a method, as the host wants it. */
  private record MethodError(int code, String message) implements RpcMethodError {

    @Override
    public int getCode() {
      return code;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }

  /** Answers a request's parameters. */
  private interface Method {
    @Nullable Object call(List<Object> params) throws RpcException;
  }

  private final RpcEndpointService service;

  RpcEndpoints(RpcEndpointService service) {
    this.service = service;
  }

  /** Makes the namespace known. */
  void announce() {
    register(
        EARLY,
        params -> {
          throw RpcFailure.NODE_STARTING.because("The node is being started");
        });
  }

  /**
   * Registers a node's methods.
   *
   * @return what they are asked from now on
   */
  RpcCounts register(RpcMethods methods) {
    RpcCounts counts = new RpcCounts(methods.names());
    for (String name : methods.names()) {
      register(
          name.substring(NAMESPACE.length() + 1),
          counted(counts.of(name), params -> methods.call(name, params)));
    }
    return counts;
  }

  private static Method counted(RpcCounts.Method counts, Method method) {
    return params -> {
      counts.requests.increment();
      long start = System.nanoTime();
      boolean answered = false;
      try {
        Object result = method.call(params);
        answered = true;
        return result;
      } finally {
        counts.nanos.add(System.nanoTime() - start);
        if (!answered) {
          counts.errors.increment();
        }
      }
    };
  }

  private void register(String function, Method method) {
    Function<PluginRpcRequest, Object> endpoint =
        request -> {
          try {
            return method.call(parameters(request.getParams()));
          } catch (RpcException e) {
            throw new PluginRpcEndpointException(
                new MethodError(e.code(), e.message()), e.dataText());
          }
        };
    service.registerRPCEndpoint(NAMESPACE, function, endpoint);
  }

  /** The host gives null where a request has no parameters. */
  private static List<Object> parameters(Object @Nullable [] given) {
    return given == null ? List.of() : Collections.unmodifiableList(Arrays.asList(given));
  }
}
