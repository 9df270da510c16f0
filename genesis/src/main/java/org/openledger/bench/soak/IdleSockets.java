package org.openledger.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A thousand connections that say nothing; now and then one asks, and must be answered. */
final class IdleSockets implements Strain {

  /** How many there are: half of them WebSockets. */
  static final int COUNT = 1_000;

  private static final long PAUSE_MILLIS = 200;

  private final URI url;
  private final Findings findings;
  private final List<Wire> plain = new ArrayList<>();
  private final List<Wire> webSockets = new ArrayList<>();
  private int most;
  private int next;

  IdleSockets(URI url, Findings findings) {
    this.url = url;
    this.findings = findings;
  }

  /** The most that were open at once. */
  int most() {
    return most;
  }

  @Override
  public void round() throws IOException, InterruptedException {
    if (plain.size() + webSockets.size() < COUNT) {
      plain.add(Wire.connect(url));
      webSockets.add(Wire.webSocket(url));
      most = Math.max(most, plain.size() + webSockets.size());
      return;
    }
    Wire one = webSockets.get(next);
    next = (next + 1) % webSockets.size();
    one.send("{\"id\":1,\"method\":\"eth_chainId\"}");
    String answer = one.read();
    if (!answer.contains("\"result\"")) {
      findings.wrong("an idle socket was answered " + answer);
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
  }

  @Override
  public void close() {
    rest();
  }

  /** Hangs up; the next round begins anew. */
  void rest() {
    plain.forEach(Wire::close);
    webSockets.forEach(Wire::close);
    plain.clear();
    webSockets.clear();
  }
}
