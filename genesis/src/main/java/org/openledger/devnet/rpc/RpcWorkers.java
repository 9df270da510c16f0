package org.openledger.devnet.rpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that answer requests: those that change the chain are answered by one thread in the
 * order of their arrival, all others in parallel.
 */
final class RpcWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(RpcWorkers.class);
  private static final int READERS = 8;

  private final RpcDispatcher dispatcher;
  private final WorkerExecutor writer;
  private final WorkerExecutor readers;

  RpcWorkers(Vertx vertx, RpcDispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.writer = vertx.createSharedWorkerExecutor("devnet-writer", 1, 1, TimeUnit.HOURS);
    this.readers = vertx.createSharedWorkerExecutor("devnet-reader", READERS, 1, TimeUnit.HOURS);
  }

  /**
   * Answers a request or a batch; the result never fails, and is empty where only notifications
   * came.
   */
  Future<byte[]> answer(@Nullable Object json, Map<String, RpcMethod> own) {
    WorkerExecutor executor = dispatcher.isWrite(json) ? writer : readers;
    return executor
        .executeBlocking(() -> dispatcher.answer(json, own), false)
        .otherwise(
            failure -> {
              LOG.error("a request failed", failure);
              return JsonCodec.write(RpcDispatcher.failed(null, RpcFailure.INTERNAL_ERROR.error()));
            });
  }

  /** Ends when all writes that wait have ended. */
  Future<Boolean> drained() {
    return writer.executeBlocking(() -> true, false);
  }
}
