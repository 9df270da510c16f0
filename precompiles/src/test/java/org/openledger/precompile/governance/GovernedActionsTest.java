package org.openledger.precompile.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.governance.GovernanceFixture.BOB;
import static org.openledger.precompile.governance.GovernanceFixture.CAROL;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.DAVE;
import static org.openledger.precompile.governance.GovernanceFixture.SELF;
import static org.openledger.precompile.governance.GovernanceFixture.setParameter;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * What a vote can decide, each from proposal to effect, by a governance that is the only admin and
 * the only governor.
 */
class GovernedActionsTest {

  private static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 9);

  private final GovernanceFixture it = new GovernanceFixture();
  private final TestNetwork network = it.network;

  @BeforeEach
  void nobodyElseDecides() {
    network.send(ADMIN, "System", "revokeRole", Role.GOVERNOR.id(), TestNetwork.GOVERNOR);
    network.send(ADMIN, "System", "revokeRole", Role.ADMIN.id(), ADMIN);
  }

  @Test
  void parameters() {
    for (Parameter parameter : Parameter.values()) {
      if (!parameter.namesAccount()) {
        network.refuse(
            "AccessControlUnauthorizedAccount",
            ADMIN,
            "System",
            "setParameter",
            parameter.key(),
            parameter.standard());
      }
    }
    it.decide(
        "parameters", setParameter(Parameter.PLATFORM_FEE, 7), setParameter(Parameter.QUORUM, 1));
    assertThat(it.parameter(Parameter.PLATFORM_FEE)).isEqualTo(7);
    assertThat(it.<BigInteger>read("quorumNumerator")).isOne();
  }

  @Test
  void roles() {
    it.decide(
        "roles",
        Action.of("System", "grantRole", Role.OPERATOR.id(), DAVE),
        Action.of("System", "revokeRole", Role.OPERATOR.id(), TestNetwork.OPERATOR));
    assertThat(network.<Boolean>read("System", "hasRole", Role.OPERATOR.id(), DAVE)).isTrue();
    assertThat(network.<Boolean>read("System", "hasRole", Role.OPERATOR.id(), TestNetwork.OPERATOR))
        .isFalse();
  }

  @Test
  void slashesWithEvidence() {
    network.pay(DAVE, wei(1_000), "Staking", "deposit");
    network.send(DAVE, "Staking", "stake", 0L, 1_000L);
    BigInteger before = network.creditOf(TestNetwork.TREASURY);
    it.decide("slash", Action.of("Staking", "slashAccount", DAVE, 0L, 1_000L, EVIDENCE));
    assertThat(network.<BigInteger>read("Staking", "totalSupply")).isEqualTo(1_900);
    assertThat(network.creditOf(TestNetwork.TREASURY).subtract(before)).isEqualTo(100);
  }

  @Test
  void aModelsApprovalWithItsGrantAndItsVersions() {
    network.host.setBalance(SELF, UInt256.valueOf(5_000));
    it.decide(
        "treasury",
        Action.of("System", "setParameter", Parameter.TREASURY.key(), SELF.toBigInteger()));
    it.send(DAVE, "sweepSurplus");
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(CAROL, datanet, "abcdefgh"));
    network.attest(datanet, version);
    Tuple terms = network.terms(wei(80_000), 4, 1);
    long model = network.propose(0, terms);
    network.refuse("AccessControlUnauthorizedAccount", CREATOR, "Models", "advance", model);
    it.decide(
        "approve and grant",
        Action.of("Models", "advance", model),
        Action.of(CONTRACT, "spend", CREATOR, 3_000L));
    assertThat(network.creditOf(CREATOR)).isEqualTo(3_000);
    assertThat(it.<BigInteger>read("treasury")).isEqualTo(2_000);
    network.send(CREATOR, "Models", "advance", model);
    network.send(CREATOR, "Models", "link", model, datanet, version);
    for (int i = 0; i < 3; i++) {
      network.send(CREATOR, "Models", "advance", model);
    }
    assertThat(network.<Integer>read("Models", "stage", model)).isEqualTo(6);
    Tuple link = ContractFixture.tuple(datanet, version);
    long next =
        network
            .send(CREATOR, "Models", "proposeVersion", model, terms, new Tuple[] {link})
            .<BigInteger>get(0)
            .longValueExact();
    long from = it.block() + 10_000;
    it.decide("version", Action.of("Models", "approveVersion", model, next, from));
    Tuple scheduled = network.send(DAVE, "Models", "scheduled", model);
    assertThat(scheduled).isEqualTo(ContractFixture.tuple(next, from));
  }

  @Test
  void commonsTextAndRedressOfADatanet() {
    long datanet = network.createDatanet();
    long commons = network.accepted(BOB, datanet, "abcdefgh");
    long taken = network.accepted(BOB, datanet, "ijklmnop");
    network.seal(datanet, commons, taken);
    network.refuse(
        "AccessControlUnauthorizedAccount", DAVE, "Datanets", "markCommons", commons, EVIDENCE);
    network.refuse("TakeDownNotAllowed", DAVE, "Datanets", "takeDown", taken, EVIDENCE);
    it.decide(
        "redress",
        Action.of("Datanets", "markCommons", commons, EVIDENCE),
        Action.of("Datanets", "takeDown", taken, EVIDENCE));
    assertThat(network.host.logs().getLast().emitter()).isEqualTo(SELF);
  }

  @Test
  void weightTablesAndTokenizers() {
    NetworkConfiguration.shippedTokenizers()
        .forEach(
            (id, tokenizer) -> {
              network.refuse(
                  "AccessControlUnauthorizedAccount",
                  ADMIN,
                  "System",
                  "setWeightTable",
                  id,
                  tokenizer.weightTable());
              it.decide(
                  "table of " + id,
                  Action.of("System", "setWeightTable", id, tokenizer.weightTable()));
            });
  }
}
