package org.openledger.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks by HTTP, as clients do, and hands over whatever is answered. */
final class HttpAsker implements AutoCloseable {

  static final JsonMapper JSON = new JsonMapper();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  HttpAsker(URI url) {
    this.url = url;
  }

  /** The whole response to a request: result or error. */
  JsonNode ask(String method, List<? extends @Nullable Object> params)
      throws IOException, InterruptedException {
    return JSON.readTree(post(request(method, params)));
  }

  /**
   * The result of a request.
   *
   * @throws IllegalStateException where it is an error
   */
  JsonNode result(String method, @Nullable Object... params)
      throws IOException, InterruptedException {
    JsonNode answer = ask(method, Arrays.asList(params));
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  /** What is answered to a body. */
  byte[] post(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  /** A request as JSON; its id is 1. */
  static String request(String method, List<? extends @Nullable Object> params) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", 1);
    body.put("method", method);
    body.put("params", params);
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("parameters that are no JSON", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
