package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * Every word of a native contract stands where solc puts it in the reference contract
 * (StorageLayouts.sol), and there is no word that the reference contract does not explain.
 */
class StorageLayoutTest extends NetworkInUse {

  private static final String ATTESTATIONS = "InfluenceAttestations";
  private static final long UPGRADE = 1L << 26;

  @Test
  void systemIsLaidOutAsSolcDoesIt() throws IOException {
    network.send(TestNetwork.ADMIN, "System", "scheduleProtocol", 2L, UPGRADE);
    SolidityLayout layout = layout(NativeAddress.SYSTEM);
    assertThat(layout.value("protocol", "version")).isEqualTo(1);
    assertThat(layout.value("protocol", "next")).isEqualTo(2);
    assertThat(layout.value("protocol", "fromBlock")).isEqualTo(UPGRADE);
    assertThat(layout.value("chainId")).isEqualTo(TestNetwork.CHAIN_ID);
    for (Parameter parameter : Parameter.values()) {
      assertThat(layout.value("parameters", parameter.key()))
          .isEqualTo(network.<BigInteger>read("System", "parameter", parameter.key()));
    }
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), ALICE);
    for (Role role : Role.values()) {
      int count = network.<BigInteger>read("System", "getRoleMemberCount", role.id()).intValue();
      assertThat(count).isEqualTo(role == Role.ATTESTER ? 0 : role == Role.OPERATOR ? 2 : 1);
      assertThat(layout.value("members", role.id(), "values")).isEqualTo(count);
      for (int i = 0; i < count; i++) {
        BigInteger member = layout.value("members", role.id(), "values", i);
        assertThat(layout.value("members", role.id(), "positions", Address.of(member)))
            .isEqualTo(i + 1);
      }
    }
    NetworkConfiguration.shippedTokenizers()
        .forEach(
            (id, tokenizer) -> {
              assertThat(layout.value("tokenizers", id, "hash"))
                  .isEqualTo(number(tokenizer.hash()));
              assertThat(layout.value("tokenizers", id, "vocabularySize"))
                  .isEqualTo(tokenizer.vocabularySize());
              assertThat(layout.value("tokenizers", id, "weightTable"))
                  .isEqualTo(number(tokenizer.weightTable()));
            });
    assertThat(layout.value("configuration", "platformFee"))
        .isEqualTo(Parameter.PLATFORM_FEE.standard());
    assertThat(layout.value("configuration", "platformAccount")).isEqualTo(1);
    assertThat(layout.value("configuration", "treasury")).isEqualTo(2);
    assertThat(layout.value("configuration", "maxInput")).isEqualTo(1L << 24);
    assertThat(layout.value("configuration", "maxOutput")).isEqualTo(16_384);
    assertThat(layout.value("configuration", "chainId")).isEqualTo(TestNetwork.CHAIN_ID);
    Object[][] governance = {
      {"proposalThreshold", Parameter.PROPOSAL_THRESHOLD},
      {"votingDelay", Parameter.VOTING_DELAY},
      {"votingPeriod", Parameter.VOTING_PERIOD},
      {"timelock", Parameter.TIMELOCK},
      {"grace", Parameter.PROPOSAL_GRACE},
      {"quorum", Parameter.QUORUM},
      {"maxActions", Parameter.MAX_ACTIONS},
    };
    for (Object[] member : governance) {
      assertThat(layout.value("governance", member[0]))
          .as((String) member[0])
          .isEqualTo(((Parameter) member[1]).standard());
    }
    explainsEverything(layout, NativeAddress.SYSTEM);
  }

  @Test
  void feesAreLaidOutAsSolcDoesIt() throws IOException {
    SolidityLayout layout = layout(NativeAddress.INFERENCE_FEES);
    assertThat(layout.value("liabilities"))
        .isEqualTo(network.<BigInteger>read("InferenceFees", "liabilities"));
    BigInteger tokens = BigInteger.valueOf(8);
    BigInteger gross = network.gross(model, 0, 8);
    Tuple accrued = network.send(ALICE, "InferenceFees", "accrued", model);
    assertThat(layout.value("platform"))
        .isEqualTo(network.<BigInteger>read("InferenceFees", "accruedPlatform"))
        .isPositive();
    assertThat(layout.value("models", model, "creator"))
        .isEqualTo(accrued.<BigInteger>get(0))
        .isPositive();
    assertThat(layout.value("stakers"))
        .isEqualTo(network.<BigInteger>read("InferenceFees", "accruedStakers"))
        .isPositive();
    assertThat(layout.value("models", model, "sink"))
        .isEqualTo(accrued.<BigInteger>get(1))
        .isPositive();
    assertThat(layout.value("models", model, "account"))
        .isEqualTo(network.<BigInteger>read("InferenceFees", "accountNumber", TestNetwork.CREATOR));
    assertThat(layout.value("models", model, "version")).isEqualTo(1);
    network.collect(model);
    network.host.setBlockNumber(1_000);
    Address payer = TestNetwork.PAYER;
    network.pay(payer, gross.add(tokens), "InferenceFees", "deposit");
    network.send(payer, "InferenceFees", "startWithdrawal", 5L);
    network.send(payer, "InferenceFees", "reserve", model, 2L, 0L, 8L);
    network.send(payer, "InferenceFees", "revokePermit", model, 257L);
    network.pay(payer, BigInteger.TEN, "InferenceFees", "depositPledge", model);
    network.send(payer, "InferenceFees", "startPledgeWithdrawal", model, 4L);
    network.pay(payer, tokens, "InferenceFees", "depositServingBond", model);
    network.send(TestNetwork.CREATOR, "InferenceFees", "startBondWithdrawal", model, 3L);
    for (Address account :
        new Address[] {
          ALICE, BOB, TestNetwork.CREATOR, TestNetwork.PLATFORM, TestNetwork.TREASURY
        }) {
      long number = layout.value("accountOf", account, "number").longValueExact();
      assertThat(number).isPositive();
      assertThat(layout.value("accounts", number)).isEqualTo(number(account));
      assertThat(layout.value("balances", number)).isEqualTo(network.creditOf(account));
    }
    assertThat(layout.value("accountCount")).isEqualTo(5);
    assertThat(layout.value("accountOf", payer, "deposit")).isEqualTo(8);
    assertThat(layout.value("accountOf", payer, "unlocking")).isEqualTo(5);
    assertThat(layout.value("accountOf", payer, "unlockBlock")).isEqualTo(4_600);
    assertThat(layout.value("accountOf", payer, "reserved")).isEqualTo(gross);
    assertThat(layout.value("reservations", payer, model, 2L, "amount")).isEqualTo(gross);
    assertThat(layout.value("reservations", payer, model, 2L, "deadline")).isEqualTo(4_600);
    assertThat(layout.value("reservations", payer, model, 2L, "inputTokens")).isZero();
    assertThat(layout.value("reservations", payer, model, 2L, "maxOutputTokens")).isEqualTo(8);
    assertThat(layout.value("models", model, "bond")).isEqualTo(8);
    assertThat(layout.value("models", model, "unlocking")).isEqualTo(3);
    assertThat(layout.value("models", model, "unlockBlock")).isEqualTo(4_600);
    // Request 259 is bit 3 of word 1.
    assertThat(layout.value("settled", payer, model, 1L)).isEqualTo(8);
    assertThat(layout.value("settled", payer, model, 0L)).isEqualTo(4);
    layout.value("permits", payer, model, 0L);
    layout.value("proved", payer, model, 0L);
    assertThat(layout.value("permitEnds", payer, model, 257L)).isEqualTo(4_600);
    assertThat(layout.value("pledges", payer, model, "amount")).isEqualTo(10);
    assertThat(layout.value("pledges", payer, model, "unlocking")).isEqualTo(4);
    assertThat(layout.value("pledges", payer, model, "unlockBlock")).isEqualTo(4_600);
    explainsEverything(layout, NativeAddress.INFERENCE_FEES);
  }

  @Test
  void influenceAttestationsAreLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.ATTESTER.id(), ALICE);
    network.pay(ALICE, Parameter.MIN_ATTESTER_BOND.standard(), ATTESTATIONS, "register");
    Object[] terms = network.terms(BigInteger.valueOf(80_000), 5, 6).toArray();
    terms[12] = 2;
    long other = network.deploy(Tuple.from(terms), 2, 1);
    network.settle(other, 1, "abcdefgh");
    network.host.setBlockNumber(10_000);
    network.settle(other, 2, "abcdefgh");
    SolidityLayout layout = layout(NativeAddress.INFLUENCE_ATTESTATIONS);
    assertThat(layout.value("liabilities")).isEqualTo(Parameter.MIN_ATTESTER_BOND.standard());
    assertThat(layout.value("active")).isEqualTo(1);
    assertThat(layout.value("seated")).isEqualTo(1);
    assertThat(layout.value("liableUntil")).isZero();
    assertThat(layout.value("seats", 1L)).isEqualTo(number(ALICE));
    assertThat(layout.value("attesters", ALICE, "bond")).isEqualTo(layout.value("liabilities"));
    for (String since : new String[] {"joined", "since"}) {
      assertThat(layout.value("attesters", ALICE, since)).isEqualTo(1_000);
    }
    assertThat(layout.value("attesters", ALICE, "unlockBlock")).isZero();
    assertThat(layout.value("attesters", ALICE, "seat")).isEqualTo(1);
    assertThat(layout.value("attesters", ALICE, "state")).isEqualTo(1);
    Tuple open = network.read(ATTESTATIONS, "openEpoch", other);
    String[] members = {"epoch", "version", "opened", "end", "pool", "attesters"};
    for (int i = 0; i < members.length; i++) {
      assertThat(layout.value("models", other, members[i]))
          .as(members[i])
          .isEqualTo(open.<BigInteger>get(i))
          .isPositive();
    }
    assertThat(layout.value("models", other, "resultWindow"))
        .isEqualTo(Parameter.RESULT_WINDOW.standard());
    assertThat(layout.value("models", other, "held")).isEqualTo(128);
    closedEpochIsLaidOut(layout, other);
    explainsEverything(layout, NativeAddress.INFLUENCE_ATTESTATIONS);
  }

  private void closedEpochIsLaidOut(SolidityLayout layout, long other) {
    Tuple epoch = network.read(ATTESTATIONS, "epochOf", other, 1L);
    String[] members = {"version", "pool", "opened", "deadline", "attesters", "round"};
    for (int i = 0; i < members.length; i++) {
      assertThat(layout.value("epochs", other, 1L, members[i]))
          .as(members[i])
          .isEqualTo(epoch.<BigInteger>get(1 + i));
    }
    assertThat(layout.value("epochs", other, 1L, "state")).isEqualTo(1);
  }

  @Test
  void servicesAreLaidOutAsSolcDoesIt() throws IOException {
    ServiceStory story = new ServiceStory(network, ALICE, BOB);
    story.tell();
    SolidityLayout layout = layout(NativeAddress.SERVICES);
    assertThat(layout.value("liabilities"))
        .isEqualTo(network.<BigInteger>read("Services", "liabilities"))
        .isPositive();
    assertThat(layout.value("providerCount")).isEqualTo(1);
    assertThat(layout.value("providerAt", 1L)).isEqualTo(number(BOB));
    story
        .expected()
        .forEach(
            (path, value) ->
                assertThat(layout.value(path.toArray())).as(path.toString()).isEqualTo(value));
    explainsEverything(layout, NativeAddress.SERVICES);
  }

  @Test
  void agentsAreLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    BigInteger gross = network.gross(model, 0, 8);
    Tuple limits = AbiValues.tuple(gross, Limits.MAX_WEI, 90L, 4_000_000L);
    Bytes32 metadata = Bytes32.repeat((byte) 6);
    long second = network.propose(0, network.terms(BigInteger.ONE, 4, 1));
    BigInteger[] both = {BigInteger.valueOf(model), BigInteger.valueOf(second)};
    network.send(ALICE, "Agents", "register", BOB, metadata, "u", limits, false, both);
    network.send(BOB, "Agents", "accept", 1L);
    network.pay(ALICE, TestNetwork.OPEN.multiply(BigInteger.TWO), "Agents", "fund", 1L);
    network.send(BOB, "InferenceFees", "reserve", model, 1L, 0L, 8L);
    network.host.setBlockNumber(1_100);
    network.send(BOB, "InferenceFees", "reserve", model, 2L, 0L, 8L);
    network.send(ALICE, "Agents", "transferOwnership", 1L, CAROL);
    SolidityLayout fees = layout(NativeAddress.INFERENCE_FEES);
    assertThat(fees.value("reservations", BOB, model, 2L, "agent")).isEqualTo(1);
    assertThat(fees.value("reservations", BOB, model, 2L, "period")).isEqualTo(1_090);
    assertThat(fees.value("accountOf", BOB, "unlockBlock")).isEqualTo(Holding.NEVER);
    SolidityLayout layout = layout(NativeAddress.AGENTS);
    assertThat(layout.value("agentCount")).isEqualTo(1);
    assertThat(layout.value("wallets", BOB, "agent")).isEqualTo(1);
    assertThat(layout.value("wallets", BOB, "last")).isEqualTo(1);
    assertThat(layout.value("agents", 1L, "perInference")).isEqualTo(gross);
    assertThat(layout.value("agents", 1L, "perPeriod")).isEqualTo(Limits.MAX_WEI);
    assertThat(layout.value("agents", 1L, "periodBlocks")).isEqualTo(90);
    assertThat(layout.value("agents", 1L, "expiry")).isEqualTo(4_000_000);
    assertThat(layout.value("agents", 1L, "status")).isEqualTo(AgentStatus.ACTIVE.code());
    assertThat(layout.value("agents", 1L, "models")).isEqualTo(2);
    assertThat(layout.value("agents", 1L, "spent")).isEqualTo(gross);
    assertThat(layout.value("agents", 1L, "begin")).isEqualTo(1_090);
    assertThat(layout.value("agents", 1L, "origin")).isEqualTo(1_000);
    assertThat(layout.value("agents", 1L, "total")).isEqualTo(gross.add(gross));
    assertThat(layout.value("agents", 1L, "owner")).isEqualTo(number(ALICE));
    assertThat(layout.value("agents", 1L, "pendingOwner")).isEqualTo(number(CAROL));
    assertThat(layout.value("agents", 1L, "wallet")).isEqualTo(number(BOB));
    assertThat(layout.value("agents", 1L, "metadata")).isEqualTo(number(metadata));
    assertThat(layout.value("models", 1L, 0)).isEqualTo(model);
    assertThat(layout.value("models", 1L, 1)).isEqualTo(second);
    explainsEverything(layout, NativeAddress.AGENTS);
  }
}
