package org.openledger.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC client over a real WebSocket: answers and news in the order of their arrival. */
final class SocketClient implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 20;

  /** The status with which the server closed. */
  final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> news = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int lastId;

  SocketClient(String url) {
    socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), new Listener()).join();
  }

  JsonNode raw(String method, Object... params) {
    lastId++;
    JsonNode answer =
        send(Map.of("jsonrpc", "2.0", "id", lastId, "method", method, "params", List.of(params)));
    if (answer.path("id").asInt() != lastId) {
      throw new AssertionError("not the answer to " + lastId + ": " + answer);
    }
    return answer;
  }

  JsonNode result(String method, Object... params) {
    JsonNode answer = raw(method, params);
    if (!answer.has("result")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.get("result");
  }

  JsonNode error(String method, Object... params) {
    JsonNode answer = raw(method, params);
    if (!answer.has("error")) {
      throw new AssertionError(method + " succeeded: " + answer);
    }
    return answer.get("error");
  }

  /** Sends JSON and returns the next answer. */
  JsonNode send(Object json) {
    try {
      text(RpcClient.JSON.writeValueAsString(json));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return next(answers);
  }

  void text(String text) {
    socket.sendText(text, true).join();
  }

  WebSocket socket() {
    return socket;
  }

  JsonNode nextAnswer() {
    return next(answers);
  }

  /** The next notification's parameters. */
  JsonNode news() {
    return next(news).get("params");
  }

  /** Whether nothing comes for a while. */
  boolean isQuiet() {
    try {
      return news.poll(300, TimeUnit.MILLISECONDS) == null;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode next(BlockingQueue<JsonNode> queue) {
    try {
      JsonNode message = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = RpcClient.JSON.readTree(text.toString());
          (message.has("method") ? news : answers).add(message);
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        text.setLength(0);
      }
      ws.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket ws, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket ws, Throwable problem) {
      closed.completeExceptionally(problem);
    }
  }
}
