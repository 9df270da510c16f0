package org.openledger.genesis.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.openledger.genesis.files.NodeEntry;

/** A process that is taken for a node's, and a server that answers as the node would. */
public final class PlayedNode implements AutoCloseable {

  private final Process process;
  private final HttpServer server;
  private final long age;

  /**
   * Plays a node that is ready.
   *
   * @param port where it answers
   * @param age seconds since its newest block
   */
  public PlayedNode(NodeEntry node, int port, long age) throws IOException {
    this.age = age;
    process =
        new ProcessBuilder("sh", "-c", "while :; do sleep 1; done", "node", node.mark()).start();
    Files.writeString(node.pid(), process.pid() + "\n");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Whether nobody has ended its process. */
  public boolean isAlive() {
    return process.isAlive();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = "";
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode request = new JsonMapper().readTree(exchange.getRequestBody());
      body =
          "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
              .formatted(request.path("id"), result(request.path("method").asText()));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String result(String method) {
    return switch (method) {
      case "eth_getBlockByNumber" ->
          "{\"number\":\"0x7\",\"stateRoot\":\"0x00\",\"timestamp\":\"0x%x\"}"
              .formatted(Instant.now().getEpochSecond() - age);
      case "net_peerCount" -> "\"0x3\"";
      default -> "{\"suite\":\"9\"}";
    };
  }

  @Override
  public void close() {
    server.stop(0);
    process.destroyForcibly();
  }
}
