package org.openledger.bench.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times JSON-RPC requests over HTTP with kept connections, as a client sees them. */
public final class RpcTimer implements AutoCloseable {

  private static final double NANOS_PER_MICRO = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int WARM_UP = 3;

  /**
   * A request.
   *
   * @param method its method
   * @param params JSON values
   */
  public record Question(String method, List<Object> params) {}

  /**
   * How long answers take.
   *
   * @param p50 median, in microseconds
   * @param p99 99th percentile, in microseconds
   * @param perSecond requests a second, of so many clients at once
   */
  public record Timing(double p50, double p99, double perSecond) {}

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  RpcTimer(String url) {
    this.url = URI.create(url);
  }

  /**
   * The answer to a question.
   *
   * @throws IllegalStateException where it is an error
   */
  public JsonNode ask(Question question) {
    try {
      JsonNode answer = json.readTree(send(request(question)));
      if (answer.has("error")) {
        throw new IllegalStateException(question.method() + ": " + answer.get("error"));
      }
      return answer.path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Times several questions in turns, so that what the machine does besides falls on all alike.
   *
   * @param rounds how often each has its turn
   * @param requests of one turn
   * @param clients that ask at once when requests a second are counted
   */
  public List<Timing> time(List<Question> questions, int rounds, int requests, int clients) {
    List<HttpRequest> messages = new ArrayList<>();
    for (Question question : questions) {
      ask(question);
      messages.add(request(question));
    }
    List<List<Long>> nanos = new ArrayList<>();
    double[] seconds = new double[questions.size()];
    questions.forEach(question -> nanos.add(new ArrayList<>()));
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int q = 0; q < questions.size(); q++) {
        List<Long> turn = turn(messages.get(q), requests);
        double crowd = crowd(messages.get(q), requests, clients);
        if (round >= 0) {
          nanos.get(q).addAll(turn);
          seconds[q] += crowd;
        }
      }
    }
    List<Timing> timings = new ArrayList<>();
    for (int q = 0; q < questions.size(); q++) {
      double perSecond = (double) rounds * requests / seconds[q];
      timings.add(timing(nanos.get(q), perSecond));
    }
    return timings;
  }

  private static Timing timing(List<Long> nanos, double perSecond) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Timing(
        sorted[sorted.length / 2] / NANOS_PER_MICRO,
        sorted[(int) (sorted.length * 0.99)] / NANOS_PER_MICRO,
        perSecond);
  }

  private List<Long> turn(HttpRequest message, int requests) {
    List<Long> nanos = new ArrayList<>(requests);
    for (int i = 0; i < requests; i++) {
      long start = System.nanoTime();
      send(message);
      nanos.add(System.nanoTime() - start);
    }
    return nanos;
  }

  /** Seconds that the requests take, shared out to clients. */
  private double crowd(HttpRequest message, int requests, int clients) {
    Thread[] threads = new Thread[clients];
    long start = System.nanoTime();
    for (int c = 0; c < clients; c++) {
      int share = requests / clients + (c < requests % clients ? 1 : 0);
      threads[c] = Thread.ofPlatform().start(() -> turn(message, share));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  private HttpRequest request(Question question) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("jsonrpc", "2.0");
    body.put("id", 1);
    body.put("method", question.method());
    body.put("params", question.params());
    try {
      return HttpRequest.newBuilder(url)
          .header("Content-Type", "application/json")
          .POST(
              HttpRequest.BodyPublishers.ofByteArray(
                  json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8)))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("parameters that are no JSON", e);
    }
  }

  private byte[] send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
