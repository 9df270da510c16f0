package org.openledger.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0 over HTTP; used by one thread at a time. */
public final class JsonRpc implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  // Besu accepts at most 1,024 requests in a batch.
  private static final int BATCH = 200;

  // Besu reads at most 5 MiB of a request.
  private static final long BATCH_BYTES = 2 << 20;

  private static final int OK = 200;

  private final Duration patience;
  private final String url;
  private final URI uri;
  private final HttpClient http;
  private final ObjectMapper json = new JsonMapper();
  private long lastId;

  /**
   * A client of one endpoint; nothing is sent yet.
   *
   * @param url http or https
   * @throws IllegalArgumentException where it is no such URL
   */
  public JsonRpc(String url) {
    this(url, ANSWER);
  }

  /**
   * A client of one endpoint that waits no longer than this for an answer.
   *
   * @param url http or https
   * @throws IllegalArgumentException where it is no such URL
   */
  public JsonRpc(String url, Duration patience) {
    this.patience = patience;
    this.url = url;
    this.uri = URI.create(url);
    if (!isNode(uri)) {
      throw new IllegalArgumentException("not an http or https URL: " + url);
    }
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.compareTo(CONNECT) < 0 ? patience : CONNECT)
            .build();
  }

  /** Whether a client can be made of a URL: http or https, and a host. */
  public static boolean isUrl(String url) {
    try {
      return isNode(new URI(url));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isNode(URI uri) {
    return uri.getHost() != null
        && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
  }

  /** The endpoint's URL. */
  public String url() {
    return url;
  }

  /**
   * Asks, and answers the result.
   *
   * @throws ClientException where there is none
   */
  public JsonNode call(String method, Object... params) {
    RpcRequest request = RpcRequest.of(method, params);
    return result(request, post(body(request)));
  }

  /** Asks several things at once; the results are in the order of the requests. */
  public List<JsonNode> batch(List<RpcRequest> requests) {
    List<JsonNode> results = new ArrayList<>(requests.size());
    List<RpcRequest> some = new ArrayList<>();
    long size = 0;
    for (RpcRequest request : requests) {
      long length = length(request);
      if (!some.isEmpty() && (some.size() == BATCH || size + length > BATCH_BYTES)) {
        results.addAll(oneBatch(some));
        some.clear();
        size = 0;
      }
      some.add(request);
      size += length;
    }
    if (!some.isEmpty()) {
      results.addAll(oneBatch(some));
    }
    return results;
  }

  @Override
  public void close() {
    http.close();
  }

  private long length(RpcRequest request) {
    return text(request).length();
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("parameters that are no JSON", e);
    }
  }

  private List<JsonNode> oneBatch(List<RpcRequest> requests) {
    List<Map<String, Object>> bodies = new ArrayList<>(requests.size());
    long first = lastId + 1;
    requests.forEach(request -> bodies.add(body(request)));
    JsonNode answers = post(bodies);
    JsonNode[] byRequest = new JsonNode[requests.size()];
    for (JsonNode answer : answers) {
      long place = answer.path("id").asLong(-1) - first;
      if (place >= 0 && place < byRequest.length) {
        byRequest[(int) place] = answer;
      }
    }
    List<JsonNode> results = new ArrayList<>(byRequest.length);
    for (int i = 0; i < byRequest.length; i++) {
      // A node that refuses the batch as a whole answers with one error.
      JsonNode answer = byRequest[i] == null ? answers : byRequest[i];
      results.add(result(requests.get(i), answer));
    }
    return results;
  }

  private Map<String, Object> body(RpcRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", ++lastId);
    body.put("method", request.method());
    body.put("params", request.params());
    return body;
  }

  private JsonNode post(Object body) {
    HttpResponse<String> response;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(patience)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(text(body)))
              .build();
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnreachableException(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(url, e);
    }
    @Nullable JsonNode answer = parsed(response);
    // Besu answers some JSON-RPC errors with an HTTP error; the JSON says more than the status.
    boolean readable = answer != null && (answer.isArray() || answer.has("error"));
    if (answer == null || (response.statusCode() != OK && !readable)) {
      throw new HttpStatusException(url, response.statusCode(), "no JSON-RPC answer", null);
    }
    return answer;
  }

  private @Nullable JsonNode parsed(HttpResponse<String> response) {
    try {
      JsonNode answer = json.readTree(response.body());
      return answer.isObject() || answer.isArray() ? answer : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private JsonNode result(RpcRequest request, JsonNode answer) {
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      JsonNode data = error.path("data");
      throw new RpcErrorException(
          request.method(),
          error.path("code").asInt(),
          error.path("message").asText("no message"),
          data.isTextual() ? data.asText() : null);
    }
    JsonNode result = answer.path("result");
    if (result instanceof MissingNode) {
      throw new HttpStatusException(url, OK, "an answer without a result", null);
    }
    return result;
  }
}
