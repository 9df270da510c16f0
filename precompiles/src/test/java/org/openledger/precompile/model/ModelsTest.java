package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.UTF8;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

class ModelsTest {

  private static final Address ALICE = account(20);
  private static final Address BOB = account(21);

  private final TestNetwork network = new TestNetwork();

  private Tuple terms() {
    return network.terms(BigInteger.TEN, 8, 8);
  }

  /** Valid terms with one member replaced. */
  private Tuple terms(int member, Object value) {
    Object[] members = terms().toArray();
    members[member] = AbiValues.tuple(value).get(0);
    return Tuple.from(members);
  }

  private long propose() {
    return network.propose(0, terms());
  }

  private long sealed(String text) {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, text));
    network.attest(datanet, version);
    return datanet;
  }

  private Address address(String function, long model) {
    return AbiValues.address(
        network.<com.esaulpaugh.headlong.abi.Address>read("Models", function, model));
  }

  @Test
  void aModelRemembersItsTermsAndTheWeightTableOfItsTokenizer() {
    long id = propose();
    assertThat(network.<Tuple>read("Models", "terms", id)).isEqualTo(terms());
    assertThat(address("creator", id)).isEqualTo(CREATOR);
    assertThat(network.<byte[]>read("Models", "weightTable", id))
        .isEqualTo(WeightTable.shipped("utf8-bytes").orElseThrow().hash());
    assertThat(network.<Integer>read("Models", "stage", id)).isEqualTo(Stage.PROPOSED.code());
    assertThat(network.<Tuple[]>read("Models", "links", id)).isEmpty();
    assertThat(network.<BigInteger[]>read("Models", "lineage", id)).isEmpty();
    assertThat(network.<BigInteger>read("Models", "currentVersion", id)).isEqualTo(1);
    assertThat(network.<BigInteger>read("Models", "versionCount", id)).isEqualTo(1);
    Tuple version = network.read("Models", "version", id, 1L);
    assertThat(version.<Integer>get(0)).isEqualTo(VersionState.PROPOSED.code());
    assertThat(version.<Tuple>get(5)).isEqualTo(terms());
    network.refuse("UnknownModel", ALICE, "Models", "terms", 0L);
    network.refuse("UnknownModelVersion", ALICE, "Models", "version", id, 0L);
    network.refuse("UnknownModelVersion", ALICE, "Models", "version", id, 2L);
  }

  @Test
  void termsOutOfBoundsAreRefused() {
    refuse("UnknownTokenizer", terms(2, AbiValues.name("no-such")));
    refuse("SharesDoNotAddUp", terms(6, 6_999L));
    refuse("ValueOutOfBounds", terms(6, 9_001L));
    refuse("ValueOutOfBounds", terms(7, 10_001L));
    refuse("ValueOutOfBounds", terms(4, Parameter.MAX_INPUT_RATE.standard().add(BigInteger.ONE)));
    refuse("ValueOutOfBounds", terms(5, Parameter.MAX_OUTPUT_RATE.standard().add(BigInteger.ONE)));
    refuse("ValueOutOfBounds", terms(4, BigInteger.TWO.pow(97)));
    refuse("ValueOutOfBounds", terms(9, 0L));
    refuse("ValueOutOfBounds", terms(10, 0L));
    refuse("ValueOutOfBounds", terms(11, 0L));
    refuse("ValueOutOfBounds", terms(9, BigInteger.TWO.pow(255)));
    refuse("ValueOutOfBounds", terms(9, 65L));
    refuse("ValueOutOfBounds", terms(10, 513L));
    refuse("ValueOutOfBounds", terms(11, 1_023L));
    refuse("ValueOutOfBounds", terms(11, 65_537L));
    refuse("ValueOutOfBounds", terms(8, 999L));
    refuse("ValueOutOfBounds", terms(12, 3));
    refuse("ValueOutOfBounds", terms(12, 255));
    refuse("NotPayable", terms(13, NativeAddress.MODELS.address()));
    network.refuse("ZeroAddress", CREATOR, "Models", "propose", "m", 0L, Address.ZERO, terms());
  }

  private void refuse(String error, Tuple terms) {
    network.refuse(
        error, CREATOR, "Models", "propose", "m", 0L, network.servingKey.address(), terms);
  }

  /** The largest values that each packed field must hold come back whole. */
  @Test
  void termsAtTheirLargestComeBackWhole() {
    BigInteger most = BigInteger.TWO.pow(80).subtract(BigInteger.ONE);
    set(Parameter.MAX_INPUT_RATE, most);
    set(Parameter.MAX_OUTPUT_RATE, most);
    set(Parameter.MAX_CREATOR_SHARE, BigInteger.valueOf(10_000));
    set(Parameter.MIN_CONTRIBUTORS_SHARE, BigInteger.ZERO);
    set(Parameter.MAX_MIN_SPAN, BigInteger.valueOf(4_096));
    set(Parameter.MAX_MIN_RARITY, BigInteger.valueOf(65_536));
    for (int whole = 6; whole <= 8; whole++) {
      Object[] members = terms().toArray();
      for (int hash : new int[] {0, 1, 3}) {
        members[hash] = Bytes32.repeat((byte) (0xf0 + hash)).toArray();
      }
      members[4] = most;
      members[5] = most;
      for (int share = 6; share <= 8; share++) {
        members[share] = BigInteger.valueOf(share == whole ? 10_000 : 0);
      }
      members[9] = BigInteger.valueOf(4_096);
      members[10] = BigInteger.valueOf(65_536);
      members[11] = BigInteger.valueOf(65_536);
      members[12] = 1;
      members[13] = AbiValues.address(BOB);
      long id = network.propose(0, Tuple.from(members));
      assertThat(network.<Tuple>read("Models", "terms", id)).isEqualTo(Tuple.from(members));
    }
  }

  private void set(Parameter parameter, BigInteger value) {
    network.send(TestNetwork.ADMIN, "System", "setParameter", parameter.key(), value);
  }

  @Test
  void eachStageHasItsGuard() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    long id = propose();
    network.refuse("AccessControlUnauthorizedAccount", CREATOR, "Models", "advance", id);
    network.refuse("WrongStage", CREATOR, "Models", "link", id, datanet, version);
    network.send(GOVERNOR, "Models", "advance", id);
    network.refuse("NotCreator", GOVERNOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    network.refuse("NoLinks", CREATOR, "Models", "advance", id);
    network.refuse("NotCreator", OWNER, "Models", "link", id, datanet, version);
    network.refuse("UnknownDatanet", CREATOR, "Models", "link", id, 9L, version);
    network.refuse("UnknownVersion", CREATOR, "Models", "link", id, datanet, 2L);
    network.send(CREATOR, "Models", "link", id, datanet, version);
    network.refuse("AlreadyLinked", CREATOR, "Models", "link", id, datanet, version);
    network.send(CREATOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    network.refuse("VersionNotActive", CREATOR, "Models", "advance", id);
    network.attest(datanet, version);
    network.send(CREATOR, "Models", "advance", id);
    assertThat(network.<Integer>read("Models", "stage", id)).isEqualTo(Stage.DEPLOYED.code());
    assertThat(network.<Tuple>read("Models", "version", id, 1L).<Integer>get(0))
        .isEqualTo(VersionState.CURRENT.code());
    network.refuse("WrongStage", CREATOR, "Models", "advance", id);
    network.refuse("NotCreator", OWNER, "Models", "retire", id);
    network.send(CREATOR, "Models", "retire", id);
    network.refuse("WrongStage", CREATOR, "Models", "retire", id);
    network.refuse("UnknownModel", CREATOR, "Models", "retire", 2L);
  }

  @Test
  void contentOfAnotherTokenizerCannotBeLinked() {
    Bytes32 other = AbiValues.name("cl100k_base");
    long datanet =
        network.createDatanet(
            TestNetwork.settings(other, ALICE, TestNetwork.openPolicy(), 1, TestNetwork.REVIEWER));
    byte[] content = {0, 0, 65, -1, -1, -1};
    network.send(ALICE, "Datanets", "contributeInline", datanet, "", content);
    network.send(TestNetwork.REVIEWER, "Datanets", "accept", 1L);
    network.send(OWNER, "Datanets", "seal", datanet, new BigInteger[] {BigInteger.ONE});
    long id = propose();
    network.send(GOVERNOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    Tuple details = network.refuse("TokenizerMismatch", CREATOR, "Models", "link", id, datanet, 1L);
    assertThat(Bytes32.wrap(details.<byte[]>get(0))).isEqualTo(UTF8);
    assertThat(Bytes32.wrap(details.<byte[]>get(1))).isEqualTo(other);
  }

  @Test
  void noMoreSegmentsThanTheNetworkAllowsAreLinked() {
    set(Parameter.MAX_SEGMENTS, BigInteger.ONE);
    long first = sealed("abcdefgh");
    long second = sealed("ijklmnop");
    long id = propose();
    network.send(GOVERNOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "link", id, first, 1L);
    network.refuse("TooManySegments", CREATOR, "Models", "link", id, second, 1L);
  }

  @Test
  void aChildStartsWithItsParentsDataAndMayOnlyAddToIt() {
    long datanet = sealed("abcdefgh");
    long other = sealed("ijklmnop");
    long parent = network.deploy(terms(), datanet, 1);
    network.seal(datanet, network.accepted(BOB, datanet, "qrstuvwx"));
    long child = network.propose(parent, terms());
    assertThat(network.<BigInteger[]>read("Models", "lineage", child))
        .containsExactly(BigInteger.valueOf(parent));
    assertThat(network.<Tuple[]>read("Models", "links", child))
        .containsExactly(AbiValues.tuple(datanet, 1L));
    network.send(GOVERNOR, "Models", "advance", child);
    network.send(CREATOR, "Models", "advance", child);
    network.refuse("AlreadyLinked", CREATOR, "Models", "link", child, datanet, 1L);
    network.send(CREATOR, "Models", "link", child, other, 1L);
    network.send(CREATOR, "Models", "link", child, datanet, 2L);
    assertThat(network.<Tuple[]>read("Models", "links", child))
        .containsExactly(AbiValues.tuple(datanet, 2L), AbiValues.tuple(other, 1L));
    assertThat(network.<Tuple[]>read("Models", "links", parent))
        .containsExactly(AbiValues.tuple(datanet, 1L));
  }

  @Test
  void aParentIsDeployedOrRetiredOfTheSameTokenizerAndNotTooDeep() {
    long datanet = sealed("abcdefgh");
    long raw = propose();
    refuseChild("WrongStage", raw, terms());
    refuseChild("UnknownModel", 99, terms());
    long parent = network.deploy(terms(), datanet, 1);
    refuseChild("TokenizerMismatch", parent, terms(2, AbiValues.name("cl100k_base")));
    network.send(CREATOR, "Models", "retire", parent);
    set(Parameter.MAX_LINEAGE, BigInteger.TWO);
    long child = network.propose(parent, terms());
    network.send(CREATOR, "Models", "retire", child);
    long grandchild = network.propose(child, terms());
    assertThat(network.<BigInteger[]>read("Models", "lineage", grandchild))
        .containsExactly(BigInteger.valueOf(child), BigInteger.valueOf(parent));
    network.send(CREATOR, "Models", "retire", grandchild);
    Tuple details = refuseChild("LineageTooDeep", grandchild, terms());
    assertThat(details).isEqualTo(AbiValues.tuple(3L, 2L));
    assertThat(network.<Tuple[]>read("Models", "links", grandchild))
        .containsExactly(AbiValues.tuple(datanet, 1L));
    set(Parameter.MAX_SEGMENTS, BigInteger.ONE);
    network.propose(parent, terms());
  }

  private Tuple refuseChild(String error, long parent, Tuple terms) {
    return network.refuse(
        error, CREATOR, "Models", "propose", "m", parent, network.servingKey.address(), terms);
  }

  @Test
  void aModelChangesHandsInTwoSteps() {
    long id = network.deploy(network.terms(wei(1_000_000_000), 4, 1), sealed("abcdefgh"), 1);
    network.refuse("NotCreator", ALICE, "Models", "transferModel", id, ALICE);
    network.refuse(
        "NotPayable", CREATOR, "Models", "transferModel", id, NativeAddress.MODELS.address());
    network.settle(id, 1, "abcdefgh");
    BigInteger earned = network.read("InferenceFees", "accrued", id);
    assertThat(earned).isPositive();
    network.send(CREATOR, "Models", "transferModel", id, ALICE);
    assertThat(address("pendingCreator", id)).isEqualTo(ALICE);
    assertThat(address("creator", id)).isEqualTo(CREATOR);
    network.refuse("NotPendingCreator", BOB, "Models", "acceptModel", id);
    network.refuse("NotPendingCreator", CREATOR, "Models", "acceptModel", id);
    network.send(CREATOR, "Models", "transferModel", id, Address.ZERO);
    network.refuse("NotPendingCreator", ALICE, "Models", "acceptModel", id);
    network.send(CREATOR, "Models", "transferModel", id, BOB);
    network.send(BOB, "Models", "acceptModel", id);
    network.refuse("NotPendingCreator", BOB, "Models", "acceptModel", id);
    assertThat(address("creator", id)).isEqualTo(BOB);
    assertThat(address("pendingCreator", id)).isEqualTo(Address.ZERO);
    network.settle(id, 2, "abcdefgh");
    network.collect(id);
    assertThat(network.creditOf(CREATOR)).isEqualTo(earned);
    assertThat(network.creditOf(BOB)).isEqualTo(earned);
    network.refuse("NotCreator", CREATOR, "Models", "retire", id);
    network.send(BOB, "Models", "retire", id);
  }

  private static BigInteger wei(long amount) {
    return BigInteger.valueOf(amount);
  }

  @Test
  void servingKeysAreAddedRevokedAndBounded() {
    long id = propose();
    Address first = network.servingKey.address();
    network.refuse("NotCreator", ALICE, "Models", "addServingKey", id, ALICE);
    network.refuse("ZeroAddress", CREATOR, "Models", "addServingKey", id, Address.ZERO);
    network.refuse("AlreadyServingKey", CREATOR, "Models", "addServingKey", id, first);
    network.send(CREATOR, "Models", "addServingKey", id, ALICE);
    network.send(CREATOR, "Models", "addServingKey", id, BOB);
    set(Parameter.MAX_SERVING_KEYS, BigInteger.valueOf(3));
    Tuple details =
        network.refuse("TooManyServingKeys", CREATOR, "Models", "addServingKey", id, account(22));
    assertThat(details).isEqualTo(AbiValues.tuple(id, 3L));
    keys(id, first, ALICE, BOB);
    network.refuse("NotCreator", ALICE, "Models", "revokeServingKey", id, ALICE);
    network.refuse("NotServingKey", CREATOR, "Models", "revokeServingKey", id, account(22));
    network.send(CREATOR, "Models", "revokeServingKey", id, first);
    keys(id, BOB, ALICE);
    assertThat(network.<Boolean>read("Models", "isServingKey", id, first)).isFalse();
    network.send(CREATOR, "Models", "revokeServingKey", id, ALICE);
    network.send(CREATOR, "Models", "revokeServingKey", id, BOB);
    keys(id);
    assertThat(network.<Boolean>read("Models", "isServingKey", id, Address.ZERO)).isFalse();
    network.send(CREATOR, "Models", "addServingKey", id, first);
    keys(id, first);
    network.send(CREATOR, "Models", "retire", id);
    network.refuse("WrongStage", CREATOR, "Models", "addServingKey", id, ALICE);
    network.send(CREATOR, "Models", "revokeServingKey", id, first);
  }

  private void keys(long id, Address... expected) {
    com.esaulpaugh.headlong.abi.Address[] keys = network.read("Models", "servingKeys", id);
    assertThat(keys).extracting(AbiValues::address).containsExactly(expected);
    for (Address key : expected) {
      assertThat(network.<Boolean>read("Models", "isServingKey", id, key)).isTrue();
    }
  }

  /** A stolen key stops in the block of its revocation, whatever version is current. */
  @Test
  void aRevokedKeysReceiptsDoNotSettle() {
    long id = network.deploy(network.terms(BigInteger.TEN, 4, 1), sealed("abcdefgh"), 1);
    network.settle(id, 1, "abcdefgh");
    network.send(CREATOR, "Models", "revokeServingKey", id, network.servingKey.address());
    network.refuse(
        "WrongSigner",
        TestNetwork.PAYER,
        network.gross(id, 0, 8),
        "InferenceFees",
        "settle",
        id,
        2L,
        TestNetwork.output("abcdefgh"),
        network.receipt(id, TestNetwork.PAYER, 2, 0, TestNetwork.output("abcdefgh")));
  }

  @Test
  void aModelOfADatanetNeedsItsCreatorsAccess() {
    Tuple closed = TestNetwork.policy(true, true, true, false, true, 0, 7, 0);
    long datanet = network.createDatanet(TestNetwork.settings(closed, 1, TestNetwork.REVIEWER));
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    long id = propose();
    network.send(GOVERNOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    Tuple details = network.refuse("NoAccess", CREATOR, "Models", "link", id, datanet, version);
    assertThat(details.<BigInteger>get(0)).isEqualTo(BigInteger.valueOf(datanet));
    network.pay(
        CREATOR,
        BigInteger.valueOf(70),
        "Datanets",
        "requestAccess",
        datanet,
        AbiValues.name("training"),
        10L);
    network.host.setBlockNumber(10);
    network.refuse("NoAccess", CREATOR, "Models", "link", id, datanet, version);
    network.host.setBlockNumber(9);
    network.send(CREATOR, "Models", "link", id, datanet, version);
  }

  @Test
  void aChildOfAnotherCreatorNeedsAccessToTheDataThatItTakesOver() {
    Tuple closed = TestNetwork.policy(true, true, true, false, false, 0, 7, 0);
    long datanet = network.createDatanet(TestNetwork.settings(closed, 1, TestNetwork.REVIEWER));
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    network.attest(datanet, version);
    network.host.setBlockNumber(5);
    network.send(
        OWNER, "Datanets", "giveAccess", datanet, CREATOR, AbiValues.name("training"), 100L);
    long parent = network.deploy(terms(), datanet, version);
    Object[] proposal = {"m", parent, network.servingKey.address(), terms()};
    network.refuse("NoAccess", BOB, "Models", "propose", proposal);
    network.host.setBlockNumber(200);
    network.send(CREATOR, "Models", "propose", proposal);
    network.send(OWNER, "Datanets", "giveAccess", datanet, BOB, AbiValues.name("training"), 300L);
    network.send(BOB, "Models", "propose", proposal);
  }

  @Test
  void theOwnerOfADatanetNeedsNoGrantForHisOwnModel() {
    Tuple closed = TestNetwork.policy(true, true, true, false, false, 0, 7, 0);
    long datanet = network.createDatanet(TestNetwork.settings(closed, 1, TestNetwork.REVIEWER));
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    long id =
        network
            .send(OWNER, "Models", "propose", "m", 0L, network.servingKey.address(), terms())
            .<BigInteger>get(0)
            .longValue();
    network.send(GOVERNOR, "Models", "advance", id);
    network.send(OWNER, "Models", "advance", id);
    network.send(OWNER, "Models", "link", id, datanet, version);
  }
}
