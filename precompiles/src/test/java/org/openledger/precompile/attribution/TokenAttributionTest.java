package org.openledger.precompile.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.TestNetwork.encode;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

class TokenAttributionTest {

  private static final Address ALICE = account(20);
  private static final Address BOB = account(21);

  private final TestNetwork network = new TestNetwork();

  private long model(int minSpan, String first, String second) {
    long datanet = network.createDatanet();
    long a = network.accepted(ALICE, datanet, first);
    long b = network.accepted(BOB, datanet, second);
    long version = network.seal(datanet, a, b);
    network.attest(datanet, version);
    return network.deploy(network.terms(BigInteger.TEN, minSpan, 1), datanet, version);
  }

  @Test
  void runsAndCreditsFollowTheEarliestHolder() {
    long model = model(4, "abcdefgh", "efghijkl");
    Tuple it =
        network.read("TokenAttribution", "attribute", model, TestNetwork.output("..abcdefghijkl"));
    // Alice holds abcdefgh, so efgh is hers; ijkl is Bob's only as far as a window of his covers
    // it.
    assertThat(it.<BigInteger>get(0)).isEqualTo(BigInteger.valueOf(14));
    assertThat(it.<BigInteger>get(1)).isEqualTo(BigInteger.valueOf(12));
    assertThat(it.<BigInteger>get(2)).isEqualTo(BigInteger.valueOf(12));
    assertThat(it.<BigInteger>get(3)).isEqualTo(BigInteger.valueOf(14));
    assertThat(it.<Tuple[]>get(4))
        .containsExactly(AbiValues.tuple(ALICE, 8L), AbiValues.tuple(BOB, 4L));
    assertThat(it.<Tuple[]>get(5))
        .containsExactly(
            AbiValues.tuple(0L, 2L, 0L),
            AbiValues.tuple(2L, 10L, 1L),
            AbiValues.tuple(10L, 14L, 2L));
  }

  @Test
  void anInactiveVersionIsRefusedBecauseNotEveryNodeHoldsItsIndex() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    long model = network.propose(0, network.terms(BigInteger.TEN, 4, 1));
    network.send(TestNetwork.GOVERNOR, "Models", "advance", model);
    network.send(TestNetwork.CREATOR, "Models", "advance", model);
    network.send(TestNetwork.CREATOR, "Models", "link", model, datanet, version);
    network.refuse(
        "VersionNotActive",
        ALICE,
        "TokenAttribution",
        "attribute",
        model,
        TestNetwork.output("abcd"));
  }

  @Test
  void aMissingIndexIsThisNodesFailureAndNeverARevert() {
    long model = model(4, "abcdefgh", "efghijkl");
    NativeContract blind =
        Contracts.all(SegmentSource.none()).stream()
            .filter(c -> c.name().equals("TokenAttribution"))
            .findFirst()
            .orElseThrow();
    network.host.setRecipient(NativeAddress.TOKEN_ATTRIBUTION.address());
    network.host.setGas(GAS);
    Bytes input = encode("TokenAttribution", "attribute", model, TestNetwork.output("abcdefgh"));
    assertThatThrownBy(() -> blind.call(network.host, input))
        .isInstanceOf(NodeFailureException.class)
        .hasMessageContaining("is not on this node");
  }

  /** Gas is known before the first look-up: without enough of it no index is touched. */
  @Test
  void gasIsChargedBeforeTheIndexIsAsked() {
    long model = model(4, "abcdefgh", "efghijkl");
    Bytes input = encode("TokenAttribution", "attribute", model, TestNetwork.output("abcdefgh"));
    NativeContract blind =
        Contracts.all(SegmentSource.none()).stream()
            .filter(c -> c.name().equals("TokenAttribution"))
            .findFirst()
            .orElseThrow();
    network.host.setRecipient(NativeAddress.TOKEN_ATTRIBUTION.address());
    network.host.setGas(14_000);
    assertThat(blind.call(network.host, input)).isEqualTo(new Outcome.OutOfGas());
  }

  @Test
  void theGasOfAnAnswerIsExactAndGrowsWithItsLength() {
    long model = model(4, "abcdefgh", "efghijkl");
    long previous = 0;
    for (int tokens = 100; tokens <= 1_600; tokens *= 2) {
      Bytes input =
          encode("TokenAttribution", "attribute", model, TestNetwork.output("z".repeat(tokens)));
      network.call(ALICE, "TokenAttribution", BigInteger.ZERO, GAS, input);
      long exact = network.gasUsed();
      assertThat(network.call(ALICE, "TokenAttribution", BigInteger.ZERO, exact, input))
          .isInstanceOf(Outcome.Success.class);
      assertThat(network.call(ALICE, "TokenAttribution", BigInteger.ZERO, exact - 1, input))
          .isEqualTo(new Outcome.OutOfGas());
      assertThat(exact).isGreaterThan(previous);
      previous = exact;
    }
  }

  @Test
  void aVersionIsAttributedToByAnyRule() {
    model(4, "abcdefgh", "efghijkl");
    Tuple it = on(rule(4, 1, 16_384, 0), "..abcdefghijkl");
    assertThat(it.<BigInteger>get(1)).isEqualTo(BigInteger.valueOf(12));
    assertThat(it.<Tuple[]>get(4))
        .containsExactly(AbiValues.tuple(ALICE, 8L), AbiValues.tuple(BOB, 4L));
    Tuple rare = on(rule(4, 1, 16_384, 1), "..abcdefghijkl");
    assertThat(rare.<BigInteger>get(3)).isEqualTo(BigInteger.valueOf(14L * 16_384));
    assertThat(on(rule(9, 1, 16_384, 0), "..abcdefghijkl").<Tuple[]>get(4)).isEmpty();
  }

  @Test
  void unknownVersionsAndRulesOutOfBoundsAreRefused() {
    model(4, "abcdefgh", "efghijkl");
    refuseOn("UnknownDatanet", 2L, 1L, rule(4, 1, 16_384, 0));
    refuseOn("UnknownVersion", 1L, 2L, rule(4, 1, 16_384, 0));
    for (Tuple rule :
        new Tuple[] {
          rule(0, 1, 16_384, 0),
          rule(65, 1, 16_384, 0),
          rule(4, 0, 16_384, 0),
          rule(4, 513, 16_384, 0),
          rule(4, 1, 1_023, 0),
          rule(4, 1, 65_537, 0),
          rule(4, 1, 16_384, 2)
        }) {
      assertThat(refuseOn("RuleOutOfBounds", 1L, 1L, rule)).isEqualTo(AbiValues.tuple(rule));
    }
    long inactive = network.createDatanet();
    network.seal(inactive, network.accepted(ALICE, inactive, "abcdefgh"));
    refuseOn("VersionNotActive", inactive, 1L, rule(4, 1, 16_384, 0));
  }

  private static Tuple rule(int minSpan, int minRarity, int maxWeight, int unit) {
    return AbiValues.tuple((long) minSpan, (long) minRarity, (long) maxWeight, unit);
  }

  private Tuple on(Tuple rule, String answer) {
    return network.read(
        "TokenAttribution", "attributeOn", 1L, 1L, rule, TestNetwork.output(answer));
  }

  private Tuple refuseOn(String error, long datanet, long version, Tuple rule) {
    return network.refuse(
        error,
        ALICE,
        "TokenAttribution",
        "attributeOn",
        datanet,
        version,
        rule,
        TestNetwork.output("abcd"));
  }
}
