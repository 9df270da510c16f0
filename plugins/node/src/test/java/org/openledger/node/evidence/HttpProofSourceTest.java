package org.openledger.node.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.chain.ProofsException.Reason;

class HttpProofSourceTest {

  private static final HttpProofSource.Limits LIMITS =
      new HttpProofSource.Limits(1, Duration.ofMillis(200), Duration.ofSeconds(2), 100);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private ExecutorService workers;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    workers = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
    workers.shutdownNow();
  }

  @Test
  void givesTheResult() throws Exception {
    answer(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}");
    assertThat(source().call("eth_chainId").asText()).isEqualTo("0x1");
  }

  @Test
  void anErrorIsARefusal() {
    answer(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"no\"}}");
    assertThatThrownBy(() -> source().call("eth_chainId"))
        .isInstanceOf(ProofSource.RefusedException.class)
        .hasMessage("eth_chainId: no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "nonsense", "\"0x1\"", "null"})
  void whatIsNoJsonRpcIsNoAnswer(String body) {
    answer(200, body);
    assertThat(failure().reason()).isEqualTo(Reason.NO_ANSWER);
  }

  @Test
  void anAnswerThatIsTooLargeIsNone() {
    answer(200, "{\"result\":\"0x" + "0".repeat(200) + "\"}");
    assertThat(failure().reason()).isEqualTo(Reason.NO_ANSWER);
  }

  @Test
  void anEndpointThatWantsATokenIsNamed() {
    answer(401, "");
    assertThat(failure()).hasMessageContaining("without a token");
  }

  @Test
  void whoWaitsForATurnGivesUpBeforeWhoHasIt() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          asked.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    HttpProofSource source = source();
    Future<ProofsException> first = workers.submit(() -> failure(source));
    asked.await();
    assertThat(failure(source).reason()).isEqualTo(Reason.BUSY);
    assertThat(first.get().reason()).isEqualTo(Reason.NO_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "http://u:p@127.0.0.1", "127.0.0.1", "http:///"})
  void aUrlThatIsNoneIsRefused(String url) {
    assertThatThrownBy(() -> new HttpProofSource(URI.create(url), LIMITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("u:p");
  }

  private HttpProofSource source() {
    return new HttpProofSource(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), LIMITS);
  }

  private ProofsException failure() {
    return failure(source());
  }

  private static ProofsException failure(HttpProofSource source) {
    return catchThrowableOfType(ProofsException.class, () -> source.call("eth_chainId"));
  }

  private void answer(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
  }
}
