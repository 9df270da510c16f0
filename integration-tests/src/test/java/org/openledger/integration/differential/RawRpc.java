package org.openledger.integration.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openledger.client.RpcRequest;

/** JSON-RPC whose answers are kept as they came: results, and errors with code, message, data. */
final class RawRpc implements AutoCloseable {

  /** So few that a whole batch is answered within Besu's time limit of 30 seconds. */
  private static final int BATCH = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  RawRpc(String url) {
    this.url = URI.create(url);
  }

  /** Answers in the order of the requests, each with {@code result} or {@code error} alone. */
  List<ObjectNode> batch(List<RpcRequest> requests) {
    List<ObjectNode> answers = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += BATCH) {
      answers.addAll(oneBatch(requests.subList(from, Math.min(requests.size(), from + BATCH))));
    }
    return answers;
  }

  /**
   * One result.
   *
   * @throws IllegalStateException where there is an error
   */
  JsonNode call(String method, Object... params) {
    ObjectNode answer = oneBatch(List.of(RpcRequest.of(method, params))).getFirst();
    if (answer.has("error")) {
      throw new IllegalStateException(method + " on " + url + ": " + answer);
    }
    return answer.path("result");
  }

  private List<ObjectNode> oneBatch(List<RpcRequest> requests) {
    ArrayNode body = JSON.createArrayNode();
    for (int i = 0; i < requests.size(); i++) {
      ObjectNode request = body.addObject();
      request.put("jsonrpc", "2.0");
      request.put("id", i);
      request.put("method", requests.get(i).method());
      request.set("params", JSON.valueToTree(requests.get(i).params()));
    }
    JsonNode answers = post(body);
    ObjectNode[] sorted = new ObjectNode[requests.size()];
    for (JsonNode answer : answers) {
      ((ObjectNode) answer).remove("jsonrpc");
      sorted[((ObjectNode) answer).remove("id").asInt()] = (ObjectNode) answer;
    }
    return List.of(sorted);
  }

  private JsonNode post(JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      JsonNode answers =
          JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      if (!answers.isArray()) {
        throw new IllegalStateException("a batch to " + url + ": " + answers);
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
