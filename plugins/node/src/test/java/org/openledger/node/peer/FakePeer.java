package org.openledger.node.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.node.content.ContentRequest;
import org.openledger.node.content.OperatorKey;

/** A node that serves contents over HTTP, as well or as badly as it is told. */
final class FakePeer implements AutoCloseable {

  static final BigInteger CHAIN = BigInteger.valueOf(1337);

  /** How a peer answers. */
  enum Manner {
    GOOD,
    WRONG_BYTES,
    SHORT_PIECES,
    ENDLESS,
    SILENT,
    LACKS,
    REFUSES,
    NO_JSON
  }

  /** A request that a peer has had. */
  record Asked(Bytes32 root, long offset) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  volatile Manner manner;

  /** After so many pieces it falls silent. */
  volatile int pieces = Integer.MAX_VALUE;

  /** What it does not hold. */
  final Set<Bytes32> lacks = ConcurrentHashMap.newKeySet();

  private final OperatorKey key;
  private final OperatorKey client;
  private final Map<Long, Content> contents = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FakePeer(int number, Manner manner, OperatorKey client, List<Content> holds) throws IOException {
    this.key = OperatorKey.of(BigInteger.valueOf(1_000 + number));
    this.client = client;
    this.manner = manner;
    for (Content content : holds) {
      contents.put(contents.size() + 1L, content);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  Peer peer() {
    return new Peer(key.address(), URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode params =
          JsonMapper.builder().build().readTree(exchange.getRequestBody()).get("params");
      Content content = contents.get(params.get(0).asLong());
      Bytes32 root = Bytes32.wrap(content.root());
      long offset = params.get(1).asLong();
      asked.add(new Asked(root, offset));
      String error = error(params.get(3), root);
      if (error != null) {
        send(
            exchange,
            "{\"error\":{\"message\":\"no\",\"data\":\"{\\\"error\\\":\\\"" + error + "\\\"}\"}}");
        return;
      }
      switch (manner) {
        case SILENT -> pause();
        case ENDLESS -> endless(exchange);
        case NO_JSON -> send(exchange, "<html>");
        default -> {
          if (asked.size() > pieces) {
            pause();
          }
          send(exchange, piece(content, offset, params.get(2).asInt()));
        }
      }
    }
  }

  /** Everything that a node checks of a request. */
  private String error(JsonNode authorization, Bytes32 root) {
    ContentRequest request =
        new ContentRequest(root, key.address(), CHAIN, authorization.get("expiry").asLong());
    Bytes signature = Bytes.fromHexString(authorization.get("signature").asText());
    boolean known = request.signer(signature).filter(client.address()::equals).isPresent();
    if (!known || manner == Manner.REFUSES) {
      return "NOT_PERMITTED";
    }
    return manner == Manner.LACKS || lacks.contains(root) ? "INDEX_NOT_READY" : null;
  }

  private String piece(Content content, long offset, int length) {
    Bytes whole = Bytes.wrap(content.encoded());
    int end = (int) Math.min(whole.size(), offset + length);
    byte[] data = whole.slice((int) offset, end - (int) offset).toArray();
    if (manner == Manner.WRONG_BYTES) {
      data[data.length / 2] ^= 1;
    }
    if (manner == Manner.SHORT_PIECES) {
      data = new byte[] {data[0]};
    }
    return "{\"result\":{\"root\":\""
        + Bytes.wrap(content.root()).toHexString()
        + "\",\"size\":\"0x1\",\"offset\":\"0x0\",\"data\":\""
        + Bytes.wrap(data).toHexString()
        + "\"}}";
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    byte[] zeros = "0".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(zeros);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
