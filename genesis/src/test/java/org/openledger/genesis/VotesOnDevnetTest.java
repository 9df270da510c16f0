package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.genesis.VotedNetwork.ALICE;
import static org.openledger.genesis.VotedNetwork.BOB;
import static org.openledger.genesis.VotedNetwork.CAROL;
import static org.openledger.genesis.VotedNetwork.number;
import static org.openledger.genesis.VotedNetwork.open;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.ContractClient;
import org.openledger.client.RevertedException;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.genesis.VotedNetwork.Action;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Role;

/** Everything that votes decide, from proposal to effect, as a client does and sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VotesOnDevnetTest {

  private static final Wallet DAVE = VotedNetwork.account(4);
  private static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 9);

  /** Three tokens of utf8-bytes, and the mark that ends a document. */
  private static final Bytes CONTENT = Bytes.fromHexString("0x006100620063ffff");

  private VotedNetwork it;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    it = VotedNetwork.start(directory);
  }

  @AfterAll
  void stop() {
    it.close();
  }

  private static String address(Wallet wallet) {
    return wallet.address().toString();
  }

  @Test
  void rolesAreGrantedAndRevoked() {
    assertThat(it.ask("getGovernance").get("roles").toString())
        .isEqualTo("[\"admin\",\"governor\"]");
    assertThatThrownBy(
            () ->
                it.at(NativeAddress.SYSTEM)
                    .send(ALICE, "grantRole", Role.OPERATOR.id(), DAVE.address()))
        .hasMessageContaining("AccessControlUnauthorizedAccount");
    it.decide("A second operator", role("grantRole"));
    assertThat(operators()).contains(address(DAVE));
    it.decide("No longer", role("revokeRole"));
    assertThat(operators()).doesNotContain(address(DAVE));
  }

  private static Action role(String function) {
    return new Action(NativeAddress.SYSTEM, function, Role.OPERATOR.id(), DAVE.address());
  }

  private List<String> operators() {
    List<String> operators = new ArrayList<>();
    for (JsonNode role : it.ask("getNetwork").get("roles")) {
      if (role.get("role").asText().equals("operator")) {
        role.get("accounts").forEach(account -> operators.add(account.asText()));
      }
    }
    return operators;
  }

  /** The slashed stake is the treasury's, which votes spend. */
  @Test
  void stakeIsSlashedWithEvidenceAndTheTreasurySpent() {
    ContractClient staking = it.at(NativeAddress.STAKING);
    staking.send(List.of(staking.draft(DAVE, open(100), "deposit")));
    staking.send(DAVE, "stake", 0L, open(100));
    BigInteger before = new BigInteger(it.ask("getGovernance").get("treasury").asText());
    TransactionReceipt slashed =
        it.decide(
            "Dave has cheated",
            new Action(
                NativeAddress.STAKING, "slashAccount", DAVE.address(), 0L, 1_000L, EVIDENCE));
    assertThat(slashed.succeeded()).isTrue();
    JsonNode staker = it.ask("getStaker", address(DAVE));
    assertThat(staker.at("/general/staked").asText()).isEqualTo(open(90).toString());
    JsonNode governance = it.ask("getGovernance");
    assertThat(governance.get("treasury").asText()).isEqualTo(before.add(open(10)).toString());
    assertThat(governance.get("treasuryAccount").asText())
        .isEqualTo(VotedNetwork.GOVERNANCE.toString());
    Wallet winner = VotedNetwork.account(5);
    it.decide("A prize", new Action(NativeAddress.GOVERNANCE, "spend", winner.address(), open(6)));
    assertThat(it.ask("getGovernance").get("treasury").asText())
        .isEqualTo(before.add(open(4)).toString());
    BigInteger coins = balance(winner);
    it.at(NativeAddress.INFERENCE_FEES).send(winner, "withdraw");
    // Gas is free on this network.
    assertThat(balance(winner)).isEqualTo(coins.add(open(6)));
  }

  private BigInteger balance(Wallet wallet) {
    String balance = it.call("eth_getBalance", address(wallet), "latest").asText();
    return new BigInteger(balance.substring(2), 16);
  }

  @Test
  void aModelIsApprovedAndATextMadeCommons() {
    ContractClient datanets = it.at(NativeAddress.DATANETS);
    com.esaulpaugh.headlong.abi.Address[] reviewers = {AbiValues.address(BOB.address())};
    Tuple policy = AbiValues.tuple(true, true, true, true, true, 0L, 0L, 0L);
    Tuple settings =
        AbiValues.tuple(
            AbiValues.name("letters"),
            Bytes32.ZERO,
            AbiValues.name("utf8-bytes"),
            AbiValues.name("CC0-1.0"),
            ALICE.address(),
            reviewers,
            1L,
            policy);
    TransactionReceipt created = datanets.send(ALICE, "createDatanet", "Letters", settings);
    long datanet = id(datanets.event(created, "DatanetCreated"));
    datanets.send(CAROL, "contributeInline", datanet, "", CONTENT.toArrayUnsafe());
    long contribution = number(it.ask("listContributions").at("/items").get(0).get("id"));
    datanets.send(BOB, "accept", contribution);
    ContractClient models = it.at(NativeAddress.MODELS);
    TransactionReceipt proposed =
        models.send(ALICE, "propose", "letters", 0L, BOB.address(), terms());
    long model = id(models.event(proposed, "ModelProposed"));
    assertThatThrownBy(() -> models.send(ALICE, "advance", model))
        .hasMessageContaining("AccessControlUnauthorizedAccount");
    Action commons = new Action(NativeAddress.DATANETS, "markCommons", contribution, EVIDENCE);
    it.decide(
        "A model, and its text for all",
        new Action(NativeAddress.MODELS, "advance", model),
        commons);
    assertThat(it.ask("getModel", model).get("stage").asText()).isEqualTo("approved");
    assertThat(it.ask("getContribution", contribution).get("standing").asText())
        .isEqualTo("commons");
    // From here on the model is its creator's matter again.
    models.send(ALICE, "advance", model);
    assertThat(it.ask("getModel", model).get("stage").asText()).isEqualTo("dataCollection");
  }

  private static long id(Tuple event) {
    return event.<BigInteger>get(0).longValueExact();
  }

  private static Tuple terms() {
    BigInteger rate = BigInteger.TEN.pow(18);
    return AbiValues.tuple(
        EVIDENCE,
        Bytes32.ZERO,
        AbiValues.name("utf8-bytes"),
        Bytes32.ZERO,
        rate,
        rate,
        7_000L,
        1_000L,
        2_000L,
        6L,
        40L,
        16_384L,
        0,
        Address.ZERO);
  }

  @Test
  void aTokenizerIsRegisteredAndItsWeightTableChosen() {
    Bytes32 name = AbiValues.name("cl100k_base");
    Bytes32 table = NetworkConfiguration.shippedTokenizers().get(name).weightTable();
    assertThat(it.ask("getNetwork").get("tokenizers").findValuesAsText("id"))
        .containsExactly("utf8-bytes");
    it.decide(
        "Words",
        new Action(NativeAddress.SYSTEM, "registerTokenizer", name, table),
        new Action(NativeAddress.SYSTEM, "setWeightTable", name, table));
    assertThat(Set.copyOf(it.ask("getNetwork").get("tokenizers").findValuesAsText("id")))
        .isEqualTo(Set.of("utf8-bytes", "cl100k_base"));
    // What the release does not ship, no vote can bring in.
    Action unknown = new Action(NativeAddress.SYSTEM, "setWeightTable", name, EVIDENCE);
    BigInteger id = it.propose("Words of my own", unknown);
    it.vote(id);
    it.queue(id, "Words of my own", unknown);
    assertThatThrownBy(() -> it.execute(id, "Words of my own", unknown))
        .isInstanceOf(RevertedException.class);
    assertThat(it.state(id)).isEqualTo("queued");
  }

  /** Afterwards the chain goes back: this node's queries know version 1 only. */
  @Test
  void aNextProtocolVersionIsScheduledTakenBackAndActivated() {
    ContractClient system = it.at(NativeAddress.SYSTEM);
    String snapshot = it.call("evm_snapshot").asText();
    List<String> before = it.listed();
    long first = it.head() + 100;
    it.decide("Version 2", new Action(NativeAddress.SYSTEM, "scheduleProtocol", 2L, first));
    JsonNode version = it.ask("version");
    assertThat(version.get("scheduledProtocolVersion").asText()).isEqualTo("0x2");
    assertThat(number(version.get("scheduledProtocolBlock"))).isEqualTo(first);
    it.decide("Not yet", new Action(NativeAddress.SYSTEM, "cancelProtocol"));
    assertThat(it.ask("version").get("scheduledProtocolVersion").isNull()).isTrue();
    long block = it.head() + 100;
    it.decide(
        "Version 2 after all", new Action(NativeAddress.SYSTEM, "scheduleProtocol", 2L, block));
    it.mineTo(block - 2);
    long gas = delegate().gasUsed();
    assertThat(it.head()).isEqualTo(block - 1);
    assertThat(delegate().gasUsed()).isEqualTo(gas + UpgradeOnDevnetTest.DEARER);
    assertThat(system.callAfter(block - 1, "protocolVersion").<BigInteger>get(0)).isOne();
    assertThat(system.callAfter(block, "protocolVersion").<BigInteger>get(0)).isEqualTo(2);
    assertThat(it.call("evm_revert", snapshot).asBoolean()).isTrue();
    assertThat(it.listed()).isEqualTo(before);
  }

  private TransactionReceipt delegate() {
    return it.at(NativeAddress.STAKING).send(ALICE, "delegate", ALICE.address());
  }
}
