package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.rpc.LogMethods;
import org.openledger.devnet.rpc.RpcDispatcher;

/** Answers are bounded, and so is what clients can make a devnet hold. */
class LimitsTest {

  private static final Bytes LARGE = Bytes.wrap(new byte[1 << 20]);

  private TestNet net;

  @BeforeEach
  void start() throws IOException {
    net = new TestNet();
  }

  @AfterEach
  void stop() {
    net.close();
  }

  /** Blocks with a log of a mebibyte each. */
  private void largeLogs(int blocks) {
    for (int i = 0; i < blocks; i++) {
      net.call(0, 16_000_000, BigInteger.ZERO, Fake.input(Fake.LOG, LARGE));
    }
  }

  @Test
  void logsOfTooManyBytesAreRefusedAndServedToAFilterInParts() {
    String filter = net.rpc.text("eth_newFilter", Map.of());
    int fit = (int) (LogMethods.MAX_LOG_BYTES >> 20);
    largeLogs(fit + 1);
    JsonNode error = net.rpc.error("eth_getLogs", Map.of("fromBlock", "0x0"));
    assertThat(error.get("code").asInt()).isEqualTo(-32005);
    assertThat(error.get("message").asText()).contains(LogMethods.MAX_LOG_BYTES + " bytes of data");
    assertThat(net.rpc.result("eth_getLogs", Map.of("fromBlock", "0x2"))).hasSize(fit);
    assertThat(net.rpc.result("eth_getFilterChanges", filter)).hasSize(fit);
    assertThat(net.rpc.result("eth_getFilterChanges", filter)).hasSize(1);
  }

  @Test
  void aBatchGetsAsManyAnswersAsFitAndErrorsForTheRest() throws IOException {
    largeLogs(4);
    List<Object> batch = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      batch.add(
          Map.of("id", i, "method", "eth_getLogs", "params", List.of(Map.of("fromBlock", "0x0"))));
    }
    HttpResponse<String> response = net.rpc.post(RpcClient.JSON.writeValueAsString(batch));
    assertThat(response.body().length()).isLessThan(RpcDispatcher.MAX_ANSWER_BYTES + 100_000);
    JsonNode answers = RpcClient.JSON.readTree(response.body());
    assertThat(answers).hasSize(100);
    assertThat(answers.get(0).get("result")).hasSize(4);
    JsonNode last = answers.get(99);
    assertThat(last.get("id").asInt()).isEqualTo(99);
    assertThat(last.get("error").get("code").asInt()).isEqualTo(-32005);
    assertThat(last.get("error").get("message").asText()).startsWith("The answer is too large");
  }

  /** Requests in one breath whose answers nobody reads: the devnet answers everybody else. */
  @Test
  void aClientThatReadsNothingCannotPileUpAnswers() throws Exception {
    largeLogs(4);
    String body = "{\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x0\"}]}";
    String request =
        "POST / HTTP/1.1\r\nHost: devnet\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket("127.0.0.1", net.devnet.port());
        socket.getOutputStream().write(request.repeat(200).getBytes(StandardCharsets.ISO_8859_1));
        silent.add(socket);
      }
      // 1,600 answers of 8 MB: more than this process could hold.
      for (int i = 0; i < 50; i++) {
        String answer = net.rpc.post("{\"id\":1,\"method\":\"eth_blockNumber\"}").body();
        assertThat(answer).containsAnyOf("0x4", "Too many bytes");
        Thread.sleep(20);
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    long end = System.nanoTime() + 20_000_000_000L;
    String answer = "";
    while (!answer.contains("0x4") && System.nanoTime() < end) {
      answer = net.rpc.post("{\"id\":1,\"method\":\"eth_blockNumber\"}").body();
    }
    assertThat(answer).contains("0x4");
  }
}
