package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.host.Address;

class CallsTest {

  private static final String FAKE = Fake.INSTANCE.address().toString();

  private TestNet net;
  private RpcClient rpc;

  @BeforeEach
  void start() throws IOException {
    net = new TestNet();
    rpc = net.rpc;
  }

  @AfterEach
  void stop() {
    net.close();
  }

  @Test
  void aCallNeverChangesState() {
    net.call(Fake.input(Fake.COUNT));
    JsonNode before = rpc.result("eth_getBlockByNumber", "latest", true);
    for (int i = 0; i < 3; i++) {
      assertThat(rpc.text("eth_call", to(Fake.input(Fake.COUNT)), "latest"))
          .isEqualTo(UInt256.valueOf(2).toHexString());
      rpc.text("eth_estimateGas", to(Fake.input(Fake.COUNT)));
      rpc.error("eth_call", to(Fake.input(Fake.REVERT)), "latest");
    }
    assertThat(rpc.result("eth_getBlockByNumber", "latest", true)).isEqualTo(before);
    assertThat(rpc.text("eth_getStorageAt", FAKE, "0x0", "latest"))
        .isEqualTo(UInt256.ONE.toHexString());
    assertThat(rpc.text("eth_getTransactionCount", Address.ZERO.toString(), "latest"))
        .isEqualTo("0x0");
    assertThat(net.heard).hasSize(1);
  }

  @Test
  void aCallRunsOnTheStateAndNumberOfItsBlock() {
    for (int i = 0; i < 4; i++) {
      net.call(Fake.input(Fake.COUNT));
    }
    String hash = rpc.result("eth_getBlockByNumber", "0x2", false).get("hash").asText();
    for (Object block :
        new Object[] {
          "0x2",
          "0x02",
          "0x0000000000002",
          hash,
          Map.of("blockHash", hash),
          Map.of("blockHash", hash, "requireCanonical", true),
          Map.of("blockNumber", "0x2")
        }) {
      assertThat(rpc.text("eth_call", to(Fake.input(Fake.COUNT)), block))
          .as(block.toString())
          .isEqualTo(UInt256.valueOf(3).toHexString());
      assertThat(rpc.text("eth_call", to(Fake.input(Fake.CONTEXT)), block))
          .endsWith("0000000000000002");
    }
    for (String tag : new String[] {"latest", "pending", "LATEST"}) {
      assertThat(rpc.text("eth_call", to(Fake.input(Fake.COUNT)), tag))
          .isEqualTo(UInt256.valueOf(5).toHexString());
    }
    assertThat(rpc.text("eth_call", to(Fake.input(Fake.COUNT)), "earliest"))
        .isEqualTo(UInt256.ONE.toHexString());
    assertThat(rpc.result("eth_call", to(Fake.input(Fake.COUNT)), "0x5").isNull()).isTrue();
    assertThat(rpc.result("eth_call", to(Fake.input(Fake.COUNT)), "0x" + "ab".repeat(32)).isNull())
        .isTrue();
  }

  @Test
  void aRevertAnswersAsBesuDoes() {
    // Error(string) with "no"
    String text =
        "0x08c379a0"
            + "0000000000000000000000000000000000000000000000000000000000000020"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "6e6f000000000000000000000000000000000000000000000000000000000000";
    for (String method : new String[] {"eth_call", "eth_estimateGas"}) {
      JsonNode custom =
          rpc.error(
              method, to(Fake.input(Fake.REVERT, Bytes.fromHexString("0x12345678"))), "latest");
      assertThat(custom.get("code").asInt()).isEqualTo(3);
      assertThat(custom.get("message").asText()).isEqualTo("Execution reverted");
      assertThat(custom.get("data").asText()).isEqualTo("0x12345678");
      JsonNode worded =
          rpc.error(method, to(Fake.input(Fake.REVERT, Bytes.fromHexString(text))), "latest");
      assertThat(worded.get("message").asText()).isEqualTo("Execution reverted (no)");
      assertThat(worded.get("data").asText()).isEqualTo(text);
      JsonNode bare = rpc.error(method, to(Fake.input(Fake.REVERT)), "latest");
      assertThat(bare.get("data").asText()).isEqualTo("0x");
      JsonNode halted = rpc.error(method, to(Fake.input(Fake.OUT_OF_GAS)), "latest");
      assertThat(halted.get("code").asInt()).isEqualTo(-32000);
      assertThat(halted.get("message").asText())
          .isEqualTo(
              "Transaction processing could not be completed due to an exception (Out of gas)");
    }
  }

  @Test
  void anEstimateIsExact() {
    Bytes big = Bytes.repeat((byte) 7, 500);
    String[] inputs = {
      "0x00",
      Fake.input(Fake.COUNT),
      Fake.input(Fake.ECHO, big),
      Fake.input(Fake.CONSUME, Bytes.ofUnsignedLong(123_457)),
      Fake.input(Fake.PICKY)
    };
    for (String input : inputs) {
      long estimate = estimate(to(input));
      JsonNode enough = net.call(0, estimate, BigInteger.ZERO, input);
      assertThat(enough.get("status").asText()).isEqualTo("0x1");
      if (!input.equals(Fake.input(Fake.PICKY))) {
        assertThat(TestNet.number(enough.get("gasUsed"))).isEqualTo(estimate);
      }
      if (estimate > 21_040) {
        String short1 =
            net.legacy(0, Fake.INSTANCE.address(), estimate - 1, BigInteger.ZERO, input);
        JsonNode response = rpc.raw("eth_sendRawTransaction", short1);
        assertThat(
                response.has("error")
                    || net.receipt(response.get("result").asText())
                        .get("status")
                        .asText()
                        .equals("0x0"))
            .as(input)
            .isTrue();
      }
    }
    assertThat(
            estimate(Map.of("to", TestNet.address(5), "from", TestNet.address(0), "value", "0x1")))
        .isEqualTo(21_000);
    // The path of PICKY needs 100,000 gas left though it uses 5,000.
    assertThat(estimate(to(Fake.input(Fake.PICKY)))).isEqualTo(100_000 + 21_000 + 16);
  }

  @Test
  void gasAndMoneyOfTheCallerAreLimits() {
    JsonNode poor =
        rpc.error(
            "eth_call", Map.of("from", TestNet.address(10), "to", FAKE, "value", "0x1"), "latest");
    assertThat(poor.get("code").asInt()).isEqualTo(-32004);
    JsonNode unaffordable =
        rpc.error(
            "eth_estimateGas",
            Map.of("from", TestNet.address(10), "to", FAKE, "gasPrice", "0x7d0"));
    assertThat(unaffordable.get("code").asInt()).isEqualTo(-32004);
    Map<String, Object> little = new HashMap<>(to(Fake.input(Fake.COUNT)));
    little.put("gas", "0x5207");
    assertThat(rpc.error("eth_call", little, "latest").get("code").asInt()).isEqualTo(-32003);
    little.put("gas", "0x10000000000000000");
    assertThat(rpc.error("eth_call", little, "latest").get("code").asInt()).isEqualTo(-32602);
    little.put("gas", "0xffffffffffffffff");
    assertThat(rpc.text("eth_call", little, "latest")).isEqualTo(UInt256.ONE.toHexString());
    Map<String, Object> consume =
        new HashMap<>(to(Fake.input(Fake.CONSUME, Bytes.ofUnsignedLong(100_000))));
    consume.put("gas", "0x10000");
    assertThat(rpc.error("eth_call", consume, "latest").get("message").asText())
        .contains("Out of gas");
    Map<String, Object> priced = new HashMap<>(to(Fake.input(Fake.COUNT)));
    priced.put("from", TestNet.address(0));
    priced.put("maxFeePerGas", "0x10");
    priced.put("maxPriorityFeePerGas", "0x11");
    assertThat(rpc.error("eth_call", priced, "latest").get("message").asText())
        .startsWith("Max priority fee per gas exceeds max fee per gas");
    priced.remove("maxFeePerGas");
    assertThat(rpc.error("eth_call", priced, "latest").get("message").asText())
        .startsWith("Max priority fee per gas exceeds max fee per gas");
  }

  @Test
  void aCallNamesItsBlockAndNoOtherChain() {
    Map<String, Object> call = new HashMap<>(to(Fake.input(Fake.COUNT)));
    assertThat(rpc.error("eth_call", call).get("message").asText())
        .startsWith("Invalid block param");
    call.put("chainId", "0x1898e1");
    assertThat(rpc.text("eth_call", call, "latest", Map.of())).isEqualTo(UInt256.ONE.toHexString());
    call.put("chainId", "0x1");
    assertThat(rpc.error("eth_call", call, "latest").get("message").asText())
        .isEqualTo(
            "Wrong chainId (transaction was meant for chain id 1 and not this chain id 1612001)");
  }

  @Test
  void inputAndDataAreTheSameThing() {
    String echo = Fake.input(Fake.ECHO, Bytes.of(9));
    assertThat(rpc.text("eth_call", Map.of("to", FAKE, "input", echo), "latest")).isEqualTo("0x09");
    assertThat(rpc.text("eth_call", Map.of("to", FAKE, "input", echo, "data", echo), "latest"))
        .isEqualTo("0x09");
    assertThat(
            rpc.error("eth_call", Map.of("to", FAKE, "input", echo, "data", "0x"), "latest")
                .get("code")
                .asInt())
        .isEqualTo(-32602);
    assertThat(rpc.text("eth_call", Map.of("to", TestNet.address(3)), "latest")).isEqualTo("0x");
  }

  private long estimate(Map<String, Object> call) {
    return TestNet.number(rpc.result("eth_estimateGas", call)).longValueExact();
  }

  private static Map<String, Object> to(String input) {
    return Map.of("to", FAKE, "data", input);
  }
}
