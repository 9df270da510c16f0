package org.openledger.node.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.chain.ProofsException.Reason;

/**
 * JSON-RPC over HTTP. Whoever asks may hold a worker of the very server that is asked, so only few
 * requests run at once, others soon give up waiting, and none waits for ever.
 */
public final class HttpProofSource implements ProofSource {

  /**
   * What requests may take.
   *
   * @param concurrency most requests at once
   * @param patience longest wait for a turn; shorter than {@code time}, so that workers of the
   *     server that wait for a turn free it in time for those who have one
   * @param time longest time of a request with its answer
   * @param bytes most bytes of an answer
   */
  public record Limits(int concurrency, Duration patience, Duration time, int bytes) {

    public Limits {
      if (concurrency < 1 || bytes < 1 || patience.compareTo(time) >= 0) {
        throw new IllegalArgumentException("no limits");
      }
    }

    /** Two requests at once, 3 s of patience, 10 s, 32 MiB. */
    public static Limits standard() {
      return new Limits(2, Duration.ofSeconds(3), Duration.ofSeconds(10), 32 << 20);
    }
  }

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI url;
  private final Limits limits;
  private final Semaphore turns;
  private final HttpClient http;

  /**
   * @param url of scheme http or https, without user and password
   * @throws IllegalArgumentException where it is not such a URL
   */
  public HttpProofSource(URI url, Limits limits) {
    boolean web = url.getScheme() != null && SCHEMES.contains(url.getScheme());
    if (!web || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "takes a URL of http or https with a host and no user: " + url.getHost());
    }
    this.url = url;
    this.limits = limits;
    this.turns = new Semaphore(limits.concurrency(), true);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.time())
            .build();
  }

  @Override
  public JsonNode call(String method, Object... params) throws RefusedException {
    String request =
        text(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params)));
    JsonNode answer = parse(method, inTurn(method, request));
    if (answer.hasNonNull("error")) {
      throw new RefusedException(method + ": " + answer.at("/error/message").asText("an error"));
    }
    if (!answer.has("result")) {
      throw noAnswer(method, "no JSON-RPC");
    }
    return answer.get("result");
  }

  private String inTurn(String method, String request) {
    try {
      if (!turns.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProofsException(Reason.BUSY, "Too many proofs are being made: ask again");
      }
      try {
        return send(method, request);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(method, "interrupted");
    }
  }

  private String send(String method, String request) throws InterruptedException {
    HttpRequest message =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request))
            .build();
    // A timeout of the request itself would end with the head of the answer.
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(message, BodyHandlers.limiting(BodyHandlers.ofString(), limits.bytes()));
    try {
      HttpResponse<String> response = sent.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      if (status == 401 || status == 403) {
        throw noAnswer(method, "HTTP status " + status + ": it has to answer without a token");
      }
      return response.body();
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw noAnswer(method, "none within " + limits.time());
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw noAnswer(method, String.valueOf(e.getCause()));
    }
  }

  private JsonNode parse(String method, String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw noAnswer(method, "no JSON");
    }
  }

  private static String text(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static ProofsException noAnswer(String method, String why) {
    return new ProofsException(
        Reason.NO_ANSWER, "The endpoint of proofs gave no answer to " + method + ": " + why);
  }
}
