package org.openledger.integration.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a node and passes its answers on, but for what a test bends in them. */
final class BentNode implements AutoCloseable {

  /** Changes a result in place, or gives another one. */
  @FunctionalInterface
  interface Bend {

    /**
     * Looks at an answer.
     *
     * @param request method and parameters
     */
    JsonNode result(JsonNode request, JsonNode result);
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI node;
  private final Bend bend;
  private final HttpServer server;

  BentNode(String url, Bend bend) throws IOException {
    this.node = URI.create(url);
    this.bend = bend;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      byte[] answered = json.writeValueAsBytes(bent(json.readTree(asked), passedOn(asked)));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answered.length);
      exchange.getResponseBody().write(answered);
    }
  }

  private JsonNode passedOn(byte[] asked) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(asked))
            .build();
    try {
      return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Answers of a batch come in any order: the id says which request one is of. */
  private JsonNode bent(JsonNode asked, JsonNode answered) {
    Map<String, JsonNode> requests = new HashMap<>();
    if (asked.isArray()) {
      asked.forEach(request -> requests.put(request.path("id").asText(), request));
    } else {
      requests.put(asked.path("id").asText(), asked);
    }
    for (JsonNode answer : answered.isArray() ? answered : json.createArrayNode().add(answered)) {
      JsonNode request = requests.get(answer.path("id").asText());
      if (request != null && answer.has("result")) {
        ((ObjectNode) answer).set("result", bend.result(request, answer.get("result")));
      }
    }
    return answered;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    http.close();
  }
}
