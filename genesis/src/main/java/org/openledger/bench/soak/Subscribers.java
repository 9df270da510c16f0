package org.openledger.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;

/**
 * Subscriptions that come and go: each hears a few blocks, which must follow one another, and ends
 * by unsubscribing, or by hanging up.
 */
final class Subscribers implements Strain {

  private static final int HEARD = 5;

  private final URI url;
  private final Findings findings;
  private long ended;

  Subscribers(URI url, Findings findings) {
    this.url = url;
    this.findings = findings;
  }

  /** How many there were. */
  long ended() {
    return ended;
  }

  @Override
  public void round() throws IOException {
    try (Wire wire = Wire.webSocket(url)) {
      wire.send("{\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
      String id = HttpAsker.JSON.readTree(wire.read()).path("result").asText();
      long last = -1;
      for (int i = 0; i < HEARD; i++) {
        last = next(wire, last);
      }
      if (ended % 2 == 0) {
        unsubscribe(wire, id);
      }
    } catch (SocketTimeoutException e) {
      findings.wrong("a subscriber heard no news for seconds");
    }
    ended++;
  }

  @Override
  public void close() {}

  private long next(Wire wire, long last) throws IOException {
    JsonNode news = HttpAsker.JSON.readTree(wire.read());
    long number = Long.decode(news.at("/params/result/number").asText("-1"));
    if (number < 0 || (last >= 0 && number != last + 1)) {
      findings.wrong("after block " + last + " a subscriber heard " + news);
    }
    return number;
  }

  private void unsubscribe(Wire wire, String id) throws IOException {
    wire.send("{\"id\":2,\"method\":\"eth_unsubscribe\",\"params\":[\"" + id + "\"]}");
    JsonNode answer = HttpAsker.JSON.readTree(wire.read());
    while (!answer.has("id")) {
      answer = HttpAsker.JSON.readTree(wire.read());
    }
    if (!answer.path("result").asBoolean()) {
      findings.wrong("eth_unsubscribe: " + answer);
    }
  }
}
