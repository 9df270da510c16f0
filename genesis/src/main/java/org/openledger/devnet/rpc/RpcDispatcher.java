package org.openledger.devnet.rpc;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.NodeFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers JSON-RPC 2.0 requests and batches, whatever carried them. Serves any thread. */
public final class RpcDispatcher {

  /** The most requests of a batch; Besu's default. */
  public static final int MAX_BATCH = 1024;

  /** The most bytes of an answer: 32 MiB. */
  public static final int MAX_ANSWER_BYTES = 32 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RpcDispatcher.class);

  private static final byte[] NOTHING = {};

  private final Map<String, RpcMethod> methods;
  private final Set<String> writes;

  /**
   * @param methods by name
   * @param writes the names of those that change the chain
   */
  public RpcDispatcher(Map<String, RpcMethod> methods, Set<String> writes) {
    Map<String, RpcMethod> all = new TreeMap<>(methods);
    Map<String, String> modules = new TreeMap<>();
    modules.put("rpc", "1.0");
    for (String name : methods.keySet()) {
      modules.put(name.substring(0, Math.max(name.indexOf('_'), 0)), "1.0");
    }
    all.put("rpc_modules", params -> modules);
    this.methods = all;
    this.writes = Set.copyOf(writes);
  }

  /** Whether a request, or one of a batch, changes the chain. */
  public boolean isWrite(@Nullable Object json) {
    return switch (json) {
      case Map<?, ?> request ->
          request.get("method") instanceof String name && writes.contains(name);
      case List<?> batch -> batch.stream().anyMatch(item -> item instanceof Map && isWrite(item));
      case null, default -> false;
    };
  }

  /**
   * Answers a request or a batch.
   *
   * @param json the parsed body
   * @param own further methods, of the connection that it came by
   * @return the response as JSON, at most {@link #MAX_ANSWER_BYTES} long apart from short errors;
   *     empty where only notifications came
   */
  public byte[] answer(@Nullable Object json, Map<String, RpcMethod> own) {
    if (!(json instanceof List<?> batch)) {
      return one(json, own).map(response -> bounded(response, MAX_ANSWER_BYTES)).orElse(NOTHING);
    }
    if (batch.isEmpty()) {
      return failedBytes(RpcFailure.INVALID_REQUEST.because("the batch is empty"));
    }
    if (batch.size() > MAX_BATCH) {
      return failedBytes(
          RpcFailure.EXCEEDS_RPC_MAX_BATCH_SIZE.because(batch.size() + " of " + MAX_BATCH));
    }
    ByteArrayOutputStream responses = new ByteArrayOutputStream();
    for (Object item : batch) {
      one(item, own)
          .map(response -> bounded(response, MAX_ANSWER_BYTES - responses.size()))
          .ifPresent(
              bytes -> {
                responses.write(responses.size() == 0 ? '[' : ',');
                responses.writeBytes(bytes);
              });
    }
    if (responses.size() == 0) {
      return NOTHING;
    }
    responses.write(']');
    return responses.toByteArray();
  }

  private static byte[] bounded(Map<String, Object> response, int room) {
    byte[] bytes = JsonCodec.write(response);
    return bytes.length <= room
        ? bytes
        : JsonCodec.write(
            failed(
                response.get("id"),
                RpcFailure.ANSWER_TOO_LARGE.because(
                    "an answer has at most " + MAX_ANSWER_BYTES + " bytes, with all of a batch")));
  }

  private static byte[] failedBytes(RpcError error) {
    return JsonCodec.write(failed(null, error));
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

  private Optional<Map<String, Object>> one(@Nullable Object json, Map<String, RpcMethod> own) {
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
      Object result = result(request, own);
      response = envelope(id);
      response.put("result", result);
    } catch (RpcError error) {
      response = failed(id, error);
    }
    return request.containsKey("id") || isInvalid(response)
        ? Optional.of(response)
        : Optional.empty();
  }

  private @Nullable Object result(Map<?, ?> request, Map<String, RpcMethod> own) throws RpcError {
    if (!(request.get("method") instanceof String name)) {
      throw RpcFailure.INVALID_REQUEST.because("method is a string");
    }
    Object params = request.get("params");
    if (params != null && !(params instanceof List<?>)) {
      throw RpcFailure.INVALID_REQUEST.because("params is an array");
    }
    RpcMethod method = own.getOrDefault(name, methods.get(name));
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
