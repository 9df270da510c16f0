package org.openledger.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask for much and never read: a document over HTTP many times in one breath, and all
 * news of the chain over WebSockets. Each round replaces some of them.
 */
final class SlowReaders implements Strain {

  private static final int READERS = 24;
  private static final int REQUESTS = 40;
  private static final long PAUSE_MILLIS = 1_000;
  private static final String DOCUMENT = HttpAsker.request("openledger_discover", List.of());
  private static final String HEADS =
      "{\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\","
          + "{\"includeTransactions\":true}]}";
  private static final String LOGS =
      "{\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"logs\",{}]}";

  private final URI url;
  private final List<Wire> readers = new ArrayList<>();
  private long opened;

  SlowReaders(URI url) {
    this.url = url;
  }

  /** How many there were. */
  long opened() {
    return opened;
  }

  @Override
  public void round() throws IOException, InterruptedException {
    if (readers.size() >= READERS) {
      readers.removeFirst().close();
    }
    Wire wire = opened % 2 == 0 ? Wire.connect(url) : Wire.webSocket(url);
    readers.add(wire);
    if (opened % 2 == 0) {
      overHttp(wire);
    } else {
      overWebSocket(wire);
    }
    opened++;
    if (readers.size() >= READERS) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    rest();
  }

  /** Hangs up; the next round begins anew. */
  void rest() {
    readers.forEach(Wire::close);
    readers.clear();
  }

  private static void overHttp(Wire wire) throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      wire.post(DOCUMENT);
    }
  }

  private static void overWebSocket(Wire wire) throws IOException {
    wire.send(HEADS);
    wire.send(LOGS);
    wire.send(DOCUMENT);
    wire.send(DOCUMENT);
  }
}
