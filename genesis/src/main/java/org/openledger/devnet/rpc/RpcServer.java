package org.openledger.devnet.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC over HTTP and WebSocket, on one port. Requests that change the chain are answered by one
 * thread in the order of their arrival; all others in parallel.
 */
public final class RpcServer implements AutoCloseable {

  /** The most connections at a time, sockets among them. */
  public static final int MAX_CONNECTIONS = 4096;

  /** The most WebSockets at a time, idle ones among them. */
  public static final int MAX_SOCKETS = 2048;

  /** The longest message of a WebSocket in bytes: 8 MiB. A larger request goes by HTTP. */
  public static final int MAX_SOCKET_MESSAGE = 8 << 20;

  /** How long a request may take to arrive, and an answer to be read: one minute. */
  static final long PATIENCE_MILLIS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

  private static final int CLOSING_SECONDS = 10;

  /** How long a connection too many is kept, so that it hears why it is refused. */
  private static final long REFUSAL_MILLIS = 2_000;

  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TIMEOUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final RpcWorkers workers;
  private final HttpServer server;
  private final Subscriptions subscriptions;
  private final JsonCodec codec;
  private final int maxRequestBytes;
  private final int maxMessageBytes;
  private final Traffic traffic = new Traffic();
  private final AtomicBoolean closed = new AtomicBoolean();

  // The event loop's alone.
  private final Set<HttpConnection> tooMany = new HashSet<>();
  private final Set<RpcSocket> sockets = new HashSet<>();
  private int connections;
  private int upgrades;

  private RpcServer(RpcDispatcher dispatcher, Subscriptions subscriptions, int maxRequestBytes) {
    this.subscriptions = subscriptions;
    this.maxRequestBytes = maxRequestBytes;
    this.maxMessageBytes = Math.min(maxRequestBytes, MAX_SOCKET_MESSAGE);
    this.codec = new JsonCodec(maxRequestBytes);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    this.workers = new RpcWorkers(vertx, dispatcher);
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true)
                    .setMaxWebSocketFrameSize(maxMessageBytes)
                    .setMaxWebSocketMessageSize(maxMessageBytes)
                    // A small message that unpacks to a large one would pass the limits.
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false))
            .connectionHandler(this::connected)
            .requestHandler(this::handle);
  }

  /**
   * Starts to listen.
   *
   * @param host the address to bind
   * @param port 0 for any free port
   * @param maxRequestBytes the longest body that is read
   * @param subscriptions hear of the chain's news
   * @throws IOException where the address is in use or cannot be bound
   */
  public static RpcServer listen(
      String host,
      int port,
      int maxRequestBytes,
      RpcDispatcher dispatcher,
      Subscriptions subscriptions)
      throws IOException {
    RpcServer server = new RpcServer(dispatcher, subscriptions, maxRequestBytes);
    try {
      await(server.server.listen(port, host));
      return server;
    } catch (IOException e) {
      server.end();
      throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      Promise<Void> farewells = Promise.promise();
      vertx.runOnContext(
          run -> {
            List.copyOf(sockets).forEach(RpcSocket::close);
            farewells.complete();
          });
      await(farewells.future());
      await(server.close());
      // What is in the writer's queue ends before its thread does: listeners see whole blocks.
      await(workers.drained());
    } catch (IOException e) {
      LOG.warn("the server did not end cleanly", e);
    } finally {
      end();
    }
  }

  private void end() {
    try {
      await(vertx.close());
    } catch (IOException e) {
      LOG.warn("the server did not end cleanly", e);
    }
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void connected(HttpConnection connection) {
    connections++;
    connection.closeHandler(
        gone -> {
          connections--;
          tooMany.remove(connection);
        });
    if (connections > MAX_CONNECTIONS) {
      tooMany.add(connection);
      vertx.setTimer(REFUSAL_MILLIS, timer -> connection.close());
    }
  }

  private void handle(HttpServerRequest request) {
    request.response().putHeader("Access-Control-Allow-Origin", "*");
    if (tooMany.contains(request.connection())) {
      refuse(request, MAX_CONNECTIONS + " at a time");
    } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      upgrade(request);
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      request
          .response()
          .putHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS")
          .putHeader("Access-Control-Allow-Headers", "Content-Type")
          .setStatusCode(204)
          .end();
    } else if (request.method().equals(HttpMethod.GET)) {
      request
          .response()
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end("OpenLedger devnet: send JSON-RPC requests by POST or WebSocket.\n");
    } else if (request.method().equals(HttpMethod.POST)) {
      read(request);
    } else {
      request.response().setStatusCode(METHOD_NOT_ALLOWED).putHeader("Allow", "POST, GET").end();
    }
  }

  private void upgrade(HttpServerRequest request) {
    if (upgrades >= MAX_SOCKETS) {
      refuse(request, MAX_SOCKETS + " WebSockets at a time");
      return;
    }
    upgrades++;
    request
        .toWebSocket()
        .onSuccess(webSocket -> open(webSocket, request.connection()))
        .onFailure(
            problem -> {
              upgrades--;
              LOG.debug("a handshake failed", problem);
            });
  }

  private void open(ServerWebSocket webSocket, HttpConnection connection) {
    RpcSocket socket =
        new RpcSocket(vertx, webSocket, workers, codec, traffic, subscriptions, maxMessageBytes);
    sockets.add(socket);
    webSocket.closeHandler(
        gone -> {
          upgrades--;
          sockets.remove(socket);
          socket.gone();
        });
    FaultyFrames.listen(connection, socket::faulty);
    socket.open();
  }

  private void refuse(HttpServerRequest request, String limit) {
    request.response().putHeader("Connection", "close");
    RpcError error = RpcFailure.TOO_MANY_CONNECTIONS.because(limit);
    request
        .response()
        .setStatusCode(UNAVAILABLE)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(JsonCodec.write(RpcDispatcher.failed(null, error))))
        .onComplete(sent -> request.connection().close());
  }

  private void read(HttpServerRequest request) {
    RequestBody body = new RequestBody(maxRequestBytes, traffic);
    HttpServerResponse response = request.response();
    long late =
        vertx.setTimer(
            PATIENCE_MILLIS,
            timer -> {
              body.release();
              response
                  .setStatusCode(TIMEOUT)
                  .putHeader("Connection", "close")
                  .end()
                  .onComplete(sent -> request.connection().close());
            });
    request.exceptionHandler(
        problem -> {
          vertx.cancelTimer(late);
          body.release();
        });
    request.handler(body::add);
    request.endHandler(
        end -> {
          vertx.cancelTimer(late);
          if (response.ended()) {
            body.release();
          } else if (body.isTooLong()) {
            RpcError error =
                RpcFailure.INVALID_REQUEST.because(
                    "the body has " + body.received() + " bytes, at most " + maxRequestBytes);
            send(response, TOO_LARGE, RpcDispatcher.failed(null, error));
          } else if (body.isRefused()) {
            send(response, UNAVAILABLE, RpcDispatcher.failed(null, Traffic.refusal()));
          } else {
            answer(response, body);
          }
        });
  }

  private void answer(HttpServerResponse response, RequestBody body) {
    Object json;
    try {
      json = codec.read(body.bytes());
    } catch (RpcError error) {
      body.release();
      send(response, BAD_REQUEST, RpcDispatcher.failed(null, error));
      return;
    }
    workers
        .answer(json, Map.of())
        .onSuccess(
            bytes -> {
              body.release();
              end(response, 200, bytes);
            });
  }

  private void send(HttpServerResponse response, int status, Object json) {
    end(response, status, JsonCodec.write(json));
  }

  /** Sends an answer; whoever does not read it is disconnected after a while. */
  private void end(HttpServerResponse response, int status, byte[] body) {
    if (response.closed() || response.ended()) {
      return;
    }
    traffic.add(body.length);
    long late = vertx.setTimer(PATIENCE_MILLIS, timer -> response.reset());
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(body))
        .onComplete(
            sent -> {
              vertx.cancelTimer(late);
              traffic.remove(body.length);
            });
  }
}
