package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.ShippedTables;

class VersionsTest {

  private static final Address ALICE = account(20);
  private static final long NOW = 1_000;
  private static final long NOTICE = 100;
  private static final Tuple DEARER = AbiValues.tuple(0L, 2_000L, 6_000L, 1_000L, 3_000L);

  private final TestNetwork network = new TestNetwork();
  private long first;
  private long second;
  private long model;

  @BeforeEach
  void aDeployedModel() {
    set(Parameter.CHANGE_NOTICE, NOTICE);
    network.host.setBlockNumber(NOW);
    first = sealed("abcdefgh");
    second = sealed("ijklmnop");
    model = network.deploy(terms(1_000), first, 1);
  }

  private long sealed(String text) {
    long datanet = network.createDatanet();
    network.seal(datanet, network.accepted(ALICE, datanet, text));
    network.attest(datanet, 1);
    return datanet;
  }

  private Tuple terms(long rate) {
    return network.terms(BigInteger.valueOf(rate), 4, 1);
  }

  private static Tuple[] links(long... pairs) {
    Tuple[] links = new Tuple[pairs.length / 2];
    for (int i = 0; i < links.length; i++) {
      links[i] = AbiValues.tuple(pairs[2 * i], pairs[2 * i + 1]);
    }
    return links;
  }

  private void set(Parameter parameter, long value) {
    network.send(TestNetwork.ADMIN, "System", "setParameter", parameter.key(), value);
  }

  private long proposeVersion(Tuple terms, Tuple... links) {
    return network
        .send(CREATOR, "Models", "proposeVersion", model, terms, links)
        .<BigInteger>get(0)
        .longValueExact();
  }

  private VersionState state(long version) {
    int code = network.<Tuple>read("Models", "version", model, version).<Integer>get(0);
    return VersionState.values()[code];
  }

  private long current() {
    return network.<BigInteger>read("Models", "currentVersion", model).longValueExact();
  }

  private BigInteger price(int tokens) {
    Tuple fee = network.read("InferenceFees", "quote", model, 0L, (long) tokens);
    return fee.get(2);
  }

  @Test
  void aVersionIsProposedApprovedAnnouncedAndHoldsFromItsBlock() {
    long version = proposeVersion(terms(3_000), links(first, 1, second, 1));
    assertThat(version).isEqualTo(2);
    assertThat(state(2)).isEqualTo(VersionState.PROPOSED);
    assertThat(current()).isEqualTo(1);
    network.send(GOVERNOR, "Models", "approveVersion", model, 2L, NOW + NOTICE);
    assertThat(state(2)).isEqualTo(VersionState.SCHEDULED);
    assertThat(network.send(ALICE, "Models", "scheduled", model))
        .isEqualTo(AbiValues.tuple(2L, NOW + NOTICE));
    Tuple announced = last("VersionScheduled");
    assertThat(announced)
        .isEqualTo(
            AbiValues.tuple(
                model, 2L, NOW + NOTICE, 2L, AbiValues.tuple(0L, 3_000L, 7_000L, 1_000L, 2_000L)));
    network.host.setBlockNumber(NOW + NOTICE - 1);
    assertThat(current()).isEqualTo(1);
    assertThat(price(1_000)).isEqualTo(1_000);
    assertThat(network.<Tuple[]>read("Models", "links", model)).hasSize(1);
    network.host.setBlockNumber(NOW + NOTICE);
    assertThat(current()).isEqualTo(2);
    assertThat(price(1_000)).isEqualTo(3_000);
    assertThat(network.<Tuple[]>read("Models", "links", model)).hasSize(2);
    assertThat(state(1)).isEqualTo(VersionState.SUPERSEDED);
    assertThat(state(2)).isEqualTo(VersionState.CURRENT);
    assertThat(network.send(ALICE, "Models", "scheduled", model))
        .isEqualTo(AbiValues.tuple(0L, 0L));
    Tuple record = network.read("Models", "version", model, 2L);
    assertThat(record.<BigInteger>get(1)).isEqualTo(NOW + NOTICE);
    assertThat(record.<BigInteger>get(2)).isEqualTo(1);
    assertThat(record.<BigInteger>get(3)).isEqualTo(2);
    assertThat(record.<Tuple>get(5)).isEqualTo(terms(3_000));
    assertThat(record.<Tuple[]>get(6)).containsExactly(links(first, 1, second, 1));
  }

  private Tuple last(String name) {
    var event = ContractAbi.of("Models").event(name);
    MemoryHost.Emitted log = network.host.logs().getLast();
    assertThat(log.topics().getFirst()).isEqualTo(event.signature());
    return event.decode(log.topics(), log.data());
  }

  @Test
  void whatIsProposedIsCheckedLikeTheFirstVersion() {
    refusePropose("NotCreator", ALICE, terms(1), links(first, 1));
    refusePropose("SharesDoNotAddUp", CREATOR, with(6, 1L), links(first, 1));
    refusePropose("NotPayable", CREATOR, with(13, NativeAddress.SYSTEM.address()), links(first, 1));
    refusePropose(
        "TokenizerMismatch", CREATOR, with(2, AbiValues.name("cl100k_base")), links(first, 1));
    refusePropose("UnknownDatanet", CREATOR, terms(1), links(first, 1, 99, 1));
    refusePropose("UnknownVersion", CREATOR, terms(1), links(first, 2));
    refusePropose("UnknownVersion", CREATOR, terms(1), links(first, 0));
    refusePropose("AlreadyLinked", CREATOR, terms(1), links(first, 1, first, 1));
    set(Parameter.MAX_SEGMENTS, 1);
    refusePropose("TooManySegments", CREATOR, terms(1), links(first, 1, second, 1));
    set(Parameter.MAX_SEGMENTS, 2);
    network.seal(second, network.accepted(ALICE, second, "more text"));
    refusePropose("TooManySegments", CREATOR, terms(1), links(first, 1, second, 2));
    set(Parameter.MAX_VERSIONS, 1);
    refusePropose("TooManyVersions", CREATOR, terms(1), links(first, 1));
    network.refuse(
        "TooManyVersions", CREATOR, "Models", "schedulePricing", model, DEARER, NOW + NOTICE);
    network.send(CREATOR, "Models", "retire", model);
    refusePropose("WrongStage", CREATOR, terms(1), links(first, 1));
  }

  private void refusePropose(String error, Address sender, Tuple terms, Tuple... links) {
    network.refuse(error, sender, "Models", "proposeVersion", model, terms, links);
  }

  private Tuple with(int member, Object value) {
    Object[] members = terms(1).toArray();
    members[member] = AbiValues.tuple(value).get(0);
    return Tuple.from(members);
  }

  /** INV-MOD-04. */
  @Test
  void attributionIsNeverLostWithANewVersion() {
    network.seal(first, network.accepted(ALICE, first, "more text"));
    network.attest(first, 2);
    proposeVersion(terms(1), links(second, 1, first, 2));
    Tuple dropped =
        network.refuse(
            "LinkDropped", CREATOR, "Models", "proposeVersion", model, terms(1), links(second, 1));
    assertThat(dropped).isEqualTo(AbiValues.tuple(model, first, 1L));
    refusePropose("LinkDropped", CREATOR, terms(1));
    // Proposed before version 2 was in force, approved after it: measured by what is current then.
    proposeVersion(terms(1), links(first, 1));
    proposeVersion(terms(1), links(first, 1, second, 1));
    network.send(GOVERNOR, "Models", "approveVersion", model, 2L, NOW + NOTICE);
    long later = NOW + NOTICE;
    network.host.setBlockNumber(later);
    Tuple lost =
        network.refuse(
            "LinkDropped", GOVERNOR, "Models", "approveVersion", model, 3L, later + NOTICE);
    assertThat(lost.<BigInteger>get(1)).isEqualTo(second);
    Tuple older =
        network.refuse(
            "LinkDropped", GOVERNOR, "Models", "approveVersion", model, 4L, later + NOTICE);
    assertThat(older).isEqualTo(AbiValues.tuple(model, first, 2L));
    network.send(CREATOR, "Models", "retire", model);
    long child = network.propose(model, terms(1));
    assertThat(network.<Tuple[]>read("Models", "links", child))
        .containsExactly(links(second, 1, first, 2));
    set(Parameter.MAX_SEGMENTS, 2);
    network.refuse(
        "TooManySegments",
        CREATOR,
        "Models",
        "propose",
        "m",
        model,
        network.servingKey.address(),
        terms(1));
  }

  @Test
  void onlyGovernorsApproveAndOnlyWhatIsProposedInTimeAndReady() {
    proposeVersion(terms(1), links(first, 1));
    long block = NOW + NOTICE;
    network.refuse(
        "AccessControlUnauthorizedAccount", CREATOR, "Models", "approveVersion", model, 2L, block);
    network.refuse("UnknownModel", GOVERNOR, "Models", "approveVersion", 99L, 2L, block);
    network.refuse("UnknownModelVersion", GOVERNOR, "Models", "approveVersion", model, 3L, block);
    Tuple wrong =
        network.refuse("WrongVersionState", GOVERNOR, "Models", "approveVersion", model, 1L, block);
    assertThat(wrong.<Integer>get(2)).isEqualTo(VersionState.CURRENT.code());
    Tuple early =
        network.refuse(
            "ValueOutOfBounds", GOVERNOR, "Models", "approveVersion", model, 2L, block - 1);
    assertThat(early)
        .isEqualTo(
            AbiValues.tuple(AbiValues.name("fromBlock"), block - 1, block, NOW + (1L << 24)));
    network.refuse(
        "ValueOutOfBounds", GOVERNOR, "Models", "approveVersion", model, 2L, NOW + (1L << 24) + 1);
    network.refuse(
        "ValueOutOfBounds",
        GOVERNOR,
        "Models",
        "approveVersion",
        model,
        2L,
        BigInteger.TWO.pow(255));
    // Bounds of today, not of the day of the proposal.
    set(Parameter.MAX_OUTPUT_RATE, 0);
    network.refuse("ValueOutOfBounds", GOVERNOR, "Models", "approveVersion", model, 2L, block);
    set(Parameter.MAX_OUTPUT_RATE, 1);
    network.send(GOVERNOR, "Models", "approveVersion", model, 2L, block);
    network.refuse("WrongVersionState", GOVERNOR, "Models", "approveVersion", model, 2L, block);
    network.seal(second, network.accepted(ALICE, second, "more text"));
    proposeVersion(terms(1), links(first, 1, second, 2));
    network.refuse("VersionNotActive", GOVERNOR, "Models", "approveVersion", model, 3L, block);
    network.attest(second, 2);
    set(Parameter.MAX_SEGMENTS, 2);
    network.refuse("TooManySegments", GOVERNOR, "Models", "approveVersion", model, 3L, block);
    set(Parameter.MAX_SEGMENTS, 3);
    network.refuse("ChangePending", GOVERNOR, "Models", "approveVersion", model, 3L, block);
    network.send(CREATOR, "Models", "retire", model);
    network.refuse("WrongStage", GOVERNOR, "Models", "approveVersion", model, 3L, block);
    network.refuse("WrongStage", CREATOR, "Models", "withdrawVersion", model, 3L);
  }

  @Test
  void pricesChangeByThemselvesAndNothingElseDoes() {
    network.refuse("NotCreator", ALICE, "Models", "schedulePricing", model, DEARER, NOW + NOTICE);
    network.refuse(
        "ValueOutOfBounds", CREATOR, "Models", "schedulePricing", model, DEARER, NOW + NOTICE - 1);
    for (Tuple bad :
        new Tuple[] {
          AbiValues.tuple(BigInteger.TWO.pow(80), 1L, 7_000L, 1_000L, 2_000L),
          AbiValues.tuple(1L, BigInteger.TWO.pow(80), 7_000L, 1_000L, 2_000L),
          AbiValues.tuple(1L, 1L, 9_001L, 0L, 999L),
          AbiValues.tuple(1L, 1L, 0L, 10_001L, 1_000L),
          AbiValues.tuple(1L, 1L, 8_000L, 1_001L, 999L)
        }) {
      network.refuse(
          "ValueOutOfBounds", CREATOR, "Models", "schedulePricing", model, bad, NOW + NOTICE);
    }
    network.refuse(
        "SharesDoNotAddUp",
        CREATOR,
        "Models",
        "schedulePricing",
        model,
        AbiValues.tuple(1L, 1L, 7_000L, 1_000L, 1_999L),
        NOW + NOTICE);
    network.send(CREATOR, "Models", "schedulePricing", model, DEARER, NOW + NOTICE);
    assertThat(last("VersionScheduled"))
        .isEqualTo(AbiValues.tuple(model, 2L, NOW + NOTICE, 1L, DEARER));
    network.refuse(
        "ChangePending", CREATOR, "Models", "schedulePricing", model, DEARER, NOW + 2 * NOTICE);
    network.host.setBlockNumber(NOW + NOTICE);
    Object[] expected = terms(2_000).toArray();
    expected[6] = BigInteger.valueOf(6_000);
    expected[8] = BigInteger.valueOf(3_000);
    assertThat(network.<Tuple>read("Models", "terms", model)).isEqualTo(Tuple.from(expected));
    assertThat(network.<Tuple[]>read("Models", "links", model)).containsExactly(links(first, 1));
    // A version of prices upon a version of prices has the same source.
    network.send(CREATOR, "Models", "schedulePricing", model, DEARER, NOW + 2 * NOTICE);
    assertThat(network.<Tuple>read("Models", "version", model, 3L).<BigInteger>get(3)).isEqualTo(1);
    network.send(CREATOR, "Models", "retire", model);
    network.refuse(
        "WrongStage", CREATOR, "Models", "schedulePricing", model, DEARER, NOW + 3 * NOTICE);
  }

  @Test
  void aChangeIsTakenBackBeforeItsBlockAndNeverAfter() {
    network.send(CREATOR, "Models", "schedulePricing", model, DEARER, NOW + NOTICE);
    network.refuse("NotCreator", GOVERNOR, "Models", "withdrawVersion", model, 2L);
    network.refuse("WrongVersionState", CREATOR, "Models", "withdrawVersion", model, 1L);
    network.host.setBlockNumber(NOW + NOTICE - 1);
    network.send(CREATOR, "Models", "withdrawVersion", model, 2L);
    assertThat(last("VersionWithdrawn")).isEqualTo(AbiValues.tuple(model, 2L));
    assertThat(state(2)).isEqualTo(VersionState.WITHDRAWN);
    network.refuse("WrongVersionState", CREATOR, "Models", "withdrawVersion", model, 2L);
    network.host.setBlockNumber(NOW + NOTICE);
    assertThat(current()).isEqualTo(1);
    long block = NOW + 2 * NOTICE;
    network.send(CREATOR, "Models", "schedulePricing", model, DEARER, block);
    network.host.setBlockNumber(block);
    network.refuse("WrongVersionState", CREATOR, "Models", "withdrawVersion", model, 3L);
    assertThat(current()).isEqualTo(3);
    // Back to a version that was itself scheduled: its block stands.
    network.send(CREATOR, "Models", "schedulePricing", model, DEARER, block + NOTICE);
    network.send(CREATOR, "Models", "withdrawVersion", model, 4L);
    assertThat(current()).isEqualTo(3);
    assertThat(state(3)).isEqualTo(VersionState.CURRENT);
    network.host.setGas(TestNetwork.GAS);
    ModelStorage models = new ModelStorage(new Storage(network.host, new GasMeter(network.host)));
    assertThat(models.settlement(model, block).version()).isEqualTo(3);
    assertThat(models.settlement(model, block - 1).version()).isEqualTo(1);
    assertThat(state(1)).isEqualTo(VersionState.SUPERSEDED);
    proposeVersion(terms(1), links(first, 1));
    network.send(CREATOR, "Models", "withdrawVersion", model, 5L);
    network.refuse(
        "WrongVersionState", GOVERNOR, "Models", "approveVersion", model, 5L, block + NOTICE);
  }

  /** INV-MOD-05: a tokenizer's table of today is for what is proposed from today on. */
  @Test
  void theWeightTableIsTheOneOfTheProposalsBlock() {
    Bytes32 before = Bytes32.wrap(network.<byte[]>read("Models", "weightTable", model));
    network.send(CREATOR, "Models", "schedulePricing", model, DEARER, NOW + NOTICE);
    // Version 1 of the protocol has one table for a tokenizer: another is written past the guard.
    Slot table = Slot.of(NativeAddress.SYSTEM.address(), 4).mapping(TestNetwork.UTF8).member(2);
    Bytes32 foreign = ShippedTables.VERSION_1.numbered(2).hash();
    network.host.setStorage(table.account(), table.key(), UInt256.fromBytes(foreign));
    network.host.setBlockNumber(NOW + NOTICE);
    assertThat(Bytes32.wrap(network.<byte[]>read("Models", "weightTable", model)))
        .isEqualTo(before);
    network.settle(model, 1, "abcdefgh");
    // And a table that the tokenizer does not have in this protocol version is nobody's.
    refusePropose("UnknownTokenizer", CREATOR, terms(1), links(first, 1));
  }
}
