package org.openledger.node.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.content.ContentRequest;
import org.openledger.node.content.OperatorKey;
import org.openledger.node.peer.PeerException.Reason;

/** Asks peers over JSON-RPC ({@code openledger_getContent}), by signed requests. */
final class HttpPeerContents implements PeerContents {

  /** How long a request is good: peers' clocks differ. */
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  /** Bytes of an answer besides the piece's digits. */
  private static final int ENVELOPE = 4_096;

  private static final int LONGEST_MESSAGE = 200;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OperatorKey key;
  private final BigInteger chainId;
  private final Duration time;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * @param time longest time of a request with its answer
   * @param clock what expiries are reckoned from
   */
  HttpPeerContents(OperatorKey key, BigInteger chainId, Duration time, InstantSource clock) {
    this.key = key;
    this.chainId = chainId;
    this.time = time;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(time).build();
  }

  @Override
  public Bytes piece(Peer peer, WantedContent content, long offset, int length)
      throws PeerException, InterruptedException {
    JsonNode answer = parse(send(peer, request(peer, content, offset, length), length));
    JsonNode error = answer.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw refusal(error);
    }
    JsonNode result = answer.path("result");
    Bytes data = bytes(result.path("data"));
    if (!result.path("root").asText("").equalsIgnoreCase(content.root().toHexString())
        || data.size() != length) {
      throw new PeerException(
          Reason.WRONG, "gave " + data.size() + " bytes where " + length + " were asked for");
    }
    return data;
  }

  private String request(Peer peer, WantedContent content, long offset, int length) {
    long expiry = clock.instant().plus(VALIDITY).getEpochSecond();
    ContentRequest request = new ContentRequest(content.root(), peer.operator(), chainId, expiry);
    Map<String, Object> authorization =
        Map.of("expiry", expiry, "signature", key.sign(request).toHexString());
    try {
      return JSON.writeValueAsString(
          Map.of(
              "jsonrpc",
              "2.0",
              "id",
              1,
              "method",
              "openledger_getContent",
              "params",
              List.of(content.contribution(), offset, length, authorization)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are always JSON", e);
    }
  }

  private String send(Peer peer, String request, int length)
      throws PeerException, InterruptedException {
    HttpRequest message =
        HttpRequest.newBuilder(peer.url())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request))
            .build();
    // A timeout of the request itself would end with the head of the answer.
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(message, BodyHandlers.limiting(BodyHandlers.ofString(), answer(length)));
    try {
      HttpResponse<String> response = sent.get(time.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      if (status == 401 || status == 403) {
        throw new PeerException(
            Reason.REFUSED, "HTTP status " + status + ": it has to answer without a token");
      }
      return response.body();
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new PeerException(Reason.UNREACHABLE, "no answer within " + time.toMillis() + " ms");
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw new PeerException(Reason.UNREACHABLE, shortened(String.valueOf(e.getCause())));
    }
  }

  private static int answer(int length) {
    return 2 * length + ENVELOPE;
  }

  private static PeerException refusal(JsonNode error) {
    String name = parseQuietly(error.path("data").asText("")).path("error").asText("");
    String message = shortened(error.path("message").asText("an error"));
    return switch (name) {
      case "NOT_FOUND", "INDEX_NOT_READY" -> new PeerException(Reason.LACKS, message);
      case "NOT_PERMITTED" -> new PeerException(Reason.REFUSED, message);
      default -> new PeerException(Reason.UNREACHABLE, message);
    };
  }

  private static JsonNode parse(String body) throws PeerException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new PeerException(Reason.WRONG, "answers no JSON");
    }
  }

  private static JsonNode parseQuietly(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static Bytes bytes(JsonNode data) throws PeerException {
    try {
      return Bytes.fromHexString(data.asText(""));
    } catch (IllegalArgumentException e) {
      throw new PeerException(Reason.WRONG, "gave no bytes");
    }
  }

  /** What a peer says goes into a line of the log. */
  private static String shortened(String message) {
    String line = message.replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
  }
}
