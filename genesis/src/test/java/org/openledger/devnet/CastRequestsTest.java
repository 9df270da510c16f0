package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

/**
 * The requests that Foundry's {@code cast} sends for the commands of docs/devnet.md, as it writes
 * them: ids are numbers, quantities without leading zeros, words in full, calldata as {@code
 * input}.
 */
class CastRequestsTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();
  private static final String ME = TestNet.address(0);

  private TestNet net;

  @BeforeEach
  void start() throws IOException {
    net = new TestNet(DevnetOptions.defaults());
  }

  @AfterEach
  void stop() {
    net.close();
  }

  private JsonNode cast(String method, String params) {
    try {
      JsonNode answer =
          RpcClient.JSON.readTree(
              net.rpc
                  .post(
                      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\""
                          + method
                          + "\""
                          + (params.isEmpty() ? "" : ",\"params\":" + params)
                          + "}")
                  .body());
      assertThat(answer.has("result")).as(method + " " + answer).isTrue();
      return answer.get("result");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readingCommands() {
    net.call(Fake.input(Fake.LOG));
    assertThat(cast("eth_chainId", "").asText()).isEqualTo("0x1898e1");
    assertThat(cast("eth_blockNumber", "[]").asText()).isEqualTo("0x1");
    assertThat(cast("web3_clientVersion", "[]").asText()).startsWith("openledger-devnet/");
    assertThat(cast("eth_getBalance", "[\"" + ME + "\",\"0x0\"]").asText())
        .isEqualTo("0x" + DevAccounts.BALANCE.toString(16));
    assertThat(cast("eth_getTransactionCount", "[\"" + ME + "\",\"latest\"]").asText())
        .isEqualTo("0x1");
    JsonNode block = cast("eth_getBlockByNumber", "[\"latest\",true]");
    assertThat(block.get("transactions").get(0).get("from").asText()).isEqualTo(ME);
    assertThat(block.get("baseFeePerGas").asText()).isEqualTo("0x7");
    String zero = "0x" + "0".repeat(64);
    assertThat(cast("eth_getStorageAt", "[\"" + FAKE + "\",\"" + zero + "\",\"latest\"]").asText())
        .isEqualTo(zero);
    assertThat(cast("eth_getCode", "[\"" + FAKE + "\",\"latest\"]").asText()).isEqualTo("0xfe");
    assertThat(
            cast("eth_getProof", "[\"" + FAKE + "\",[\"" + zero + "\"],\"latest\"]")
                .get("storageProof"))
        .hasSize(1);
    assertThat(
            cast(
                "eth_getLogs",
                "[{\"fromBlock\":\"0x0\",\"toBlock\":\"latest\",\"address\":\"" + FAKE + "\"}]"))
        .hasSize(1);
    assertThat(cast("eth_gasPrice", "[]").asText()).isEqualTo("0x3e8");
    assertThat(cast("txpool_status", "[]").get("pending").asText()).isEqualTo("0x0");
    assertThat(cast("txpool_content", "[]").get("queued")).isEmpty();
  }

  @Test
  void callEstimateAndSend() {
    String call =
        "{\"from\":\""
            + ME
            + "\",\"to\":\""
            + FAKE
            + "\",\"input\":\"0x01\",\"chainId\":\"0x1898e1\"}";
    assertThat(cast("eth_call", "[" + call + ",\"latest\"]").asText()).endsWith("01");
    assertThat(TestNet.number(cast("eth_estimateGas", "[" + call + "]")))
        .isGreaterThan(BigInteger.valueOf(21_000));
    JsonNode fees = cast("eth_feeHistory", "[\"0xa\",\"latest\",[20.0]]");
    assertThat(fees.get("reward")).hasSize(1);
    assertThat(cast("eth_maxPriorityFeePerGas", "[]").asText()).isEqualTo("0x3e1");
    String raw =
        net.sign(
            0,
            RawTransaction.createTransaction(
                DevnetOptions.CHAIN_ID,
                BigInteger.ZERO,
                BigInteger.valueOf(100_000),
                FAKE,
                BigInteger.ZERO,
                "0x01",
                BigInteger.valueOf(993),
                BigInteger.valueOf(1_500)));
    String hash = cast("eth_sendRawTransaction", "[\"" + raw + "\"]").asText();
    assertThat(cast("eth_getTransactionReceipt", "[\"" + hash + "\"]").get("status").asText())
        .isEqualTo("0x1");
    assertThat(cast("eth_getTransactionByHash", "[\"" + hash + "\"]").get("type").asText())
        .isEqualTo("0x2");
  }

  @Test
  void testingCommands() {
    assertThat(cast("evm_mine", "[]").asText()).isEqualTo("0x0");
    String snapshot = cast("evm_snapshot", "[]").asText();
    assertThat(cast("evm_increaseTime", "[3600]").asLong()).isEqualTo(3_600);
    assertThat(cast("evm_revert", "[\"" + snapshot + "\"]").asBoolean()).isTrue();
    assertThat(cast("openledger_hello", "[]").asText()).isEqualTo("hello " + List.of());
  }
}
