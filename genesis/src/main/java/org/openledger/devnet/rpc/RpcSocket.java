package org.openledger.devnet.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC over one WebSocket. A message is a request or a batch; the next one is read when the
 * answer has left, so that a client that does not read cannot pile up answers. News of
 * subscriptions are queued up to a limit, above which the socket is closed.
 */
final class RpcSocket implements Subscriptions.Sink {

  /** The most characters of news that wait for a reader: 8 Mi. */
  static final long MAX_QUEUED = 8L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RpcSocket.class);

  // Status codes of RFC 6455.
  private static final short GOING_AWAY = 1001;
  private static final short POLICY_VIOLATION = 1008;
  private static final short TOO_BIG = 1009;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final RpcWorkers workers;
  private final JsonCodec codec;
  private final Traffic traffic;
  private final int maxMessageBytes;
  private final Subscriptions subscriptions;
  private final SocketMethods methods;
  private final AtomicLong queued = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private Buffer message = Buffer.buffer();

  RpcSocket(
      Vertx vertx,
      ServerWebSocket socket,
      RpcWorkers workers,
      JsonCodec codec,
      Traffic traffic,
      Subscriptions subscriptions,
      int maxMessageBytes) {
    this.vertx = vertx;
    this.socket = socket;
    this.workers = workers;
    this.codec = codec;
    this.traffic = traffic;
    this.maxMessageBytes = maxMessageBytes;
    this.subscriptions = subscriptions;
    this.methods = new SocketMethods(subscriptions, this);
  }

  /** Begins to read. */
  void open() {
    socket.exceptionHandler(problem -> LOG.debug("a socket failed", problem));
    socket.frameHandler(this::frame);
  }

  /** To be called when the connection is gone. */
  void gone() {
    ended.set(true);
    subscriptions.removeAll(this);
    traffic.remove(message.length());
    message = Buffer.buffer();
  }

  /** To be called where a frame comes that cannot be read; none can be after it. */
  void faulty(CorruptedWebSocketFrameException fault) {
    LOG.debug("a socket failed", fault);
    WebSocketCloseStatus status = fault.closeStatus();
    end(
        (short) status.code(),
        status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) ? tooBig() : status.reasonText());
  }

  /** Says good-bye. */
  void close() {
    end(GOING_AWAY, "the devnet ends");
  }

  @Override
  public void send(String text) {
    if (ended.get()) {
      return;
    }
    if (queued.addAndGet(text.length()) > MAX_QUEUED) {
      LOG.warn(
          "{} is disconnected: it does not read the news that it subscribed to, {} characters of"
              + " them wait",
          socket.remoteAddress(),
          queued.get());
      end(POLICY_VIOLATION, "too slow: " + MAX_QUEUED + " characters wait");
      return;
    }
    socket.writeTextMessage(text).onComplete(written -> queued.addAndGet(-text.length()));
  }

  private void frame(WebSocketFrame frame) {
    if (ended.get() || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
      return;
    }
    Buffer data = frame.binaryData();
    if (message.length() + (long) data.length() > maxMessageBytes) {
      end(TOO_BIG, tooBig());
      return;
    }
    traffic.add(data.length());
    message.appendBuffer(data);
    if (frame.isFinal()) {
      Buffer whole = message;
      message = Buffer.buffer();
      socket.pause();
      answer(whole.getBytes());
    }
  }

  private String tooBig() {
    return "a message has at most " + maxMessageBytes + " bytes";
  }

  private void answer(byte[] request) {
    try {
      if (traffic.isFull()) {
        throw Traffic.refusal();
      }
      Object json = codec.read(request);
      workers.answer(json, methods.methods()).onSuccess(answer -> reply(request.length, answer));
    } catch (RpcError error) {
      reply(request.length, JsonCodec.write(RpcDispatcher.failed(null, error)));
    }
  }

  private void reply(int requestBytes, byte[] answer) {
    if (answer.length == 0) {
      replied(requestBytes);
      return;
    }
    traffic.add(answer.length);
    long late =
        vertx.setTimer(
            RpcServer.PATIENCE_MILLIS,
            timer -> end(POLICY_VIOLATION, "too slow: an answer was not read"));
    socket
        .writeTextMessage(new String(answer, UTF_8))
        .onComplete(
            written -> {
              vertx.cancelTimer(late);
              traffic.remove(answer.length);
              replied(requestBytes);
            });
    methods.answered();
  }

  private void replied(int requestBytes) {
    traffic.remove(requestBytes);
    if (!ended.get()) {
      socket.resume();
    }
  }

  private void end(short status, String reason) {
    if (!ended.getAndSet(true)) {
      subscriptions.removeAll(this);
      // A reader that stands still never gets the frame: the server's closing timeout ends it.
      socket.close(status, reason);
    }
  }
}
