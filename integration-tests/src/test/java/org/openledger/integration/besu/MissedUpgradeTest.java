package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A chain goes over to a version of the protocol that a node's software lacks: blocks that call
 * nothing of ours are the same in all versions, so the node goes on with those, and with no others.
 */
@RequiresBesu
class MissedUpgradeTest {

  private static final long FIRST = 4;
  private static final Address SYSTEM = NativeAddress.SYSTEM.address();
  private static final Bytes CALL = TestNetwork.encode("System", "protocolVersion");
  private static final BigInteger NOTHING = BigInteger.ZERO;

  private final TestNetwork network = new TestNetwork();
  private final QbftGenesis genesis =
      network
          .plainGenesis()
          .natives(network.configuration())
          .word(SYSTEM, Activation.SLOT.key(), new Activation(1, 2, FIRST).word())
          .blocksEvery(300);

  @TempDir Path directory;

  @Test
  void pastTheBlockTheNodeTakesPartInBlocksThatCallNothing() {
    BesuHome home = BesuHome.find().orElseThrow();
    try (BesuNode node = BesuNode.start(home, directory, genesis)) {
      awaitHead(node, FIRST + 1);
      Address payee = Address.fromHex("0x00000000000000000000000000000000000b0b01");
      JsonNode paid =
          node.replay(List.of(network.owner.transaction(payee, BigInteger.TEN, Bytes.EMPTY)))
              .getFirst();
      assertThat(paid.get("status").asText()).isEqualTo("0x1");
      assertThat(BesuNode.quantity(paid.get("blockNumber")).longValueExact()).isGreaterThan(FIRST);
      assertKeeps(node, network.admin, SYSTEM);
      // Where version 2 may have a contract.
      assertKeeps(node, network.stranger, NativeAddress.reserved().getFirst());
      assertThatThrownBy(() -> node.rpc("openledger_conservation"))
          .isInstanceOf(RpcErrorAnswer.class);
      assertThat(node.log()).contains("OL-307").doesNotContain("OL-301");
      assertThat(node.rpc("openledger_readiness").path("reasons").findValuesAsText("code"))
          .contains("OL-411");
    }
    try (BesuNode again = BesuNode.launch(home, directory, genesis)) {
      assertThat(again.awaitExit(Duration.ofSeconds(60))).isEqualTo(78);
      assertThat(again.log())
          .contains(
              "OL-108 OpenLedger stops this node: the chain runs protocol version 2 from block "
                  + FIRST
                  + " on, this plugin knows up to 1");
    }
  }

  /** As a proposer it leaves the call in its pool, and as anybody's server it says no result. */
  private void assertKeeps(BesuNode node, TestAccount sender, Address contract) {
    String raw = sender.transaction(contract, NOTHING, CALL);
    String hash = node.rpc("eth_sendRawTransaction", raw).asText();
    awaitHead(node, head(node) + 4);
    assertThat(node.rpc("eth_getTransactionReceipt", hash).isNull()).as("%s", contract).isTrue();
    assertThat(node.rpc("eth_getTransactionByHash", hash).path("blockNumber").isNull()).isTrue();
    Map<String, String> call = Map.of("to", contract.toString(), "data", CALL.toHexString());
    assertThatThrownBy(() -> node.rpc("eth_call", call, "latest"))
        .as("%s", contract)
        .isInstanceOf(RpcErrorAnswer.class);
  }

  private static void awaitHead(BesuNode node, long block) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> head(node) >= block);
  }

  private static long head(BesuNode node) {
    return BesuNode.quantity(node.rpc("eth_blockNumber")).longValueExact();
  }
}
