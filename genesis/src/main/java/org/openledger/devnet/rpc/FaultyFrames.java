package org.openledger.devnet.rpc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;

/**
 * Hears of frames of a WebSocket that cannot be read: too long, or against RFC 6455. Vert.x drops
 * the connection over them, and the other end never learns why; here it stays open until the socket
 * is closed, with the status that the fault has. What comes after such a frame is thrown away as it
 * arrives.
 *
 * <p>The one class that reaches into Vert.x, whose exception handler cannot keep a connection open
 * (decision 34).
 */
final class FaultyFrames extends ChannelInboundHandlerAdapter {

  private final Consumer<CorruptedWebSocketFrameException> handler;

  private FaultyFrames(Consumer<CorruptedWebSocketFrameException> handler) {
    this.handler = handler;
  }

  /**
   * Has the faults of a connection told to a handler.
   *
   * @param connection that of a WebSocket, on its event loop
   */
  static void listen(
      HttpConnection connection, Consumer<CorruptedWebSocketFrameException> handler) {
    ChannelHandlerContext last = ((ConnectionBase) connection).channelHandlerContext();
    ChannelPipeline pipeline = last.pipeline();
    pipeline.addBefore(last.name(), "faulty-frames", new FaultyFrames(handler));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException fault) {
      handler.accept(fault);
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
