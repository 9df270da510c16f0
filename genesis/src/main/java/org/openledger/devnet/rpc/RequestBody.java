package org.openledger.devnet.rpc;

import io.vertx.core.buffer.Buffer;

/**
 * The body of a request as it arrives. What is too long, or too much for now, is read to its end
 * and thrown away: only then do clients listen.
 */
final class RequestBody {

  private final int maxBytes;
  private final Traffic traffic;
  private Buffer body = Buffer.buffer();
  private long received;
  private boolean refused;

  RequestBody(int maxBytes, Traffic traffic) {
    this.maxBytes = maxBytes;
    this.traffic = traffic;
  }

  void add(Buffer chunk) {
    received += chunk.length();
    refused |= traffic.isFull();
    if (refused || isTooLong()) {
      release();
    } else {
      traffic.add(chunk.length());
      body.appendBuffer(chunk);
    }
  }

  long received() {
    return received;
  }

  boolean isTooLong() {
    return received > maxBytes;
  }

  /** Whether there was no room for it. */
  boolean isRefused() {
    return refused;
  }

  byte[] bytes() {
    return body.getBytes();
  }

  /** Gives its room back; at any time, and any number of times. */
  void release() {
    traffic.remove(body.length());
    body = Buffer.buffer();
  }
}
