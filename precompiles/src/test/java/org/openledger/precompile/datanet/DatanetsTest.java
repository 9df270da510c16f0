package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;
import static org.openledger.precompile.TestNetwork.UTF8;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

class DatanetsTest {

  private static final Address ALICE = account(20);
  private static final Address BOB = account(21);
  private static final Bytes32 WRONG = Bytes32.repeat((byte) 7);

  private final TestNetwork network = new TestNetwork();

  @Test
  void aDatanetRemembersWhatItWasCreatedWith() {
    long id = network.createDatanet();
    assertThat(id).isEqualTo(1);
    assertThat(network.<Tuple>read("Datanets", "datanet", id))
        .isEqualTo(
            AbiValues.tuple(
                OWNER,
                DATANET_TREASURY,
                UTF8,
                AbiValues.name("CC0-1.0"),
                0L,
                AbiValues.name("tests"),
                Bytes32.repeat((byte) 5),
                Address.ZERO,
                1L,
                TestNetwork.openPolicy()));
    assertThat(network.<Boolean>read("Datanets", "isReviewer", id, REVIEWER)).isTrue();
    assertThat(network.<Boolean>read("Datanets", "isReviewer", id, OWNER)).isFalse();
    assertThat(network.createDatanet()).isEqualTo(2);
  }

  @Test
  void aDatanetNeedsARegisteredTokenizerAndATreasury() {
    Tuple policy = TestNetwork.openPolicy();
    Bytes32 unknown = AbiValues.name("no-such");
    Address treasury = DATANET_TREASURY;
    Address fees = NativeAddress.INFERENCE_FEES.address();
    refuseCreate("UnknownTokenizer", TestNetwork.settings(unknown, treasury, policy, 1, REVIEWER));
    refuseCreate("ZeroAddress", TestNetwork.settings(UTF8, Address.ZERO, policy, 1, REVIEWER));
    refuseCreate("NotPayable", TestNetwork.settings(UTF8, fees, policy, 1, REVIEWER));
    refuseCreate("ZeroAddress", TestNetwork.settings(policy, 1, REVIEWER, Address.ZERO));
    assertThat(network.<BigInteger>read("Datanets", "datanetCount")).isZero();
  }

  @Test
  void aQuorumIsAtLeastOneAndAtMostTheNumberOfReviewers() {
    Tuple policy = TestNetwork.openPolicy();
    refuseCreate("ValueOutOfBounds", TestNetwork.settings(policy, 1));
    refuseCreate("ValueOutOfBounds", TestNetwork.settings(policy, 0, REVIEWER));
    refuseCreate("ValueOutOfBounds", TestNetwork.settings(policy, 2, REVIEWER));
    refuseCreate("ValueOutOfBounds", TestNetwork.settings(policy, 2, REVIEWER, REVIEWER));
    long id = network.createDatanet(TestNetwork.settings(policy, 2, REVIEWER, ALICE));
    network.refuse("ValueOutOfBounds", OWNER, "Datanets", "dismissReviewer", id, ALICE);
    network.refuse("ValueOutOfBounds", OWNER, "Datanets", "setQuorum", id, 3L);
    network.refuse("NotOwner", ALICE, "Datanets", "setQuorum", id, 1L);
    network.send(OWNER, "Datanets", "setQuorum", id, 1L);
    network.send(OWNER, "Datanets", "dismissReviewer", id, ALICE);
    network.refuse("ValueOutOfBounds", OWNER, "Datanets", "dismissReviewer", id, REVIEWER);
    Object[] reviewers = network.read("Datanets", "reviewers", id);
    assertThat(reviewers).containsExactly(AbiValues.address(REVIEWER));
  }

  @Test
  void aDatanetHasNoMoreReviewersThanTheNetworkAllows() {
    network.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.MAX_REVIEWERS.key(), 2L);
    Tuple policy = TestNetwork.openPolicy();
    refuseCreate("TooManyReviewers", TestNetwork.settings(policy, 1, REVIEWER, ALICE, BOB));
    long id = network.createDatanet(TestNetwork.settings(policy, 1, REVIEWER, ALICE));
    network.refuse("TooManyReviewers", OWNER, "Datanets", "appointReviewer", id, BOB);
  }

  private void refuseCreate(String error, Tuple settings) {
    network.refuse(error, OWNER, "Datanets", "createDatanet", "n", settings);
  }

  @Test
  void onlyTheOwnerAppointsAndDismissesReviewers() {
    long id = network.createDatanet();
    network.refuse("NotOwner", ALICE, "Datanets", "appointReviewer", id, ALICE);
    network.refuse("NotOwner", REVIEWER, "Datanets", "dismissReviewer", id, REVIEWER);
    network.refuse("UnknownDatanet", OWNER, "Datanets", "appointReviewer", 2L, ALICE);
    network.refuse("ZeroAddress", OWNER, "Datanets", "appointReviewer", id, Address.ZERO);
    network.send(OWNER, "Datanets", "appointReviewer", id, ALICE);
    int logs = network.host.logs().size();
    network.send(OWNER, "Datanets", "appointReviewer", id, ALICE);
    assertThat(network.host.logs()).hasSize(logs);
    network.send(OWNER, "Datanets", "dismissReviewer", id, ALICE);
    assertThat(network.<Boolean>read("Datanets", "isReviewer", id, ALICE)).isFalse();
  }

  @Test
  void contributionsAreNumberedInOneSequenceOverAllDatanets() {
    long first = network.createDatanet();
    long second = network.createDatanet();
    assertThat(network.contribute(ALICE, first, "aaa")).isEqualTo(1);
    assertThat(network.contribute(BOB, second, "bbb", "")).isEqualTo(2);
    assertThat(network.contribute(ALICE, first, "ccc")).isEqualTo(3);
    Content content = Content.parse(TestNetwork.content("bbb", ""), 256);
    assertThat(network.<Tuple>read("Datanets", "contribution", 2L))
        .isEqualTo(
            AbiValues.tuple(
                second,
                BOB,
                Bytes.wrap(content.root()),
                3L,
                2L,
                Status.PENDING.code(),
                0L,
                Standing.PAID.code(),
                0L,
                0L,
                0L,
                BondState.NONE.code(),
                0L));
  }

  @Test
  void theContentOfAContributionIsInItsEvent() {
    long datanet = network.createDatanet();
    network.contribute(ALICE, datanet, "hello", "world");
    var event = ContractAbi.of("Datanets").event("ContentPublished");
    MemoryHost.Emitted log = network.host.logs().getLast();
    Tuple values = event.decode(log.topics(), log.data());
    assertThat(values.<byte[]>get(2)).isEqualTo(TestNetwork.content("hello", "world"));
  }

  @Test
  void malformedOrTooLargeContentIsRefusedWithAReason() {
    long datanet = network.createDatanet();
    SortedMap<String, String> reasons = new TreeMap<>();
    reasons.put("0x", "no document");
    reasons.put("0x00", "an id is truncated");
    reasons.put("0x0041ffff00", "an id is truncated");
    reasons.put("0x0041", "the last document is not terminated");
    reasons.put("0xffff0041", "the last document is not terminated");
    reasons.put("0x0100ffff", "an id is not below the vocabulary size");
    reasons.put("0xfffeffff", "an id is not below the vocabulary size");
    for (String content : reasons.keySet()) {
      Tuple details =
          network.refuse(
              "MalformedContent",
              ALICE,
              "Datanets",
              "contributeInline",
              datanet,
              "",
              Bytes.fromHexString(content));
      assertThat(details.<String>get(0)).as(content).isEqualTo(reasons.get(content));
    }
    Tuple size =
        network.refuse(
            "ContentTooLarge",
            ALICE,
            "Datanets",
            "contributeInline",
            datanet,
            "",
            new byte[(1 << 20) + 2]);
    assertThat(size.<BigInteger>get(1)).isEqualTo(BigInteger.valueOf(1 << 20));
    network.refuse(
        "UnknownDatanet", ALICE, "Datanets", "contributeInline", 9L, "", TestNetwork.content("x"));
  }

  @Test
  void aReviewerJudgesPendingContributionsOfOthersOnce() {
    long datanet = network.createDatanet();
    long id = network.contribute(ALICE, datanet, "abc");
    network.refuse("NotReviewer", ALICE, "Datanets", "accept", id);
    network.refuse("UnknownContribution", REVIEWER, "Datanets", "accept", 2L);
    network.refuse("UnknownContribution", REVIEWER, "Datanets", "accept", 0L);
    network.send(REVIEWER, "Datanets", "accept", id);
    network.refuse("WrongStatus", REVIEWER, "Datanets", "accept", id);
    network.refuse("WrongStatus", REVIEWER, "Datanets", "reject", id, Bytes32.ZERO);

    long own = network.contribute(REVIEWER, datanet, "mine");
    network.refuse("OwnContribution", REVIEWER, "Datanets", "accept", own);

    long copy = network.contribute(BOB, datanet, "abc");
    network.refuse(
        "NotEarlier", REVIEWER, "Datanets", "markDuplicate", copy, copy, 10_000L, Bytes32.ZERO);
    network.refuse(
        "NotEarlier", REVIEWER, "Datanets", "markDuplicate", copy, 0L, 10_000L, Bytes32.ZERO);
    network.send(REVIEWER, "Datanets", "markDuplicate", copy, id, 10_000L, Bytes32.ZERO);
    assertThat(network.<Tuple>read("Datanets", "contribution", copy).<Integer>get(5))
        .isEqualTo(Status.DUPLICATE.code());
  }

  @Test
  void aVersionHoldsAcceptedContributionsOnceInAscendingOrder() {
    long datanet = network.createDatanet();
    long other = network.createDatanet();
    long a = network.accepted(ALICE, datanet, "a");
    long b = network.accepted(BOB, datanet, "b");
    long pending = network.contribute(BOB, datanet, "c");
    long foreign = network.accepted(BOB, other, "d");

    refuseSeal("EmptyList", OWNER, datanet);
    refuseSeal("NotOwner", ALICE, datanet, a);
    refuseSeal("UnknownDatanet", OWNER, 77, a);
    refuseSeal("NotAscending", OWNER, datanet, b, a);
    refuseSeal("NotAscending", OWNER, datanet, a, a);
    refuseSeal("WrongStatus", OWNER, datanet, pending);
    refuseSeal("ForeignContribution", OWNER, datanet, foreign);
    refuseSeal("UnknownContribution", OWNER, datanet, 99);

    assertThat(network.seal(datanet, a, b)).isEqualTo(1);
    byte[] root =
        SegmentRoot.of(
            new long[] {a, b},
            new byte[][] {
              Content.parse(TestNetwork.content("a"), 256).root(),
              Content.parse(TestNetwork.content("b"), 256).root()
            });
    assertThat(network.<Tuple>read("Datanets", "version", datanet, 1L))
        .isEqualTo(AbiValues.tuple(Bytes.wrap(root), 2L, 2L, Bytes32.ZERO, false, 0L));
    refuseSeal("WrongStatus", OWNER, datanet, a);
    network.send(REVIEWER, "Datanets", "accept", pending);
    assertThat(network.seal(datanet, pending)).isEqualTo(2);
  }

  private void refuseSeal(String error, Address sender, long datanet, long... contributions) {
    BigInteger[] ids = new BigInteger[contributions.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = BigInteger.valueOf(contributions[i]);
    }
    network.refuse(error, sender, "Datanets", "seal", datanet, ids);
  }

  @Test
  void aVersionIsActiveOnceEveryOperatorHasAttestedTheSameIndex() {
    Address second = account(30);
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), second);
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abc"));
    refuseAttest("AccessControlUnauthorizedAccount", ALICE, datanet, version, WRONG);
    refuseAttest("UnknownVersion", OPERATOR, datanet, 2, WRONG);
    refuseAttest("ZeroDigest", OPERATOR, datanet, version, Bytes32.ZERO);
    network.attest(datanet, version);
    Bytes digest = Bytes.wrap(attestation(datanet, version, OPERATOR));
    assertThat(isActive(datanet, version)).isFalse();
    refuseAttest("AlreadyAttested", OPERATOR, datanet, version, digest);
    // A wrong digest activates nothing, and its operator can correct it.
    attest(second, datanet, version, WRONG);
    assertThat(isActive(datanet, version)).isFalse();
    attest(second, datanet, version, digest);
    assertThat(isActive(datanet, version)).isTrue();
    refuseAttest("DigestMismatch", second, datanet, version, WRONG);
    refuseAttest("AlreadyAttested", second, datanet, version, digest);
  }

  /** An operator who is gone neither stands for one who has not attested nor blocks the others. */
  @Test
  void onlyAttestationsOfPresentOperatorsCount() {
    Bytes32 role = Role.OPERATOR.id();
    Address second = account(30);
    Address third = account(31);
    network.send(TestNetwork.ADMIN, "System", "grantRole", role, second);
    network.send(TestNetwork.ADMIN, "System", "grantRole", role, third);
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abc"));
    network.attest(datanet, version);
    Bytes digest = Bytes.wrap(attestation(datanet, version, OPERATOR));
    network.send(TestNetwork.ADMIN, "System", "revokeRole", role, OPERATOR);
    attest(second, datanet, version, digest);
    assertThat(isActive(datanet, version)).isFalse();
    attest(third, datanet, version, WRONG);
    refuseAttest("AlreadyAttested", second, datanet, version, digest);
    network.send(TestNetwork.ADMIN, "System", "revokeRole", role, third);
    attest(second, datanet, version, digest);
    assertThat(isActive(datanet, version)).isTrue();
  }

  @Test
  void aVersionHoldsNoMoreTokensThanANodeCanIndex() {
    network.send(
        TestNetwork.ADMIN, "System", "setParameter", Parameter.MAX_VERSION_TOKENS.key(), 5L);
    long datanet = network.createDatanet();
    long a = network.accepted(ALICE, datanet, "abc");
    long b = network.accepted(BOB, datanet, "def");
    refuseSeal("TooManyTokens", OWNER, datanet, a, b);
    assertThat(network.seal(datanet, a)).isEqualTo(1);
  }

  @Test
  void textThatIsNoUtf8IsRefused() {
    long datanet = network.createDatanet();
    byte[] call =
        TestNetwork.encode(
                "Datanets", "contributeInline", datanet, "AAAA", TestNetwork.content("x"))
            .toArray();
    int at = 0;
    while (call[at] != 'A') {
      at++;
    }
    call[at] = (byte) 0xff;
    TestNetwork.reverted(
        "MalformedCalldata",
        "Datanets",
        network.call(ALICE, "Datanets", BigInteger.ZERO, TestNetwork.GAS, Bytes.wrap(call)));
  }

  private void attest(Address operator, long datanet, long version, Bytes digest) {
    network.send(operator, "Datanets", "attest", datanet, version, digest);
  }

  private void refuseAttest(
      String error, Address operator, long datanet, long version, Bytes digest) {
    network.refuse(error, operator, "Datanets", "attest", datanet, version, digest);
  }

  private byte[] attestation(long datanet, long version, Address operator) {
    return network.read("Datanets", "attestation", datanet, version, operator);
  }

  private boolean isActive(long datanet, long version) {
    return network.<Tuple>read("Datanets", "version", datanet, version).<Boolean>get(4);
  }
}
