package org.openledger.devnet.rpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC over HTTP. Requests that change the chain are answered by one thread in the order of
 * their arrival; all others in parallel.
 */
public final class RpcServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

  private static final int READERS = 8;
  private static final int PATIENCE_SECONDS = 10;
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;

  private final Vertx vertx;
  private final WorkerExecutor writer;
  private final WorkerExecutor readers;
  private final HttpServer server;
  private final RpcDispatcher dispatcher;
  private final JsonCodec codec;
  private final int maxRequestBytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RpcServer(RpcDispatcher dispatcher, int maxRequestBytes) {
    this.dispatcher = dispatcher;
    this.maxRequestBytes = maxRequestBytes;
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
    this.writer = vertx.createSharedWorkerExecutor("devnet-writer", 1, 1, TimeUnit.HOURS);
    this.readers = vertx.createSharedWorkerExecutor("devnet-reader", READERS, 1, TimeUnit.HOURS);
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
            .requestHandler(this::handle);
  }

  /**
   * Starts to listen.
   *
   * @param host the address to bind
   * @param port 0 for any free port
   * @param maxRequestBytes the longest body that is read
   * @throws IOException where the address is in use or cannot be bound
   */
  public static RpcServer listen(
      String host, int port, int maxRequestBytes, RpcDispatcher dispatcher) throws IOException {
    RpcServer server = new RpcServer(dispatcher, maxRequestBytes);
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
      await(server.close());
      // What is in the writer's queue ends before its thread does: listeners see whole blocks.
      await(writer.executeBlocking(() -> true, false));
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
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void handle(HttpServerRequest request) {
    request.response().putHeader("Access-Control-Allow-Origin", "*");
    if (request.method().equals(HttpMethod.OPTIONS)) {
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
          .end("OpenLedger devnet: send JSON-RPC requests by POST.\n");
    } else if (request.method().equals(HttpMethod.POST)) {
      read(request);
    } else {
      request.response().setStatusCode(METHOD_NOT_ALLOWED).putHeader("Allow", "POST, GET").end();
    }
  }

  private void read(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    long[] received = {0};
    request.handler(
        chunk -> {
          received[0] += chunk.length();
          // What is too long is read to its end and thrown away: only then do clients listen.
          if (received[0] <= maxRequestBytes) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          if (received[0] > maxRequestBytes) {
            RpcError error =
                RpcFailure.INVALID_REQUEST.because(
                    "the body has " + received[0] + " bytes, at most " + maxRequestBytes);
            send(request.response(), TOO_LARGE, RpcDispatcher.failed(null, error));
          } else {
            answer(request.response(), body.getBytes());
          }
        });
  }

  private void answer(HttpServerResponse response, byte[] body) {
    Object json;
    try {
      json = codec.read(body);
    } catch (RpcError error) {
      send(response, BAD_REQUEST, RpcDispatcher.failed(null, error));
      return;
    }
    WorkerExecutor executor = dispatcher.isWrite(json) ? writer : readers;
    executor
        .executeBlocking(() -> encoded(json), false)
        .onSuccess(bytes -> end(response, 200, bytes))
        .onFailure(
            failure -> {
              LOG.error("a request failed", failure);
              send(response, 200, RpcDispatcher.failed(null, RpcFailure.INTERNAL_ERROR.error()));
            });
  }

  private byte[] encoded(@Nullable Object json) {
    Optional<Object> answer = dispatcher.answer(json);
    return answer.isPresent() ? codec.write(answer.get()) : new byte[0];
  }

  private void send(HttpServerResponse response, int status, Object json) {
    end(response, status, codec.write(json));
  }

  private static void end(HttpServerResponse response, int status, byte[] body) {
    if (!response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .end(Buffer.buffer(body));
    }
  }
}
