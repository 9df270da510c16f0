package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers JSON-RPC 2.0 requests and batches, whatever carried them. Serves any thread. */
public final class RpcDispatcher {

  /** The most requests of a batch; Besu's default. */
  public static final int MAX_BATCH = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RpcDispatcher.class);

  private final Map<String, RpcMethod> methods;

  public RpcDispatcher(Map<String, RpcMethod> methods) {
    Map<String, RpcMethod> all = new TreeMap<>(methods);
    Map<String, String> modules = new TreeMap<>();
    modules.put("rpc", "1.0");
    for (String name : methods.keySet()) {
      modules.put(name.substring(0, Math.max(name.indexOf('_'), 0)), "1.0");
    }
    all.put("rpc_modules", params -> modules);
    this.methods = all;
  }

  /** Whether a request, or one of a batch, changes the chain. */
  public boolean isWrite(@Nullable Object json) {
    return switch (json) {
      case Map<?, ?> request -> TransactionMethods.SEND.equals(request.get("method"));
      case List<?> batch -> batch.stream().anyMatch(item -> item instanceof Map && isWrite(item));
      case null, default -> false;
    };
  }

  /**
   * Answers a request or a batch.
   *
   * @param json the parsed body
   * @return the response as JSON; empty where only notifications came
   */
  public Optional<Object> answer(@Nullable Object json) {
    if (!(json instanceof List<?> batch)) {
      return one(json).map(response -> response);
    }
    if (batch.isEmpty()) {
      return Optional.of(failed(null, RpcFailure.INVALID_REQUEST.because("the batch is empty")));
    }
    if (batch.size() > MAX_BATCH) {
      return Optional.of(
          failed(
              null,
              RpcFailure.EXCEEDS_RPC_MAX_BATCH_SIZE.because(batch.size() + " of " + MAX_BATCH)));
    }
    List<Object> responses = new ArrayList<>();
    for (Object item : batch) {
      one(item).ifPresent(responses::add);
    }
    return responses.isEmpty() ? Optional.empty() : Optional.of(responses);
  }

  /** The response of a request that failed before it had an id. */
  public static Map<String, Object> failed(@Nullable Object id, RpcError error) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", error.code());
    body.put("message", error.message());
    error.data().ifPresent(data -> body.put("data", data));
    Map<String, Object> response = envelope(id);
    response.put("error", body);
    return response;
  }

  private Optional<Map<String, Object>> one(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> request)) {
      return Optional.of(
          failed(null, RpcFailure.INVALID_REQUEST.because("a request is an object")));
    }
    Object id = request.get("id");
    if (id != null && !(id instanceof String) && !(id instanceof Number)) {
      return Optional.of(
          failed(null, RpcFailure.INVALID_REQUEST.because("id is a string or a number")));
    }
    Map<String, Object> response;
    try {
      Object result = result(request);
      response = envelope(id);
      response.put("result", result);
    } catch (RpcError error) {
      response = failed(id, error);
    }
    return request.containsKey("id") || isInvalid(response)
        ? Optional.of(response)
        : Optional.empty();
  }

  private @Nullable Object result(Map<?, ?> request) throws RpcError {
    if (!(request.get("method") instanceof String name)) {
      throw RpcFailure.INVALID_REQUEST.because("method is a string");
    }
    Object params = request.get("params");
    if (params != null && !(params instanceof List<?>)) {
      throw RpcFailure.INVALID_REQUEST.because("params is an array");
    }
    RpcMethod method = methods.get(name);
    if (method == null) {
      throw RpcFailure.METHOD_NOT_FOUND.because(name);
    }
    return call(name, method, params instanceof List<?> list ? new ArrayList<>(list) : List.of());
  }

  private static @Nullable Object call(String name, RpcMethod method, List<@Nullable Object> params)
      throws RpcError {
    try {
      return method.call(params);
    } catch (NodeFailureException failure) {
      LOG.warn("{}: {}", name, failure.getMessage());
      throw RpcFailure.NODE_FAILURE.because(String.valueOf(failure.getMessage()));
    } catch (RuntimeException | Error bug) {
      // Errors too: one faulty call must not take the answers of its batch along.
      LOG.error("{} failed", name, bug);
      throw RpcFailure.INTERNAL_ERROR.because(bug.toString());
    }
  }

  private static boolean isInvalid(Map<String, Object> response) {
    return response.get("error") instanceof Map<?, ?> error
        && Integer.valueOf(RpcFailure.INVALID_REQUEST.code()).equals(error.get("code"));
  }

  private static Map<String, Object> envelope(@Nullable Object id) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("jsonrpc", "2.0");
    response.put("id", id);
    return response;
  }
}
