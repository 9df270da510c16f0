package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** The native contracts on a real Besu: one node for all tests, each with accounts of its own. */
@RequiresBesu
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BesuNodeTest {

  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final BigInteger PUSHED = BigInteger.valueOf(12_345);
  private static final long IN_THE_YEAR_2100 = 4_102_444_800L;
  private static final Bytes32 UTF8 = AbiValues.name("utf8-bytes");
  private static final org.openledger.precompile.host.Address SUICIDAL = address(0xca5e00);

  private final TestNetwork network = new TestNetwork();
  private final Twin twin = new Twin(network.configuration());
  private BesuNode node;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  @BeforeAll
  void startNode() {
    network.accounts().forEach(a -> twin.setBalance(a.address(), TestNetwork.COINS));
    node = start();
  }

  @AfterAll
  void stopNode() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  @Order(1)
  void thePluginInstallsVerifiesAndServesItsNamespace() {
    assertThat(node.log())
        .contains(
            "OpenLedger installed "
                + NativeAddress.values().length
                + " native contracts in 2 milestone(s); data in "
                + directory.resolve("indexes"))
        .contains("OpenLedger verified the native contracts and the chain's genesis state");
    assertThat(node.rpc("rpc_modules").has("openledger")).isTrue();
    JsonNode version = node.rpc("openledger_version");
    assertThat(version.path("suite").asText()).isEqualTo(System.getProperty("openledger.version"));
    assertThat(version.path("contracts").path("Datanets").asText())
        .isEqualTo(NativeAddress.DATANETS.address().toString());
  }

  @Test
  @Order(2)
  void aMethodsErrorKeepsItsCodeAndMessage() {
    RpcErrorAnswer missing = error("openledger_segmentStatus");
    assertThat(missing.code()).isEqualTo(-32602);
    RpcErrorAnswer unknown = error("openledger_segmentStatus", Bytes32.ZERO.toHexString());
    assertThat(unknown.code()).isEqualTo(-39001);
    assertThat(unknown).hasMessageContaining("No sealed version");
    assertThat(unknown.data()).isEqualTo("{\"error\":\"NOT_FOUND\"}");
  }

  @Test
  @Order(3)
  void transactionsDoWhatTheyDoInMemoryToTheGasAndTheLog() {
    List<Transaction> story =
        List.of(
            new Transaction(
                network.owner,
                NativeAddress.DATANETS,
                ZERO,
                TestNetwork.encode(
                    "Datanets", "createDatanet", "licences", settings(network.stranger))),
            new Transaction(
                network.owner,
                NativeAddress.DATANETS,
                ZERO,
                TestNetwork.encode("Datanets", "appointReviewer", 1L, network.admin.address())),
            new Transaction(
                network.owner,
                NativeAddress.DATANETS,
                ZERO,
                TestNetwork.encode("Datanets", "dismissReviewer", 1L, network.admin.address())),
            new Transaction(
                network.admin,
                NativeAddress.SYSTEM,
                ZERO,
                TestNetwork.encode(
                    "System", "setParameter", Parameter.MAX_OUTPUT.key(), BigInteger.TEN)),
            new Transaction(
                network.admin,
                NativeAddress.SYSTEM,
                ZERO,
                TestNetwork.encode(
                    "System", "grantRole", Role.OPERATOR.id(), network.owner.address())),
            // Reverts: a stranger; value to a function that takes none; an unknown function.
            new Transaction(
                network.stranger,
                NativeAddress.DATANETS,
                ZERO,
                TestNetwork.encode("Datanets", "appointReviewer", 1L, network.stranger.address())),
            new Transaction(
                network.stranger,
                NativeAddress.DATANETS,
                BigInteger.TEN,
                TestNetwork.encode("Datanets", "accept", 1L)),
            new Transaction(
                network.stranger, NativeAddress.MODELS, ZERO, Bytes.fromHexString("0x12345678")));

    List<String> raw = new ArrayList<>();
    List<Twin.Effect> expected = new ArrayList<>();
    for (Transaction transaction : story) {
      raw.add(transaction.sign());
      expected.add(transaction.on(twin));
    }
    List<JsonNode> receipts = node.replay(raw);
    for (int i = 0; i < story.size(); i++) {
      assertSame(receipts.get(i), expected.get(i));
    }
    assertThat(expected.stream().filter(e -> e.outcome() instanceof Outcome.Success)).hasSize(5);
    for (NativeAddress contract : NativeAddress.values()) {
      twin.memory()
          .storageOf(contract.address())
          .forEach(
              (key, word) ->
                  assertThat(
                          node.rpc(
                                  "eth_getStorageAt",
                                  contract.address().toString(),
                                  key.toBytes().toHexString(),
                                  "latest")
                              .asText())
                      .isEqualTo(word.toBytes().toHexString()));
    }
  }

  @Test
  @Order(4)
  void aRevertsDataReachesTheCaller() {
    Bytes input =
        TestNetwork.encode("Datanets", "appointReviewer", 999L, network.stranger.address());
    RpcErrorAnswer error =
        error("eth_call", call(NativeAddress.DATANETS.address(), input), "latest");
    assertThat(error.code()).isEqualTo(3);
    Bytes expected =
        ContractAbi.of("Datanets").error("UnknownDatanet").encode(BigInteger.valueOf(999));
    assertThat(error.data()).isEqualTo(expected.toHexString());
  }

  @Test
  @Order(5)
  void estimatedGasSufficesAndOneLessDoesNot() {
    Bytes input =
        TestNetwork.encode("System", "grantRole", Role.OPERATOR.id(), network.stranger.address());
    Map<String, Object> call =
        Map.of(
            "from", network.admin.address().toString(),
            "to", NativeAddress.SYSTEM.address().toString(),
            "data", input.toHexString());
    BigInteger estimate = BesuNode.quantity(node.rpc("eth_estimateGas", call));
    long exact =
        twin.transact(
                network.admin.address(),
                NativeAddress.SYSTEM.address(),
                ZERO,
                TestAccount.GAS,
                input)
            .gasUsed();
    assertThat(estimate.longValueExact()).isBetween(exact, exact + exact / 20);
    String caller = network.admin.address().toString();
    assertThat(node.rpc("eth_call", withGas(caller, input, exact), "latest").asText())
        .isEqualTo("0x");
    assertThat(error("eth_call", withGas(caller, input, exact - 1), "latest").getMessage())
        .containsIgnoringCase("gas");
    // The twin is ahead of the chain by this one call: bring the chain along.
    String raw = network.admin.transaction(NativeAddress.SYSTEM.address(), ZERO, input);
    assertThat(BesuNode.quantity(receipt(raw).path("gasUsed")).longValueExact()).isEqualTo(exact);
  }

  @Test
  @Order(6)
  void everyKindOfCallFromEvmCodeMeetsItsGuard() {
    Bytes view = TestNetwork.encode("Datanets", "datanetCount");
    Bytes write = TestNetwork.encode("Datanets", "appointReviewer", 1L, network.stranger.address());
    ContractAbi abi = ContractAbi.of("Datanets");
    String one = UInt256.ONE.toBytes().toHexString();

    assertThat(node.rpc("eth_call", call(forwarder(Forwarder.CALL), view), "latest").asText())
        .isEqualTo(one);
    assertThat(node.rpc("eth_call", call(forwarder(Forwarder.STATICCALL), view), "latest").asText())
        .isEqualTo(one);
    for (Forwarder foreign : List.of(Forwarder.DELEGATECALL, Forwarder.CALLCODE)) {
      assertThat(error("eth_call", call(forwarder(foreign), view), "latest").data())
          .as("%s", foreign)
          .isEqualTo(abi.error("DelegateCallNotAllowed").encode().toHexString());
    }
    assertThat(error("eth_call", call(forwarder(Forwarder.STATICCALL), write), "latest").data())
        .isEqualTo(abi.error("StaticCallNotAllowed").encode().toHexString());
    // The contract sees the forwarding contract as its caller, never the account behind it.
    assertThat(error("eth_call", call(forwarder(Forwarder.CALL), write), "latest").data())
        .isEqualTo(
            abi.error("NotOwner").encode(BigInteger.ONE, forwarder(Forwarder.CALL)).toHexString());
  }

  @Test
  @Order(7)
  void valueThatANestedCallRefusesComesBack() {
    Bytes write = TestNetwork.encode("Datanets", "accept", 1L);
    String raw =
        network.stranger.transaction(forwarder(Forwarder.CALL), BigInteger.valueOf(77), write);
    JsonNode receipt = receipt(raw);
    assertThat(receipt.path("status").asText()).isEqualTo("0x0");
    assertThat(balance(NativeAddress.DATANETS.address())).isZero();
    assertThat(balance(forwarder(Forwarder.CALL))).isZero();
    assertThat(balance(network.stranger.address())).isEqualTo(TestNetwork.COINS);
  }

  @Test
  @Order(8)
  void coinsThatWerePushedInAreSweptAndPaidOut() {
    org.openledger.precompile.host.Address fees = NativeAddress.INFERENCE_FEES.address();
    // EVM code pushes coins by SELFDESTRUCT; no code of ours runs.
    String push = network.stranger.transaction(SUICIDAL, ZERO, Bytes.EMPTY);
    receipt(push);
    assertThat(balance(fees)).isEqualTo(PUSHED);
    twin.setBalance(fees, PUSHED);

    List<Transaction> story =
        List.of(
            new Transaction(
                network.stranger,
                NativeAddress.INFERENCE_FEES,
                ZERO,
                TestNetwork.encode("InferenceFees", "sweepSurplus")),
            new Transaction(
                network.treasury,
                NativeAddress.INFERENCE_FEES,
                ZERO,
                TestNetwork.encode("InferenceFees", "withdrawTo", address(0xdead01))));
    for (Transaction transaction : story) {
      Twin.Effect expected = transaction.on(twin);
      assertThat(expected.outcome()).isInstanceOf(Outcome.Success.class);
      assertSame(receipt(transaction.sign()), expected);
    }
    assertThat(balance(fees)).isZero();
    assertThat(balance(address(0xdead01)))
        .isEqualTo(PUSHED)
        .isEqualTo(twin.balance(address(0xdead01)));
  }

  @Test
  @Order(9)
  void anOutOfGasCallBurnsAllAndChangesNothing() {
    Bytes input =
        TestNetwork.encode("Datanets", "createDatanet", "too dear", settings(network.stranger));
    Map<String, Object> call =
        Map.of(
            "from", network.stranger.address().toString(),
            "to", NativeAddress.DATANETS.address().toString(),
            "gas", "0x" + Long.toHexString(60_000),
            "data", input.toHexString());
    assertThat(error("eth_call", call, "latest").getMessage()).containsIgnoringCase("gas");
    assertThat(
            node.rpc(
                    "eth_call",
                    call(
                        NativeAddress.DATANETS.address(),
                        TestNetwork.encode("Datanets", "datanetCount")),
                    "latest")
                .asText())
        .isEqualTo(UInt256.ONE.toBytes().toHexString());
  }

  @Test
  @Order(10)
  void aSecondStartFindsTheFirstOnesData() {
    BigInteger before = BesuNode.quantity(node.rpc("eth_blockNumber"));
    node.close();
    node = start();
    assertThat(BesuNode.quantity(node.rpc("eth_blockNumber"))).isGreaterThanOrEqualTo(before);
    String raw =
        network.owner.transaction(
            NativeAddress.DATANETS.address(),
            ZERO,
            TestNetwork.encode("Datanets", "appointReviewer", 1L, network.admin.address()));
    assertThat(receipt(raw).path("status").asText()).isEqualTo("0x1");
  }

  private Tuple settings(TestAccount reviewer) {
    return AbiValues.tuple(
        Bytes32.ZERO,
        Bytes32.ZERO,
        UTF8,
        AbiValues.name("Apache-2.0"),
        network.treasury.address(),
        new Address[] {AbiValues.address(reviewer.address())},
        1L,
        AbiValues.tuple(true, true, true, true, false, 0L, 0L, 0L));
  }

  private record Transaction(TestAccount sender, NativeAddress to, BigInteger value, Bytes input) {

    String sign() {
      return sender.transaction(to.address(), value, input);
    }

    Twin.Effect on(Twin twin) {
      return twin.transact(sender.address(), to.address(), value, TestAccount.GAS, input);
    }
  }

  private static void assertSame(JsonNode receipt, Twin.Effect expected) {
    boolean success = expected.outcome() instanceof Outcome.Success;
    assertThat(receipt.path("status").asText()).isEqualTo(success ? "0x1" : "0x0");
    assertThat(BesuNode.quantity(receipt.path("gasUsed")).longValueExact())
        .isEqualTo(expected.gasUsed());
    List<MemoryHost.Emitted> logs = new ArrayList<>();
    for (JsonNode log : receipt.path("logs")) {
      List<Bytes32> topics = new ArrayList<>();
      log.path("topics").forEach(t -> topics.add(Bytes32.fromHexString(t.asText())));
      logs.add(
          new MemoryHost.Emitted(
              org.openledger.precompile.host.Address.fromHex(log.path("address").asText()),
              topics,
              Bytes.fromHexString(log.path("data").asText())));
    }
    assertThat(logs).isEqualTo(expected.logs());
    if (expected.outcome() instanceof Outcome.Revert revert) {
      assertThat(receipt.path("revertReason").asText()).isEqualTo(revert.data().toHexString());
    }
  }

  private BesuNode start() {
    return BesuNode.start(
        BesuHome.find().orElseThrow(),
        directory,
        genesis(),
        "--plugin-openledger-data-path=" + directory.resolve("indexes"));
  }

  private QbftGenesis genesis() {
    QbftGenesis genesis = network.plainGenesis().natives(network.configuration());
    genesis.fork("amsterdamTime", IN_THE_YEAR_2100);
    Arrays.stream(Forwarder.values())
        .forEach(
            kind -> genesis.code(forwarder(kind), kind.code(NativeAddress.DATANETS.address())));
    // PUSH2 0xa103, SELFDESTRUCT
    genesis.code(SUICIDAL, Bytes.fromHexString("0x61a103ff")).balance(SUICIDAL, PUSHED);
    return genesis;
  }

  private BigInteger balance(org.openledger.precompile.host.Address account) {
    return BesuNode.quantity(node.rpc("eth_getBalance", account.toString(), "latest"));
  }

  private JsonNode receipt(String transaction) {
    return node.replay(List.of(transaction)).getFirst();
  }

  private RpcErrorAnswer error(String method, Object... params) {
    return catchThrowableOfType(RpcErrorAnswer.class, () -> node.rpc(method, params));
  }

  private Map<String, Object> call(org.openledger.precompile.host.Address to, Bytes input) {
    return Map.of(
        "from",
        network.owner.address().toString(),
        "to",
        to.toString(),
        "data",
        input.toHexString());
  }

  private static Map<String, Object> withGas(String from, Bytes input, long gas) {
    return Map.of(
        "from",
        from,
        "to",
        NativeAddress.SYSTEM.address().toString(),
        "gas",
        "0x" + Long.toHexString(gas),
        "data",
        input.toHexString());
  }

  private static org.openledger.precompile.host.Address forwarder(Forwarder kind) {
    return address(0xca1100 + kind.ordinal());
  }

  private static org.openledger.precompile.host.Address address(long number) {
    return org.openledger.precompile.host.Address.fromWord(UInt256.valueOf(number));
  }
}
