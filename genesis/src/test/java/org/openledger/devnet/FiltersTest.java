package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.rpc.FilterMethods;
import org.openledger.devnet.rpc.Filters;
import org.openledger.devnet.rpc.LogMethods;
import org.openledger.devnet.rpc.RpcError;
import org.openledger.devnet.rpc.RpcMethod;

class FiltersTest {

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
  void aBlockFilterGivesEachHashOnceAndFollowsARevert() {
    net.call(Fake.input(Fake.COUNT));
    String id = rpc.text("eth_newBlockFilter");
    assertThat(rpc.result("eth_getFilterChanges", id)).isEmpty();
    String snapshot = rpc.text("evm_snapshot");
    JsonNode first = net.call(Fake.input(Fake.COUNT));
    JsonNode second = net.call(Fake.input(Fake.COUNT));
    assertThat(rpc.result("eth_getFilterChanges", id))
        .containsExactly(first.get("blockHash"), second.get("blockHash"));
    assertThat(rpc.result("eth_getFilterChanges", id)).isEmpty();
    rpc.result("evm_revert", snapshot);
    assertThat(rpc.result("eth_getFilterChanges", id)).isEmpty();
    JsonNode other = net.call(Fake.input(Fake.LOG));
    assertThat(rpc.result("eth_getFilterChanges", id)).containsExactly(other.get("blockHash"));
    assertThat(rpc.error("eth_getFilterLogs", id).get("message").asText())
        .isEqualTo("Logs filter not found");
  }

  @Test
  void aLogFilterGivesWhatIsNewAndTakesBackWhatIsReverted() {
    net.call(Fake.input(Fake.LOG, Bytes.of(1)));
    String id = rpc.text("eth_newFilter", Map.of("address", FAKE, "fromBlock", "0x0"));
    String none =
        rpc.text("eth_newFilter", Map.of("address", "0x00000000000000000000000000000000000000aa"));
    assertThat(rpc.result("eth_getFilterChanges", id)).isEmpty();
    assertThat(data(rpc.result("eth_getFilterLogs", id))).containsExactly("0x01");
    String snapshot = rpc.text("evm_snapshot");
    net.call(Fake.input(Fake.LOG, Bytes.of(2)));
    assertThat(data(rpc.result("eth_getFilterChanges", id))).containsExactly("0x02");
    net.call(Fake.input(Fake.LOG, Bytes.of(3)));
    rpc.result("evm_revert", snapshot);
    net.call(Fake.input(Fake.LOG, Bytes.of(4)));
    JsonNode changes = rpc.result("eth_getFilterChanges", id);
    // 3 was never told, so it is not taken back.
    assertThat(data(changes)).containsExactly("0x02", "0x04");
    assertThat(changes.get(0).get("removed").asBoolean()).isTrue();
    assertThat(changes.get(1).get("removed").asBoolean()).isFalse();
    assertThat(data(rpc.result("eth_getFilterLogs", id))).containsExactly("0x01", "0x04");
    assertThat(rpc.result("eth_getFilterChanges", none)).isEmpty();
    String ended = rpc.text("eth_newFilter", Map.of("toBlock", "latest", "fromBlock", "latest"));
    assertThat(rpc.result("eth_getFilterChanges", ended)).isEmpty();
  }

  @Test
  void aPendingFilterGivesHashesAsTheyArrive() {
    String id = rpc.text("eth_newPendingTransactionFilter");
    rpc.result("evm_setAutomine", false);
    String raw = net.legacy(0, Fake.INSTANCE.address(), 100_000, BigInteger.ZERO, "0x01");
    String hash = rpc.text("eth_sendRawTransaction", raw);
    assertThat(rpc.result("eth_getFilterChanges", id)).hasSize(1);
    rpc.result("evm_mine");
    assertThat(rpc.result("eth_getFilterChanges", id)).isEmpty();
    assertThat(net.receipt(hash).get("blockNumber").asText()).isEqualTo("0x1");
  }

  @Test
  void unknownFiltersAndWrongOnesAreTypedErrors() {
    assertThat(rpc.error("eth_getFilterChanges", "0x77").get("code").asInt()).isEqualTo(-32000);
    assertThat(rpc.error("eth_getFilterChanges", "x").get("message").asText())
        .isEqualTo("Filter not found");
    assertThat(rpc.result("eth_uninstallFilter", "0x77").asBoolean()).isFalse();
    String id = rpc.text("eth_newBlockFilter");
    assertThat(rpc.result("eth_uninstallFilter", id).asBoolean()).isTrue();
    assertThat(rpc.error("eth_getFilterChanges", id).get("code").asInt()).isEqualTo(-32000);
    for (Object filter :
        new Object[] {
          "x",
          7,
          Map.of("address", 7),
          Map.of("fromBlock", "0x5"),
          Map.of("fromBlock", "0x1", "toBlock", "0x0"),
          Map.of("topics", List.of(true)),
          Map.of("blockHash", "0x12")
        }) {
      assertThat(rpc.error("eth_newFilter", filter).get("code").asInt())
          .as("%s", filter)
          .isEqualTo(-32602);
    }
    assertThat(rpc.error("eth_newFilter").get("code").asInt()).isEqualTo(-32602);
    for (String method :
        List.of("eth_getFilterChanges", "eth_getFilterLogs", "eth_uninstallFilter")) {
      assertThat(rpc.error(method).get("code").asInt()).isEqualTo(-32602);
      assertThat(rpc.error(method, 7).get("code").asInt()).isEqualTo(-32602);
    }
  }

  @Test
  void filtersAreBoundedAndForgottenWhenNobodyAsks() throws RpcError {
    long[] now = {0};
    Filters filters = new Filters(net.devnet.chain(), () -> now[0]);
    Map<String, RpcMethod> methods = new FilterMethods(filters, net.devnet.chain()).methods();
    Object asked = methods.get("eth_newBlockFilter").call(List.of());
    for (int i = 1; i < Filters.MAX_FILTERS; i++) {
      methods.get("eth_newBlockFilter").call(List.of());
    }
    assertThatThrownBy(() -> methods.get("eth_newPendingTransactionFilter").call(List.of()))
        .isInstanceOf(RpcError.class)
        .hasMessageStartingWith("Maximum number of active filters exceeded");
    now[0] = Filters.LIFE.toNanos();
    assertThat(methods.get("eth_getFilterChanges").call(List.of(asked))).isEqualTo(List.of());
    now[0]++;
    assertThat(methods.get("eth_newFilter").call(List.of(Map.of()))).isNotNull();
    assertThat(methods.get("eth_getFilterChanges").call(List.of(asked))).isEqualTo(List.of());
    assertThatThrownBy(() -> methods.get("eth_getFilterChanges").call(List.of("0x2")))
        .hasMessage("Filter not found");
  }

  @Test
  void aFilterWhoseOwnerFellBehindIsServedInParts() {
    String id = rpc.text("eth_newFilter", Map.of());
    int perBlock = 4_000;
    for (int i = 0; i < 4; i++) {
      net.call(
          0, 10_000_000, BigInteger.ZERO, Fake.input(Fake.LOGS, Bytes.ofUnsignedInt(perBlock)));
    }
    assertThat(rpc.result("eth_getFilterChanges", id)).hasSize(2 * perBlock);
    assertThat(rpc.result("eth_getFilterChanges", id)).hasSize(2 * perBlock);
    net.call(
        0,
        10_000_000,
        BigInteger.ZERO,
        Fake.input(Fake.LOGS, Bytes.ofUnsignedInt(LogMethods.MAX_LOGS + 1)));
    net.call(Fake.input(Fake.LOG));
    assertThat(rpc.error("eth_getFilterChanges", id).get("message").asText())
        .contains("block 5, which is passed over");
    assertThat(rpc.result("eth_getFilterChanges", id)).hasSize(1);
  }

  @Test
  void aRangeOfTooManyBlocksIsRefusedInBesusWords() {
    rpc.result("evm_mine", Map.of("blocks", LogMethods.MAX_BLOCKS + 1));
    assertThat(rpc.result("eth_getLogs", Map.of("fromBlock", "0x1"))).isEmpty();
    JsonNode error = rpc.error("eth_getLogs", Map.of("fromBlock", "0x0"));
    assertThat(error.get("code").asInt()).isEqualTo(-32005);
    assertThat(error.get("message").asText())
        .startsWith("Requested range exceeds maximum RPC range limit");
  }

  private static List<String> data(JsonNode logs) {
    return logs.findValuesAsText("data");
  }
}
