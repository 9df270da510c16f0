package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

class ProtocolTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();
  private static TestNet net;
  private static RpcClient rpc;

  @BeforeAll
  static void start() throws IOException {
    net = new TestNet(DevnetOptions.defaults().withMaxRequestBytes(200_000));
    rpc = net.rpc;
  }

  @AfterAll
  static void stop() {
    net.close();
  }

  @Test
  void whatIsNoJsonIsAParseError() {
    for (String body : List.of("", "{", "[1,", "nope", "{}{}", "{\"a\":01}")) {
      HttpResponse<String> response = rpc.post(body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(json(response.body()).get("error").get("code").asInt()).isEqualTo(-32700);
      assertThat(json(response.body()).get("id").isNull()).isTrue();
    }
  }

  @Test
  void whatIsNoRequestIsInvalid() {
    for (String body :
        List.of(
            "1",
            "null",
            "\"x\"",
            "[]",
            "{}",
            "{\"id\":1}",
            "{\"id\":1,\"method\":5}",
            "{\"id\":{},\"method\":\"eth_chainId\"}",
            "{\"id\":1,\"method\":\"eth_chainId\",\"params\":{}}",
            "{\"id\":1,\"method\":\"eth_chainId\",\"params\":\"x\"}")) {
      assertThat(json(rpc.post(body).body()).get("error").get("code").asInt())
          .as(body)
          .isEqualTo(-32600);
    }
  }

  @Test
  void anUnknownMethodIsNotFoundAndKeepsItsId() {
    JsonNode response =
        json(rpc.post("{\"jsonrpc\":\"2.0\",\"id\":\"a-7\",\"method\":\"eth_mine\"}").body());
    assertThat(response.get("id").asText()).isEqualTo("a-7");
    assertThat(response.get("error").get("code").asInt()).isEqualTo(-32601);
    assertThat(response.get("error").get("message").asText())
        .isEqualTo("Method not found (eth_mine)");
  }

  @Test
  void batchesAnswerEveryRequestThatHasAnId() {
    JsonNode batch =
        json(
            rpc.post(
                    "[{\"id\":1,\"method\":\"eth_chainId\"},7,"
                        + "{\"method\":\"eth_blockNumber\"},"
                        + "{\"id\":null,\"method\":\"net_version\",\"params\":null},"
                        + "{\"id\":3,\"method\":\"none\"}]")
                .body());
    assertThat(batch).hasSize(4);
    assertThat(batch.get(0).get("result").asText()).isEqualTo("0x1898e1");
    assertThat(batch.get(1).get("error").get("code").asInt()).isEqualTo(-32600);
    assertThat(batch.get(2).get("result").asText()).isEqualTo("1612001");
    assertThat(batch.get(3).get("error").get("code").asInt()).isEqualTo(-32601);
    HttpResponse<String> silent = rpc.post("[{\"method\":\"eth_chainId\"}]");
    assertThat(silent.statusCode()).isEqualTo(200);
    assertThat(silent.body()).isEmpty();
    assertThat(rpc.post("{\"method\":\"eth_chainId\"}").body()).isEmpty();
    String many = "[" + "{\"id\":1,\"method\":\"eth_chainId\"},".repeat(1024) + "1]";
    assertThat(json(rpc.post(many).body()).get("error").get("code").asInt()).isEqualTo(-32005);
  }

  @Test
  void transactionsOfOneBatchAreMinedInOrder() throws IOException {
    try (TestNet own = new TestNet()) {
      List<Map<String, Object>> batch = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawTransaction transaction =
            RawTransaction.createTransaction(
                BigInteger.valueOf(i),
                TestNet.PRICE,
                BigInteger.valueOf(100_000),
                FAKE,
                BigInteger.ZERO,
                Fake.input(Fake.COUNT));
        batch.add(
            Map.of(
                "jsonrpc",
                "2.0",
                "id",
                i,
                "method",
                "eth_sendRawTransaction",
                "params",
                List.of(own.sign(0, transaction))));
      }
      JsonNode answer = json(own.rpc.post(RpcClient.JSON.writeValueAsString(batch)).body());
      for (int i = 0; i < 20; i++) {
        assertThat(own.receipt(answer.get(i).get("result").asText()).get("blockNumber").asText())
            .isEqualTo("0x" + Integer.toHexString(i + 1));
      }
    }
  }

  @Test
  void aRequestThatIsTooLongIsRefused() {
    String body =
        "{\"id\":1,\"method\":\"web3_sha3\",\"params\":[\"0x" + "00".repeat(150_000) + "\"]}";
    HttpResponse<String> response = rpc.post(body);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response.body()).get("error").get("message").asText())
        .contains("at most 200000");
    assertThat(rpc.text("web3_sha3", "0x" + "00".repeat(90_000))).startsWith("0x");
  }

  @Test
  void otherHttpMethodsAreAnswered() {
    HttpResponse<String> get = rpc.send(rpc.request().GET());
    assertThat(get.statusCode()).isEqualTo(200);
    assertThat(get.body()).contains("JSON-RPC");
    HttpResponse<String> preflight =
        rpc.send(rpc.request().method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(rpc.send(rpc.request().DELETE()).statusCode()).isEqualTo(405);
  }

  @Test
  void methodsOfOthersAnswerAndFailInTheirOwnWords() {
    assertThat(rpc.text("openledger_hello", "you", 7)).isEqualTo("hello [you, 7]");
    JsonNode error = rpc.error("openledger_fail");
    assertThat(error.get("code").asInt()).isEqualTo(-32099);
    assertThat(error.get("message").asText()).isEqualTo("it fails");
    assertThat(error.get("data").asText()).isEqualTo("0xfa11");
  }

  /** Every method with values of every wrong type, in every place: typed errors that say why. */
  @Test
  void wrongParametersAreTypedErrors() {
    String address = TestNet.address(0);
    String hash = "0x" + "12".repeat(32);
    Object[] wrong = {
      1,
      -1,
      1.5,
      true,
      "",
      "x",
      "0x",
      "0xzz",
      "-0x1",
      "0x-1",
      "12",
      List.of(),
      List.of(1),
      Map.of(),
      Map.of("to", 1),
      Map.of("to", "0x1"),
      "0x" + "ff".repeat(33),
      "é",
      "0x1\u0000"
    };
    Map<String, Object[]> methods =
        Map.ofEntries(
            Map.entry("web3_sha3", new Object[] {"0x12"}),
            Map.entry("eth_feeHistory", new Object[] {"0x1", "latest", List.of(5)}),
            Map.entry("eth_getBalance", new Object[] {address, "latest"}),
            Map.entry("eth_getTransactionCount", new Object[] {address, "latest"}),
            Map.entry("eth_getCode", new Object[] {address, "latest"}),
            Map.entry("eth_getStorageAt", new Object[] {address, "0x0", "latest"}),
            Map.entry("eth_call", new Object[] {Map.of("to", FAKE), "latest"}),
            Map.entry("eth_estimateGas", new Object[] {Map.of("to", FAKE), "latest"}),
            Map.entry("eth_sendRawTransaction", new Object[] {"0x"}),
            Map.entry("eth_getTransactionByHash", new Object[] {hash}),
            Map.entry("eth_getTransactionReceipt", new Object[] {hash}),
            Map.entry("eth_getBlockByNumber", new Object[] {"latest", true}),
            Map.entry("eth_getBlockByHash", new Object[] {hash, true}),
            Map.entry("eth_getBlockReceipts", new Object[] {"latest"}),
            Map.entry("eth_getTransactionByBlockNumberAndIndex", new Object[] {"latest", "0x0"}),
            Map.entry("eth_getTransactionByBlockHashAndIndex", new Object[] {hash, "0x0"}),
            Map.entry("eth_getBlockTransactionCountByNumber", new Object[] {"latest"}),
            Map.entry("eth_getBlockTransactionCountByHash", new Object[] {hash}),
            Map.entry("eth_getLogs", new Object[] {Map.of()}),
            Map.entry("eth_getProof", new Object[] {address, List.of("0x0"), "latest"}),
            Map.entry("eth_newFilter", new Object[] {Map.of()}),
            Map.entry("eth_getFilterChanges", new Object[] {"0x1"}),
            Map.entry("eth_getFilterLogs", new Object[] {"0x1"}),
            Map.entry("eth_uninstallFilter", new Object[] {"0x1"}),
            Map.entry("evm_mine", new Object[] {Map.of()}),
            Map.entry("anvil_mine", new Object[] {"0x1", "0x1"}),
            Map.entry("evm_revert", new Object[] {"0x1"}),
            Map.entry("evm_increaseTime", new Object[] {"0x1"}),
            Map.entry("evm_setNextBlockTimestamp", new Object[] {"0x1"}),
            Map.entry("evm_setAutomine", new Object[] {true}));
    int errors = 0;
    for (Map.Entry<String, Object[]> method : methods.entrySet()) {
      for (int place = 0; place < method.getValue().length; place++) {
        for (Object value : wrong) {
          Object[] params = method.getValue().clone();
          params[place] = value;
          errors += typed(method.getKey(), rpc.raw(method.getKey(), params));
        }
      }
      typed(method.getKey(), rpc.raw(method.getKey()));
    }
    assertThat(errors).isGreaterThan(400);
  }

  @Test
  void wrongFieldsOfACallAreTypedErrors() {
    for (String field :
        List.of(
            "from",
            "to",
            "gas",
            "gasPrice",
            "maxFeePerGas",
            "maxPriorityFeePerGas",
            "value",
            "data",
            "input",
            "accessList",
            "authorizationList")) {
      for (Object value : new Object[] {7, true, "x", "0xzz", List.of(3), Map.of()}) {
        JsonNode response =
            rpc.raw(
                "eth_call",
                field.equals("to") ? Map.of("to", value) : Map.of("to", FAKE, field, value),
                "latest");
        assertThat(typed("eth_call " + field + "=" + value, response)).isEqualTo(1);
      }
    }
    assertThat(
            rpc.error("eth_call", Map.of("to", FAKE), "latest", Map.of(FAKE, Map.of()))
                .get("message")
                .asText())
        .contains("overrides");
  }

  private static int typed(String what, JsonNode response) {
    JsonNode error = response.get("error");
    if (error == null) {
      return 0;
    }
    assertThat(error.get("code").asInt()).as(what + " " + response).isNotIn(-32603, 0);
    assertThat(error.get("message").asText()).as(what).isNotBlank();
    return 1;
  }

  private static JsonNode json(String body) {
    try {
      return RpcClient.JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }
}
