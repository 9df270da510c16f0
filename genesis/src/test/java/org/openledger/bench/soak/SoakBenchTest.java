package org.openledger.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openledger.bench.BenchRow;

/** A soak of seconds finds nothing on the devnet, and something on a server that is at fault. */
class SoakBenchTest {

  private static final String METHOD =
      """
      {"methods":[{"name":"openledger_quote","params":[
        {"name":"model","schema":{"type":"string","title":"Quantity"}}],
        "errors":[{"$ref":"#/components/errors/NOT_FOUND"}]}],"components":{"schemas":{}}}
      """;

  @Test
  void aShortSoakOfTheDevnetFindsNoFault() throws Exception {
    SoakBench bench = new SoakBench(Duration.ofSeconds(3), 60, (phase, done, total) -> {});
    List<BenchRow> rows = bench.run();
    assertThat(bench.findings()).isEmpty();
    assertThat(value(rows, "soak.errors.untyped")).isZero();
    assertThat(value(rows, "soak.answers.wrong")).isZero();
    assertThat(value(rows, "soak.transactions")).isGreaterThanOrEqualTo(60);
    assertThat(value(rows, "soak.requests.hostile")).isGreaterThan(20);
    assertThat(value(rows, "soak.subscriptions")).isPositive();
    assertThat(value(rows, "soak.healthy.together.p99")).isPositive();
  }

  private static double value(List<BenchRow> rows, String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow().value();
  }

  @Test
  void anErrorThatTheMethodDoesNotDeclareIsFound() throws Exception {
    assertThat(untyped(error(-39_001, "{\\\"error\\\":\\\"NOT_FOUND\\\"}"))).isZero();
    assertThat(untyped(error(-39_002, "{\\\"error\\\":\\\"UNKNOWN_BLOCK\\\"}"))).isPositive();
    assertThat(untyped(error(-32_603, ""))).isPositive();
    assertThat(untyped("{\"jsonrpc\":\"2.0\",\"id\":1}")).isPositive();
  }

  private static String error(int code, String data) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":"
        + code
        + ",\"message\":\"m\",\"data\":\""
        + data
        + "\"}}";
  }

  /** What a hostile client finds wrong about one and the same answer to whatever it asks. */
  private static long untyped(String answer) throws IOException, InterruptedException {
    Findings findings = new Findings();
    HttpServer server = server(answer);
    SoakTarget target =
        new SoakTarget(
            ApiDocument.of(HttpAsker.JSON.readTree(METHOD)), Map.of(), List.of(), List.of());
    try (HostileClient client = new HostileClient(url(server), target, findings, 7)) {
      for (int i = 0; i < 40; i++) {
        client.openledger();
      }
    } finally {
      server.stop(0);
    }
    return findings.untyped();
  }

  @Test
  void anAnswerThatChangesIsFound() throws Exception {
    Findings findings = new Findings();
    HttpServer server = server("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":5}");
    List<HealthyClient.Known> questions =
        List.of(
            new HealthyClient.Known("eth_same", List.of(), IntNode.valueOf(5)),
            new HealthyClient.Known("eth_other", List.of(), IntNode.valueOf(6)));
    try (HealthyClient client = new HealthyClient(url(server), questions, findings)) {
      client.round();
      assertThat(findings.wrong()).isZero();
      client.round();
    } finally {
      server.stop(0);
    }
    assertThat(findings.wrong()).isOne();
    assertThat(findings.first().getFirst()).contains("eth_other");
  }

  private static HttpServer server(String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI url(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void quantilesAreRightToASixteenth() {
    SplittableRandom random = new SplittableRandom(5);
    Latencies latencies = new Latencies();
    long[] nanos = random.longs(10_000, 20_000, 900_000_000).toArray();
    for (long each : nanos) {
      latencies.add(each);
    }
    Arrays.sort(nanos);
    for (double part : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
      double exact = nanos[(int) Math.ceil(part * nanos.length) - 1] / 1_000.0;
      assertThat(latencies.quantile(part)).isBetween(exact * 15 / 16, exact * 17 / 16);
    }
    assertThat(latencies.total()).isEqualTo(10_000);
    assertThat(new Latencies().quantile(0.5)).isZero();
  }
}
