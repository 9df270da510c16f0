package org.openledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A node that answers some methods, each with one result, and no others. */
final class ScriptedNode implements AutoCloseable {

  private final HttpServer server;

  /**
   * @param script methods and the JSON of their results, in turn
   */
  ScriptedNode(String... script) throws IOException {
    Map<String, String> results = new HashMap<>();
    for (int i = 0; i < script.length; i += 2) {
      results.put(script[i], script[i + 1]);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode request = new JsonMapper().readTree(exchange.getRequestBody());
          String result = results.get(request.path("method").asText());
          String answer =
              result == null
                  ? "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}"
                  : "\"result\":" + result;
          String body = "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + "," + answer + "}";
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
