package org.openledger.devnet.rpc;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of requests and answers that are on their way, of all connections together. */
final class Traffic {

  /** Above this many bytes, requests are refused: 256 MiB. */
  static final long MAX_BYTES = 256L << 20;

  private final AtomicLong bytes = new AtomicLong();

  void add(long count) {
    bytes.addAndGet(count);
  }

  void remove(long count) {
    bytes.addAndGet(-count);
  }

  boolean isFull() {
    return bytes.get() > MAX_BYTES;
  }

  static RpcError refusal() {
    return RpcFailure.TOO_MANY_BYTES.because("at most " + MAX_BYTES + "; try again later");
  }
}
