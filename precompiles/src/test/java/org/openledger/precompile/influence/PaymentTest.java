package org.openledger.precompile.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.influence.InfluenceFixture.ALICE;
import static org.openledger.precompile.influence.InfluenceFixture.BOB;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.EPOCH;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;
import static org.openledger.precompile.influence.InfluenceFixture.WINDOW;
import static org.openledger.precompile.influence.InfluenceFixture.weights;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** From an inference to its contributors' credits. */
class PaymentTest {

  private final InfluenceFixture it = new InfluenceFixture();
  private final TestNetwork network = it.network;

  @Test
  void aSettlementAttributesNothingAndHoldsTheContributorsShare() {
    BigInteger before = network.read("InferenceFees", "liabilities");
    it.settle(2);
    Tuple settled = it.events("InferenceFees", "InferenceSettled").getLast();
    Tuple fee = settled.get(6);
    assertThat(fee.<BigInteger>get(0))
        .isEqualTo(
            fee.<BigInteger>get(1)
                .add(fee.get(3))
                .add(fee.<BigInteger>get(4))
                .add(fee.<BigInteger>get(5)));
    assertThat(settled.<BigInteger>get(7)).as("tokens").isEqualTo(8);
    assertThat(settled.<BigInteger>get(8)).as("covered").isZero();
    assertThat(settled.<BigInteger>get(9)).as("paid").isZero();
    assertThat(settled.<BigInteger>get(11)).as("sink").isZero();
    assertThat(settled.<byte[]>get(13)).as("payouts").isEmpty();
    assertThat(it.events("InferenceFees", "InfluencePoolHeld").getLast())
        .isEqualTo(AbiValues.tuple(it.model, PAYER, 2L, 1L, 128L));
    assertThat(it.openEpoch()).isEqualTo(AbiValues.tuple(1L, 1L, 1_001L, 1_101L, 256L, 5L));
    assertThat(it.number("heldOf", it.model)).isEqualTo(256);
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities").subtract(before))
        .isEqualTo(fee.<BigInteger>get(0).multiply(BigInteger.TWO));
  }

  @Test
  void theWorkedExampleOfTheDocs() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.shares(), 0, 1, 2);
    it.refuse("TooEarly", CAROL, "pay", it.model, epoch, it.shares());
    it.skip(WINDOW + 1);
    assertThat(it.pay(epoch, it.shares())).isEqualTo(240 + 48);
    assertThat(network.creditOf(ALICE)).as("5/8 of 384").isEqualTo(240);
    assertThat(network.creditOf(BOB)).as("1/8 of 384").isEqualTo(48);
    assertThat(network.creditOf(CAROL)).isZero();
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(96);
    assertThat(it.number("heldOf", it.model)).isZero();
    assertThat(it.state(epoch)).isEqualTo(5);
    it.refuse("WrongEpochState", CAROL, "pay", it.model, epoch, it.shares());
  }

  @Test
  void aPayeeOfManyContributionsGetsTheFloorOfTheirSum() {
    it.settle(1);
    it.skip(EPOCH);
    // Each alone would be 128·(1/128 − 1/10^9) → 0 wei; together 1.
    Bytes halves = weights(it.ids[0], 3_906_250, it.ids[3], 3_906_250);
    it.submit(1, 0, halves, 0, 1, 2);
    it.skip(WINDOW + 1);
    assertThat(it.pay(1, halves)).isEqualTo(1);
    assertThat(network.creditOf(ALICE)).isEqualTo(1);
  }

  @Test
  void whoIsNotPaidAnyMoreEarnsForTheSink() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.shares(), 0, 1, 2);
    network.send(BOB, "Datanets", "takeDown", it.ids[1], EVIDENCE);
    it.skip(WINDOW + 1);
    it.pay(epoch, it.shares());
    assertThat(network.creditOf(BOB)).isZero();
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(96 + 48);
  }

  @Test
  void theRestGoesToTheSinkOfTheVersionButAForfeitedPoolToTheDatanets() {
    Address sink = TestNetwork.account(30);
    long other = network.deploy(it.terms(sink), it.datanet, it.version);
    it.settle(other, 1);
    it.skip(EPOCH + WINDOW + 1);
    it.send(CAROL, "forfeit", other, 1L);
    assertThat(network.creditOf(sink)).isZero();
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(128);
    it.settle(other, 1);
    it.skip(EPOCH);
    Bytes none = Bytes.EMPTY;
    byte[] digest =
        network.read(
            InfluenceFixture.CONTRACT,
            "attestationDigest",
            other,
            2L,
            0L,
            Keccak256.hash(none),
            EVIDENCE,
            METHOD);
    Bytes[] signatures = new Bytes[3];
    for (int i = 0; i < 3; i++) {
      signatures[i] = it.attesters.get(i).sign(Bytes32.wrap(digest));
    }
    it.send(CAROL, "submit", other, 2L, EVIDENCE, METHOD, none, Bytes.concatenate(signatures));
    it.skip(WINDOW + 1);
    it.send(CAROL, "pay", other, 2L, none);
    assertThat(network.creditOf(sink)).isEqualTo(128);
  }

  @Test
  void anEpochIsNeverStuckAndNeverHasALateResult() {
    long epoch = it.endedEpoch();
    it.refuse("TooEarly", CAROL, "forfeit", it.model, epoch);
    it.skip(WINDOW + 1);
    it.refuseSubmit("DeadlinePassed", epoch, 0, it.shares(), 0, 1, 2);
    assertThat(it.send(CAROL, "forfeit", it.model, epoch)).isEqualTo(AbiValues.tuple(384L));
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(384);
    assertThat(it.state(epoch)).isEqualTo(6);
    assertThat(it.number("heldOf", it.model)).isZero();
  }

  @Test
  void anEpochEndsByItsLengthOrWithItsVersion() {
    it.settle(1);
    it.refuseSubmit("WrongEpochState", 1, 0, it.shares(), 0, 1, 2);
    it.skip(EPOCH - 1);
    it.settle(1);
    assertThat(it.openEpoch().<BigInteger>get(0)).isEqualTo(1);
    it.skip(1);
    it.settle(1);
    assertThat(it.openEpoch().<BigInteger>get(0)).isEqualTo(2);
    assertThat(it.epochOf(1).<BigInteger>get(2)).isEqualTo(256);
    assertThat(it.number("heldOf", it.model)).isEqualTo(384);
    it.parameter(Parameter.CHANGE_NOTICE, 1);
    Tuple prices = AbiValues.tuple(0L, 40_000L, 7_000L, 1_000L, 2_000L);
    long from = network.host.blockNumber() + 1;
    network.send(CREATOR, "Models", "schedulePricing", it.model, prices, from);
    it.skip(1);
    it.settle(1);
    assertThat(it.openEpoch().<BigInteger>get(0)).isEqualTo(3);
    assertThat(it.openEpoch().<BigInteger>get(1)).isEqualTo(2);
    assertThat(it.epochOf(2).<BigInteger>get(4)).as("deadline").isEqualTo(from + WINDOW);
  }

  @Test
  void aVersionIsOfOneModeForEver() {
    long other = network.deploy(network.terms(wei(80_000), 4, 1), it.datanet, it.version);
    network.settle(other, 900, "abcdefgh");
    assertThat(it.number("heldOf", other)).isZero();
    assertThat(network.creditOf(ALICE)).as("attributed tokens").isEqualTo(128);
    Tuple terms = network.read("Models", "terms", it.model);
    assertThat(terms.<Integer>get(12)).isEqualTo(2);
    Object[] unknown = network.terms(wei(1), 4, 1).toArray();
    unknown[12] = 3;
    network.refuse(
        "ValueOutOfBounds",
        CREATOR,
        "Models",
        "propose",
        "m",
        0L,
        network.servingKey.address(),
        Tuple.from(unknown));
  }

  @Test
  void everyOtherPathOfMoneyIsTheOneOfTokensMode() {
    InfluenceFixture same = new InfluenceFixture();
    long tokens = same.network.deploy(network.terms(wei(80_000), 4, 1), 1, 1);
    it.settle(5);
    same.settle(tokens, 5);
    network.collect(it.model);
    same.network.collect(tokens);
    for (Address account : new Address[] {CREATOR, TestNetwork.PLATFORM, TestNetwork.TREASURY}) {
      assertThat(network.creditOf(account)).isEqualTo(same.network.creditOf(account));
    }
  }

  /** Property 3 of rounding: parts never exceed the pool, and dust is below a wei a payee. */
  @Test
  void roundingOverAMillionPoolsLosesLessThanAWeiForEachPayeeAndGainsNobodyAnything() {
    long seed = Long.getLong("seed", 20261121L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1_000_000; i++) {
      long pool = random.nextLong(1L << (1 + random.nextInt(62)));
      long one = random.nextLong(Weights.FULL + 1);
      long other = Weights.FULL - one;
      BigInteger whole = BigInteger.valueOf(pool);
      BigInteger a = Weights.part(whole, one);
      BigInteger b = Weights.part(whole, other);
      long dust = whole.subtract(a).subtract(b).longValueExact();
      assertThat(dust).as("seed %s, op %s", seed, i).isBetween(0L, 1L);
      long split = random.nextLong(one + 1);
      BigInteger parted = Weights.part(whole, split).add(Weights.part(whole, one - split));
      assertThat(parted.compareTo(a)).as("seed %s, op %s", seed, i).isLessThanOrEqualTo(0);
    }
  }
}
