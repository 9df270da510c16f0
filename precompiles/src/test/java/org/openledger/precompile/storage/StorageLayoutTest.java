package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.datanet.Status;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * Every word of a native contract stands where solc puts it in the reference contract
 * (StorageLayouts.sol), and there is no word that the reference contract does not explain.
 */
class StorageLayoutTest {

  private static final String ATTESTATIONS = "InfluenceAttestations";
  private static final Address ALICE = TestNetwork.account(20);
  private static final Address BOB = TestNetwork.account(21);
  private static final long UPGRADE = 1L << 26;
  private static final Address CAROL = TestNetwork.account(22);

  private final TestNetwork network = new TestNetwork();
  private long model;

  @BeforeEach
  void aNetworkInUse() {
    long first = network.createDatanet();
    long datanet = network.createDatanet();
    assertThat(first).isEqualTo(1);
    long a = network.accepted(ALICE, datanet, "abcdefgh", "another document");
    network.contribute(BOB, datanet, "pending");
    long version = network.seal(datanet, a);
    network.attest(datanet, version);
    Object[] terms = network.terms(BigInteger.valueOf(1_234_567), 5, 6).toArray();
    terms[0] = Bytes32.repeat((byte) 1).toArray();
    terms[1] = Bytes32.repeat((byte) 2).toArray();
    terms[3] = Bytes32.repeat((byte) 3).toArray();
    terms[4] = BigInteger.valueOf(7_654_321);
    terms[12] = 1;
    terms[13] = AbiValues.address(BOB);
    model = network.deploy(Tuple.from(terms), datanet, version);
    network.settle(model, 259, "abcdefgh");
  }

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
  void datanetsAreLaidOutAsSolcDoesIt() throws IOException {
    SolidityLayout layout = layout(NativeAddress.DATANETS);
    assertThat(layout.value("datanetCount")).isEqualTo(2);
    assertThat(layout.value("contributionCount")).isEqualTo(2);
    for (long id = 1; id <= 2; id++) {
      assertThat(layout.value("datanets", id, "owner")).isEqualTo(number(TestNetwork.OWNER));
      assertThat(layout.value("datanets", id, "quorum")).isEqualTo(1);
      assertThat(layout.value("datanets", id, "treasury"))
          .isEqualTo(number(TestNetwork.DATANET_TREASURY));
      assertThat(layout.value("datanets", id, "tokenizer")).isEqualTo(number(TestNetwork.UTF8));
      assertThat(layout.value("datanets", id, "licence"))
          .isEqualTo(number(AbiValues.name("CC0-1.0")));
      assertThat(layout.value("datanets", id, "domain")).isEqualTo(number(AbiValues.name("tests")));
      assertThat(layout.value("datanets", id, "schema"))
          .isEqualTo(number(Bytes32.repeat((byte) 5)));
      assertThat(layout.value("datanets", id, "versions")).isEqualTo(id - 1);
      for (String flag : new String[] {"direct", "inlineContent", "open", "openAccess"}) {
        assertThat(layout.value("datanets", id, "policy", flag)).as(flag).isEqualTo(1);
      }
      isMember(layout, id, 0, TestNetwork.REVIEWER);
      Tuple contribution = network.read("Datanets", "contribution", id);
      assertThat(layout.value("contributions", id, "contributor"))
          .isEqualTo(number(id == 1 ? ALICE : BOB));
      assertThat(layout.value("contributions", id, "status"))
          .isEqualTo((id == 1 ? Status.ACCEPTED : Status.PENDING).code());
      assertThat(layout.value("contributions", id, "sealedIn")).isEqualTo(2 - id);
      assertThat(layout.value("contributions", id, "documents")).isEqualTo(3 - id);
      assertThat(layout.value("contributions", id, "datanet")).isEqualTo(2);
      assertThat(layout.value("contributions", id, "tokens"))
          .isEqualTo(contribution.<BigInteger>get(3));
      assertThat(layout.value("contributions", id, "deadline"))
          .isEqualTo(contribution.<BigInteger>get(9));
      assertThat(layout.value("contributions", id, "root"))
          .isEqualTo(new BigInteger(1, contribution.<byte[]>get(2)));
    }
    Tuple version = network.read("Datanets", "version", 2L, 1L);
    BigInteger digest = new BigInteger(1, version.<byte[]>get(3));
    assertThat(layout.value("versions", 2L, 1L, "segmentRoot"))
        .isEqualTo(new BigInteger(1, version.<byte[]>get(0)));
    assertThat(layout.value("versions", 2L, 1L, "indexDigest")).isEqualTo(digest);
    assertThat(layout.value("versions", 2L, 1L, "contributions")).isEqualTo(1);
    assertThat(layout.value("versions", 2L, 1L, "tokens")).isEqualTo(24);
    assertThat(layout.value("versions", 2L, 1L, "active")).isEqualTo(1);
    assertThat(layout.value("attestations", 2L, 1L, TestNetwork.OPERATOR)).isEqualTo(digest);
    // 1 and 2 are the platform's and the treasury's, since genesis.
    assertThat(layout.value("payees", 1L)).isEqualTo(3);
    assertThat(layout.value("payees", 2L)).isEqualTo(4);
    explainsEverything(layout, NativeAddress.DATANETS);
  }

  /** A third Datanet with all that the first two lack; every word in use is explained. */
  @Test
  void bondsVotesAccessAndSchedulesAreLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    Tuple policy = TestNetwork.policy(true, true, false, false, true, 11, 13, 17);
    long datanet =
        network.createDatanet(TestNetwork.settings(policy, 2, TestNetwork.REVIEWER, CAROL));
    network.send(TestNetwork.OWNER, "Datanets", "allowContributor", datanet, ALICE);
    network.send(TestNetwork.OWNER, "Datanets", "transferOwnership", datanet, BOB);
    Bytes32 commitment = Bytes32.repeat((byte) 9);
    network.pay(ALICE, BigInteger.valueOf(55), "Datanets", "commit", datanet, commitment, 5L);
    network.pay(
        ALICE,
        BigInteger.valueOf(22),
        "Datanets",
        "contributeInline",
        datanet,
        "",
        TestNetwork.content("ab"));
    network.send(CAROL, "Datanets", "markDuplicate", 4L, 2L, 9_999L, Bytes32.repeat((byte) 1));
    network.pay(
        CAROL,
        BigInteger.valueOf(39),
        "Datanets",
        "requestAccess",
        datanet,
        AbiValues.name("training"),
        3L);
    SolidityLayout layout = layout(NativeAddress.DATANETS);
    assertThat(layout.value("datanets", datanet, "quorum")).isEqualTo(2);
    assertThat(layout.value("datanets", datanet, "pendingOwner")).isEqualTo(number(BOB));
    assertThat(layout.value("datanets", datanet, "policy", "open")).isZero();
    assertThat(layout.value("datanets", datanet, "policy", "autoGrant")).isEqualTo(1);
    assertThat(layout.value("datanets", datanet, "policy", "bondPerToken")).isEqualTo(11);
    assertThat(layout.value("datanets", datanet, "policy", "accessPrice")).isEqualTo(13);
    assertThat(layout.value("datanets", datanet, "policy", "quota")).isEqualTo(17);
    isMember(layout, datanet, 0, TestNetwork.REVIEWER);
    isMember(layout, datanet, 1, CAROL);
    assertThat(layout.value("allowed", datanet, ALICE)).isEqualTo(1);
    assertThat(layout.value("quotaUsed", datanet, ALICE)).isEqualTo(7);
    assertThat(layout.value("contributions", 3L, "status")).isEqualTo(Status.COMMITTED.code());
    assertThat(layout.value("contributions", 3L, "root")).isEqualTo(number(commitment));
    assertThat(layout.value("contributions", 3L, "deadline")).isEqualTo(8_200);
    assertThat(layout.value("contributions", 3L, "releaseBlock")).isEqualTo(109_001);
    assertThat(layout.value("contributions", 3L, "bond")).isEqualTo(55);
    assertThat(layout.value("contributions", 4L, "bondState")).isEqualTo(1);
    assertThat(layout.value("contributions", 4L, "bond")).isEqualTo(22);
    assertThat(layout.value("votes", 4L, CAROL, "verdict")).isEqualTo(4);
    assertThat(layout.value("votes", 4L, CAROL, "overlap")).isEqualTo(9_999);
    assertThat(layout.value("votes", 4L, CAROL, "duplicateOf")).isEqualTo(2);
    assertThat(layout.value("requestCount")).isEqualTo(1);
    assertThat(layout.value("requests", 1L, "requester")).isEqualTo(number(CAROL));
    assertThat(layout.value("requests", 1L, "status")).isEqualTo(2);
    assertThat(layout.value("requests", 1L, "blocks")).isEqualTo(3);
    assertThat(layout.value("requests", 1L, "price")).isEqualTo(39);
    assertThat(layout.value("requests", 1L, "datanet")).isEqualTo(datanet);
    assertThat(layout.value("requests", 1L, "purpose"))
        .isEqualTo(number(AbiValues.name("training")));
    assertThat(layout.value("accesses", datanet, CAROL, "expiry")).isEqualTo(1_003);
    assertThat(layout.value("accesses", datanet, CAROL, "start")).isEqualTo(1_000);
    assertThat(layout.value("accesses", datanet, CAROL, "paidUntil")).isEqualTo(1_003);
    assertThat(layout.value("accesses", datanet, CAROL, "paid")).isEqualTo(39);
    assertThat(layout.value("accesses", datanet, CAROL, "purpose"))
        .isEqualTo(number(AbiValues.name("training")));
    assertThat(layout.value("liabilities")).isEqualTo(77);

    network.send(TestNetwork.REVIEWER, "Datanets", "markDuplicate", 4L, 2L, 1L, commitment);
    assertThat(layout.value("contributions", 4L, "duplicateOf")).isEqualTo(2);
    network.send(TestNetwork.GOVERNOR, "Datanets", "slash", 4L, BOB, commitment);
    assertThat(layout.value("contributions", 4L, "standing")).isEqualTo(3);
    assertThat(layout.value("payees", 4L)).isZero();
    schedules(layout);
  }

  private void schedules(SolidityLayout layout) {
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), ALICE);
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), BOB);
    long version = network.seal(1, network.accepted(ALICE, 1, "more"));
    Bytes32 digest = Bytes32.repeat((byte) 3);
    network.send(ALICE, "Datanets", "attest", 1L, version, digest);
    network.send(BOB, "Datanets", "attest", 1L, version, digest);
    assertThat(layout.value("versions", 1L, version, "activationBlock")).isEqualTo(8_200);
    assertThat(layout.value("versions", 1L, version, "indexDigest")).isEqualTo(number(digest));
    assertThat(layout.value("versions", 1L, version, "active")).isZero();
  }

  private static void isMember(SolidityLayout layout, long datanet, int index, Address account) {
    assertThat(layout.value("reviewers", datanet, "values"))
        .isEqualTo(index == 0 && datanet < 3 ? 1 : 2);
    assertThat(layout.value("reviewers", datanet, "values", index)).isEqualTo(number(account));
    assertThat(layout.value("reviewers", datanet, "positions", account)).isEqualTo(index + 1);
  }

  @Test
  void modelsAreLaidOutAsSolcDoesIt() throws IOException {
    SolidityLayout layout = layout(NativeAddress.MODELS);
    long child = network.propose(model, network.terms(BigInteger.TEN, 5, 6));
    network.send(TestNetwork.CREATOR, "Models", "addServingKey", model, ALICE);
    network.send(TestNetwork.CREATOR, "Models", "transferModel", model, ALICE);
    Tuple prices = AbiValues.tuple(1L, 2L, 3_000L, 3_500L, 3_500L);
    network.send(TestNetwork.CREATOR, "Models", "schedulePricing", model, prices, 7_200L);
    network.send(TestNetwork.CREATOR, "Models", "withdrawVersion", model, 2L);
    network.send(TestNetwork.CREATOR, "Models", "schedulePricing", model, prices, 7_300L);
    assertThat(layout.value("modelCount")).isEqualTo(2);
    Address key = network.servingKey.address();
    assertThat(layout.value("models", model, "servingKey")).isEqualTo(number(key));
    BigInteger creator =
        layout(NativeAddress.INFERENCE_FEES).value("accountOf", TestNetwork.CREATOR, "number");
    assertThat(layout.value("models", model, "creator")).isEqualTo(creator);
    assertThat(layout.value("models", model, "stage")).isEqualTo(Stage.DEPLOYED.code());
    assertThat(layout.value("models", model, "version")).isEqualTo(3);
    assertThat(layout.value("models", model, "fromBlock")).isEqualTo(7_300);
    assertThat(layout.value("models", model, "pendingCreator")).isEqualTo(number(ALICE));
    assertThat(layout.value("models", model, "versionCount")).isEqualTo(3);
    assertThat(layout.value("models", child, "depth")).isEqualTo(1);
    assertThat(layout.value("models", child, "parent")).isEqualTo(model);
    assertThat(layout.value("models", model, "tokenizer")).isEqualTo(number(TestNetwork.UTF8));
    assertThat(layout.value("models", model, "servingKeys", "values")).isEqualTo(2);
    assertThat(layout.value("models", model, "servingKeys", "values", 0)).isEqualTo(number(key));
    assertThat(layout.value("models", model, "servingKeys", "values", 1)).isEqualTo(number(ALICE));
    assertThat(layout.value("models", model, "servingKeys", "positions", key)).isEqualTo(1);
    assertThat(layout.value("models", model, "servingKeys", "positions", ALICE)).isEqualTo(2);
    firstVersionIsLaidOut(layout);
    pricesByThemselvesAreLaidOut(layout);
    for (String member : new String[] {"servingKey", "tokenizer"}) {
      layout.value("models", child, member);
    }
    layout.value("models", child, "servingKeys", "values");
    layout.value("models", child, "servingKeys", "values", 0);
    layout.value("models", child, "servingKeys", "positions", key);
    network.send(TestNetwork.CREATOR, "Models", "revokeServingKey", model, ALICE);
    assertThat(layout.value("models", model, "servingKeys", "disputableUntil", ALICE))
        .isEqualTo(network.host.blockNumber() + 3_600);
    for (String member : new String[] {"inputRate", "sink", "weightTable"}) {
      layout.value("models", child, "versions", 1L, member);
    }
    assertThat(layout.value("models", child, "versions", 1L, "links", 0)).isEqualTo((2L << 32) + 1);
    explainsEverything(layout, NativeAddress.MODELS);
  }

  private void firstVersionIsLaidOut(SolidityLayout layout) throws IOException {
    Object[][] expected = {
      {"inputRate", 7_654_321},
      {"outputRate", 1_234_567},
      {"creatorShare", 7_000},
      {"stakersShare", 1_000},
      {"contributorsShare", 2_000},
      {"predecessor", 0},
      {"source", 1},
      {
        "sink",
        layout(NativeAddress.INFERENCE_FEES).value("accountOf", BOB, "number").intValueExact()
      },
      {"minSpan", 5},
      {"minRarity", 6},
      {"maxWeight", 16_384},
      {"unit", 1},
      {"linkCount", 1},
      {"weightTableNumber", 1},
      {"fromBlock", 0},
      {"withdrawn", 0},
    };
    for (Object[] member : expected) {
      assertThat(layout.value("models", model, "versions", 1L, member[0]))
          .as((String) member[0])
          .isEqualTo((int) member[1]);
    }
    Object[][] hashes = {
      {"baseModel", Bytes32.repeat((byte) 1)},
      {"adapter", Bytes32.repeat((byte) 2)},
      {"configuration", Bytes32.repeat((byte) 3)},
      {"weightTable", Bytes32.wrap(network.<byte[]>read("Models", "weightTable", model))},
    };
    for (Object[] member : hashes) {
      assertThat(layout.value("models", model, "versions", 1L, member[0]))
          .as((String) member[0])
          .isEqualTo(number((Bytes32) member[1]));
    }
    assertThat(layout.value("models", model, "versions", 1L, "links", 0)).isEqualTo((2L << 32) + 1);
  }

  private void pricesByThemselvesAreLaidOut(SolidityLayout layout) {
    for (long version = 2; version <= 3; version++) {
      boolean withdrawn = version == 2;
      Object[][] expected = {
        {"inputRate", 1},
        {"outputRate", 2},
        {"creatorShare", 3_000},
        {"stakersShare", 3_500},
        {"contributorsShare", 3_500},
        {"predecessor", 1},
        {"source", 1},
        {"minSpan", 5},
        {"linkCount", 1},
        {"fromBlock", withdrawn ? 7_200 : 7_300},
        {"withdrawn", withdrawn ? 1 : 0},
        {"baseModel", 0},
      };
      for (Object[] member : expected) {
        assertThat(layout.value("models", model, "versions", version, member[0]))
            .as("%s of version %s", member[0], version)
            .isEqualTo((int) member[1]);
      }
    }
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
  void stakingIsLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    for (Address account : new Address[] {ALICE, BOB}) {
      network.pay(account, BigInteger.valueOf(1_000), "Staking", "deposit");
      network.send(account, "Staking", "delegate", BOB);
      for (long pool = 0; pool <= model; pool++) {
        network.send(account, "Staking", "stake", pool, 300L);
        network.send(account, "Staking", "unstake", pool, 90L);
      }
    }
    network.send(ALICE, "Staking", "approve", CAROL, 77L);
    Bytes32 evidence = Bytes32.repeat((byte) 1);
    network.send(TestNetwork.GOVERNOR, "Staking", "slashModel", model, 1_000L, evidence);
    network.send(TestNetwork.GOVERNOR, "Staking", "slashAccount", BOB, model, 500L, evidence);
    network.settle(model, 5, "abcdefgh");
    assertThat(layout(NativeAddress.MODELS).value("models", model, "stakersShare")).isEqualTo(50);
    assertThat(layout(NativeAddress.INFERENCE_FEES).value("models", model, "stakers"))
        .isEqualTo(network.send(ALICE, "InferenceFees", "accrued", model).<BigInteger>get(2))
        .isPositive();
    network.send(ALICE, "Staking", "claim", model);
    SolidityLayout layout = layout(NativeAddress.STAKING);
    assertThat(layout.value("totalSupply"))
        .isEqualTo(network.<BigInteger>read("Staking", "totalSupply"));
    for (Address account : new Address[] {ALICE, BOB, NativeAddress.STAKING.address()}) {
      assertThat(layout.value("accounts", account, "balance"))
          .isEqualTo(network.<BigInteger>read("Staking", "balanceOf", account))
          .isPositive();
    }
    assertThat(layout.value("accounts", ALICE, "delegatee")).isEqualTo(number(BOB));
    assertThat(layout.value("allowances", ALICE, CAROL)).isEqualTo(77);
    assertThat(layout.value("nonces", ALICE)).isZero();
    assertThat(layout.value("supplies")).isEqualTo(1);
    assertThat(layout.value("supplies", 0, "key")).isEqualTo(1_000);
    assertThat(layout.value("supplies", 0, "value")).isEqualTo(2 * (1_000 - 90 - 300));
    assertThat(layout.value("votes", BOB)).isEqualTo(1);
    assertThat(layout.value("votes", BOB, 0, "key")).isEqualTo(1_000);
    assertThat(layout.value("votes", BOB, 0, "value"))
        .isEqualTo(network.<BigInteger>read("Staking", "getVotes", BOB));
    poolsAreLaidOut(layout);
    for (Address account : new Address[] {ALICE, BOB}) {
      assertThat(layout.value("positionCounts", account)).isEqualTo(2);
    }
    explainsEverything(layout, NativeAddress.STAKING);
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

  private void poolsAreLaidOut(SolidityLayout layout) {
    String[] members = {
      "staked", "shares", "cooling", "coolingShares", "rewardPerShare", "remainder", "rewards"
    };
    for (long pool = 0; pool <= model; pool++) {
      Tuple is = network.read("Staking", "pool", pool);
      for (int i = 0; i < members.length; i++) {
        assertThat(layout.value("pools", pool, members[i]))
            .as(members[i])
            .isEqualTo(is.<BigInteger>get(i));
      }
      assertThat(layout.value("pools", pool, "slashedBlock")).isEqualTo(pool == 0 ? 0 : 1_000);
      for (Address account : new Address[] {ALICE, BOB}) {
        boolean slashed = pool == model && account.equals(BOB);
        assertThat(layout.value("positions", pool, account, "shares"))
            .isEqualTo(slashed ? 200 : 210);
        assertThat(layout.value("positions", pool, account, "coolingShares"))
            .isEqualTo(slashed ? 86 : 90);
        assertThat(layout.value("positions", pool, account, "unlockBlock")).isEqualTo(101_800);
        assertThat(layout.value("positions", pool, account, "slashedBlock"))
            .isEqualTo(slashed ? 1_000 : 0);
        layout.value("positions", pool, account, "fraction");
        layout.value("positions", pool, account, "rewardPerShare");
      }
    }
    assertThat(layout.value("positions", model, ALICE, "rewardPerShare"))
        .isEqualTo(layout.value("pools", model, "rewardPerShare"))
        .isPositive();
  }

  @Test
  void governanceIsLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    TestKey key = TestKey.of(5);
    network.pay(ALICE, TestNetwork.OPEN.multiply(BigInteger.valueOf(10_000)), "Staking", "deposit");
    network.send(ALICE, "Staking", "delegate", ALICE);
    network.pay(BOB, BigInteger.valueOf(77), "Staking", "deposit");
    network.send(BOB, "Staking", "delegate", BOB);
    network.pay(CAROL, BigInteger.valueOf(88), "Staking", "deposit");
    network.send(CAROL, "Staking", "delegate", key.address());
    network.host.setBlockNumber(1_001);
    BigInteger first = proposed("first");
    BigInteger second = proposed("second");
    network.host.setBlockNumber(1_001 + 7_201);
    for (BigInteger id : new BigInteger[] {first, second}) {
      network.send(ALICE, "Governance", "castVote", id, 1);
      network.send(BOB, "Governance", "castVote", id, 0);
    }
    byte[] digest = network.read("Governance", "ballotDigest", second, 2, key.address(), 0L);
    network.send(
        CAROL,
        "Governance",
        "castVoteBySig",
        second,
        2,
        key.address(),
        key.sign(Bytes32.wrap(digest)));
    network.host.setBlockNumber(1_001 + 7_201 + 50_400);
    network.send(CAROL, "Governance", "queue", proposal(Keccak256.hash("second")));
    network.host.setBlockNumber(1_001 + 7_201 + 2 * 50_400);
    network.send(CAROL, "Governance", "execute", proposal(Keccak256.hash("second")));
    SolidityLayout layout = layout(NativeAddress.GOVERNANCE);
    assertThat(layout.value("proposalCount")).isEqualTo(2);
    for (BigInteger id : new BigInteger[] {first, second}) {
      boolean ended = id.equals(second);
      Object[][] expected = {
        {"proposer", number(ALICE)},
        {"voteStart", BigInteger.valueOf(8_201)},
        {"votingPeriod", BigInteger.valueOf(50_400)},
        {"number", BigInteger.valueOf(ended ? 2 : 1)},
        {"end", BigInteger.valueOf(ended ? 2 : 0)},
        {"forVotes", TestNetwork.OPEN.multiply(BigInteger.valueOf(10_000))},
        {"againstVotes", BigInteger.valueOf(77)},
        {"abstainVotes", BigInteger.valueOf(ended ? 88 : 0)},
        {"eta", BigInteger.valueOf(ended ? 1_001 + 7_201 + 2 * 50_400 : 0)},
      };
      for (Object[] member : expected) {
        assertThat(layout.value("proposals", id, member[0]))
            .as((String) member[0])
            .isEqualTo((BigInteger) member[1]);
      }
    }
    for (int number = 1; number <= 2; number++) {
      assertThat(layout.value("rules", number))
          .isEqualTo((500L << 48) + (100_800L << 24) + 50_400L);
    }
    assertThat(layout.value("voted", ALICE, 0L)).isEqualTo(0b110);
    assertThat(layout.value("voted", BOB, 0L)).isEqualTo(0b110);
    assertThat(layout.value("voted", key.address(), 0L)).isEqualTo(0b100);
    assertThat(layout.value("nonces", key.address())).isEqualTo(1);
    explainsEverything(layout, NativeAddress.GOVERNANCE);
  }

  private BigInteger proposed(String description) {
    return network.send(ALICE, "Governance", "propose", proposal(description)).get(0);
  }

  /** An action without effect, as arguments of propose or, with the description's hash, others. */
  private static Object[] proposal(Object description) {
    byte[] data = TestNetwork.encode("Governance", "spend", ALICE, 0L).toArray();
    return new Object[] {
      new com.esaulpaugh.headlong.abi.Address[] {
        AbiValues.address(NativeAddress.GOVERNANCE.address())
      },
      new BigInteger[] {BigInteger.ZERO},
      new byte[][] {data},
      description
    };
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

  private SolidityLayout layout(NativeAddress contract) throws IOException {
    return new SolidityLayout(contract.contract(), contract.address(), network.host);
  }

  private void explainsEverything(SolidityLayout layout, NativeAddress contract) {
    assertThat(layout.read()).containsAll(network.host.storageOf(contract.address()).keySet());
  }

  private static BigInteger number(Bytes bytes) {
    return bytes.toUnsignedBigInteger();
  }

  private static BigInteger number(Address address) {
    return address.toBigInteger();
  }
}
