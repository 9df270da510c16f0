package org.openledger.precompile.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.influence.InfluenceFixture.ALICE;
import static org.openledger.precompile.influence.InfluenceFixture.BOB;
import static org.openledger.precompile.influence.InfluenceFixture.BOND;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.CHALLENGE;
import static org.openledger.precompile.influence.InfluenceFixture.EPOCH;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;
import static org.openledger.precompile.influence.InfluenceFixture.WINDOW;
import static org.openledger.precompile.influence.InfluenceFixture.weights;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Results, challenges, and what they cost whom. */
class ResultTest {

  private static final long SLASH = BOND / 5;

  private final InfluenceFixture it = new InfluenceFixture();
  private final TestNetwork network = it.network;

  @Test
  void aResultNeedsMoreThanHalfOfTheAttestersEachOnce() {
    long epoch = it.endedEpoch();
    assertThat(network.send(CAROL, InfluenceFixture.CONTRACT, "quorumOf", 5L))
        .isEqualTo(AbiValues.tuple(3L, 4L));
    it.refuseSubmit("QuorumNotReached", epoch, 0, it.greed(), 0, 1);
    it.refuseSubmit("SignedTwice", epoch, 0, it.greed(), 0, 1, 0);
    it.submit(epoch, 0, it.shares(), 2, 0, 4);
    assertThat(it.epochOf(epoch).<BigInteger>get(8)).isEqualTo(0b101010);
    it.refuseSubmit("WrongEpochState", epoch, 0, it.greed(), 1, 3, 2);
  }

  @Test
  void onlyWeightsOfLinkedContributionsInOrderAndWithinTheWholeCount() {
    long epoch = it.endedEpoch();
    long unsealed = network.accepted(ALICE, it.datanet, "another text");
    long foreign = network.createDatanet();
    long other = network.accepted(ALICE, foreign, "a text elsewhere");
    network.seal(foreign, other);
    for (long id : new long[] {unsealed, other, 99, 1L << 40}) {
      it.refuseSubmit("UnlinkedContribution", epoch, 0, weights(id, 1), 0, 1, 2);
    }
    long id = it.ids[1];
    Bytes[] malformed = {
      weights(id, 1, id, 1),
      weights(id, 1, id - 1, 1),
      weights(id, 0),
      weights(0, 1),
      Bytes.of(1, 2, 3)
    };
    for (Bytes bad : malformed) {
      it.refuseSubmit("MalformedWeights", epoch, 0, bad, 0, 1, 2);
    }
    it.refuseSubmit("WeightsExceedWhole", epoch, 0, weights(id, Weights.FULL + 1), 0, 1, 2);
    it.parameter(Parameter.MAX_WEIGHTS, 2);
    it.refuseSubmit("TooManyWeights", epoch, 0, it.shares(), 0, 1, 2);
    it.submit(epoch, 0, it.greed(), 0, 1, 2);
    it.skip(WINDOW + 1);
    it.refuse("WrongWeights", CAROL, "pay", it.model, epoch, it.shares());
  }

  @Test
  void aSignatureHoldsForItsModelEpochRoundVersionAndChainOnly() {
    it.parameter(Parameter.RESULT_WINDOW, 5 * EPOCH);
    long other = network.deploy(it.terms(Address.ZERO), it.datanet, it.version);
    it.settle(other, 1);
    it.settle(1);
    it.skip(EPOCH);
    it.settle(1);
    it.skip(EPOCH);
    Bytes signatures = it.signed(1, 0, it.shares(), 0, 1, 2);
    refuseSigned(other, 1, signatures);
    refuseSigned(it.model, 2, signatures);
    refuseSigned(it.model, 1, it.signed(1, 1, it.shares(), 0, 1, 2));
    Bytes malleated = Bytes.concatenate(signatures.slice(0, 64), Bytes.of(29));
    it.refuse(
        "InvalidSignature",
        CAROL,
        "submit",
        it.model,
        1L,
        EVIDENCE,
        METHOD,
        it.shares(),
        malleated);
    it.refuse(
        "InvalidSignature",
        CAROL,
        "submit",
        it.model,
        1L,
        EVIDENCE,
        METHOD,
        it.shares(),
        signatures.slice(1));
    it.send(CAROL, "submit", it.model, 1L, EVIDENCE, METHOD, it.shares(), signatures);
    it.refuse("UnknownEpoch", CAROL, "epochOf", it.model, 3L);
    it.refuse("UnknownEpoch", CAROL, "epochOf", it.model, 0L);
    it.refuse("UnknownModel", CAROL, "epochOf", 99L, 1L);
  }

  private void refuseSigned(long model, long epoch, Bytes signatures) {
    it.refuse(
        "NotEligible", CAROL, "submit", model, epoch, EVIDENCE, METHOD, it.shares(), signatures);
  }

  @Test
  void whoComesOrGoesDuringAnEpochChangesNoQuorum() {
    it.settle(1);
    it.attesters.add(it.appointed(200));
    Address late = it.attesters.get(5).address();
    network.pay(late, wei(BOND), InfluenceFixture.CONTRACT, "register");
    it.skip(EPOCH);
    it.refuseSubmit("NotEligible", 1, 0, it.shares(), 0, 1, 5);
    it.send(it.attesters.get(4).address(), "leave");
    it.refuseSubmit("NotEligible", 1, 0, it.shares(), 0, 1, 4);
    network.send(
        TestNetwork.ADMIN,
        "System",
        "revokeRole",
        Role.ATTESTER.id(),
        it.attesters.get(3).address());
    it.refuseSubmit("NotEligible", 1, 0, it.shares(), 0, 1, 3);
    it.refuseSubmit("QuorumNotReached", 1, 0, it.shares(), 0, 1);
    it.submit(1, 0, it.shares(), 0, 1, 2);
  }

  @Test
  void tooFewAttestersDecideNothing() {
    for (int i = 0; i < 3; i++) {
      it.send(it.attesters.get(i).address(), "leave");
    }
    long epoch = it.endedEpoch();
    it.refuseSubmit("TooFewAttesters", epoch, 0, it.shares(), 3, 4);
    it.skip(WINDOW + 1);
    it.send(CAROL, "forfeit", it.model, epoch);
  }

  @Test
  void allSeeWhoAgreedWhoDidNotAndWhoWasAbsent() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.shares(), 0, 1, 2);
    Bytes agreeing = it.signed(epoch, 0, it.shares(), 2);
    Bytes32Hash shares = new Bytes32Hash(it.shares());
    it.refuse(
        "SignedTwice", CAROL, "cosign", it.model, epoch, shares.hash(), EVIDENCE, METHOD, agreeing);
    Bytes dissent = it.signed(epoch, 0, it.greed(), 3);
    it.send(
        CAROL,
        "cosign",
        it.model,
        epoch,
        new Bytes32Hash(it.greed()).hash(),
        EVIDENCE,
        METHOD,
        dissent);
    it.skip(WINDOW + 1);
    it.refuse(
        "DeadlinePassed",
        CAROL,
        "cosign",
        it.model,
        epoch,
        shares.hash(),
        EVIDENCE,
        METHOD,
        it.signed(epoch, 0, it.shares(), 4));
    it.pay(epoch, it.shares());
    assertThat(it.counts(0)).isEqualTo(List.of(1L, 0L, 0L, 0L));
    assertThat(it.counts(3)).isEqualTo(List.of(0L, 1L, 0L, 0L));
    assertThat(it.counts(4)).isEqualTo(List.of(0L, 0L, 1L, 0L));
    assertThat(it.events(InfluenceFixture.CONTRACT, "AttestersCounted"))
        .containsExactly(AbiValues.tuple(it.model, epoch, 0b1110L, 0b10000L, 0b100000L));
  }

  private record Bytes32Hash(Bytes weights) {
    Bytes hash() {
      return Keccak256.hash(weights);
    }
  }

  @Test
  void aGovernorUpholdsAndTheChallengerPays() {
    long epoch = challenged();
    it.refuse("WrongEpochState", CAROL, "pay", it.model, epoch, it.shares());
    it.refuse(
        "AccessControlUnauthorizedAccount", CAROL, "resolve", it.model, epoch, true, EVIDENCE);
    it.resolve(epoch, true);
    assertThat(network.creditOf(TREASURY)).isEqualTo(CHALLENGE);
    it.pay(epoch, it.shares());
    assertThat(network.creditOf(ALICE)).isEqualTo(240);
    assertThat(it.bond(0)).isEqualTo(BOND);
  }

  @Test
  void aGovernorOverturnsSlashesAndAnotherResultMayCome() {
    long epoch = challenged();
    it.resolve(epoch, false);
    assertThat(network.creditOf(BOB)).isEqualTo(CHALLENGE + 3 * SLASH / 2);
    assertThat(network.creditOf(TREASURY)).isEqualTo(3 * SLASH / 2);
    for (int who = 0; who < 5; who++) {
      assertThat(it.bond(who)).isEqualTo(who < 3 ? BOND - SLASH : BOND);
      assertThat(it.attester(who).<Integer>get(0)).isEqualTo(who < 3 ? 2 : 1);
    }
    assertThat(it.number("liabilities")).isEqualTo(5 * BOND - 3 * SLASH);
    it.refuseSubmit("NotEligible", epoch, 1, it.greed(), 0, 1, 2);
    it.refuseSubmit("QuorumNotReached", epoch, 1, it.greed(), 3, 4);
    it.skip(WINDOW + 1);
    it.send(CAROL, "forfeit", it.model, epoch);
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(384);
  }

  @Test
  void aSecondOverturnedResultIsTheLast() {
    it.parameter(Parameter.MIN_ATTESTER_BOND, 1);
    long epoch = challenged();
    it.resolve(epoch, false);
    it.submit(epoch, 1, it.greed(), 0, 1, 2);
    it.challenge(BOB, epoch);
    it.resolve(epoch, false);
    it.refuseSubmit("DeadlinePassed", epoch, 2, it.greed(), 0, 1, 2);
    it.send(CAROL, "forfeit", it.model, epoch);
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(384);
    assertThat(it.counts(0)).isEqualTo(List.of(0L, 0L, 0L, 2L));
  }

  @Test
  void whereNoGovernorDecidesARerunDoes() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.greed(), 0, 1, 2);
    it.challenge(BOB, epoch);
    it.refuse(
        "QuorumNotReached",
        CAROL,
        "rerun",
        it.model,
        epoch,
        EVIDENCE,
        METHOD,
        it.shares(),
        it.signed(epoch, 1, it.shares(), 1, 2, 3));
    it.rerun(epoch, 1, it.shares(), 1, 2, 3, 4);
    it.refuse(
        "AlreadyRerun",
        CAROL,
        "rerun",
        it.model,
        epoch,
        EVIDENCE,
        METHOD,
        it.shares(),
        it.signed(epoch, 1, it.shares(), 1, 2, 3, 4));
    it.refuse("TooEarly", CAROL, "close", it.model, epoch);
    it.skip(2 * WINDOW + 1);
    it.send(CAROL, "close", it.model, epoch);
    assertThat(network.creditOf(BOB)).isEqualTo(CHALLENGE + 3 * SLASH / 2);
    assertThat(it.state(epoch)).as("pending again").isEqualTo(2);
    it.refuse("TooEarly", CAROL, "pay", it.model, epoch, it.shares());
    it.skip(WINDOW + 1);
    it.pay(epoch, it.shares());
    assertThat(network.creditOf(ALICE)).isEqualTo(240);
    assertThat(it.counts(1)).isEqualTo(List.of(1L, 0L, 0L, 1L));
    assertThat(it.counts(0)).as("suspended").isEqualTo(List.of(0L, 0L, 0L, 1L));
  }

  @Test
  void aRerunThatFindsTheSameCostsTheChallengerHisBond() {
    long epoch = challenged();
    it.rerun(epoch, 1, it.shares(), 1, 2, 3, 4);
    it.skip(2 * WINDOW + 1);
    it.send(CAROL, "close", it.model, epoch);
    assertThat(network.creditOf(TREASURY)).isEqualTo(CHALLENGE);
    it.pay(epoch, it.shares());
    assertThat(network.creditOf(ALICE)).isEqualTo(240);
  }

  @Test
  void aGovernorHasTheLastWordOverARerun() {
    long epoch = challenged();
    it.rerun(epoch, 1, it.greed(), 1, 2, 3, 4);
    it.resolve(epoch, true);
    assertThat(it.state(epoch)).isEqualTo(4);
    it.pay(epoch, it.shares());
    assertThat(network.creditOf(ALICE)).isEqualTo(240);
    assertThat(network.creditOf(CAROL)).isZero();
  }

  @Test
  void whatNobodyDecidesStandsAndTheBondGoesBack() {
    long epoch = challenged();
    it.skip(2 * WINDOW + 1);
    it.refuse("DeadlinePassed", TestNetwork.GOVERNOR, "resolve", it.model, epoch, true, EVIDENCE);
    it.send(CAROL, "close", it.model, epoch);
    assertThat(network.creditOf(BOB)).isEqualTo(CHALLENGE);
    it.pay(epoch, it.shares());
    assertThat(network.creditOf(ALICE)).isEqualTo(240);
  }

  @Test
  void aChallengeComesInTimeWithItsBondAndOnce() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.shares(), 0, 1, 2);
    network.refuse(
        "WrongValue",
        BOB,
        wei(CHALLENGE - 1),
        InfluenceFixture.CONTRACT,
        "challenge",
        it.model,
        epoch,
        EVIDENCE);
    it.challenge(BOB, epoch);
    network.refuse(
        "WrongEpochState",
        BOB,
        wei(CHALLENGE),
        InfluenceFixture.CONTRACT,
        "challenge",
        it.model,
        epoch,
        EVIDENCE);
    it.resolve(epoch, true);
    long next = it.endedEpoch();
    it.submit(next, 0, it.shares(), 0, 1, 2);
    it.skip(WINDOW + 1);
    network.refuse(
        "DeadlinePassed",
        BOB,
        wei(CHALLENGE),
        InfluenceFixture.CONTRACT,
        "challenge",
        it.model,
        next,
        EVIDENCE);
  }

  @Test
  void twoListsSignedForOneRoundAreSlashedOnceByAnybody() {
    long epoch = it.endedEpoch();
    Object[] proof = {
      it.model,
      epoch,
      0L,
      it.statement(epoch, 0, it.shares(), 0),
      it.statement(epoch, 0, it.greed(), 0)
    };
    Object[] same = {
      it.model,
      epoch,
      0L,
      it.statement(epoch, 0, it.shares(), 0),
      it.statement(epoch, 0, it.shares(), 0)
    };
    Object[] two = {
      it.model,
      epoch,
      0L,
      it.statement(epoch, 0, it.shares(), 0),
      it.statement(epoch, 0, it.greed(), 1)
    };
    Object[] rounds = {
      it.model,
      epoch,
      0L,
      it.statement(epoch, 0, it.shares(), 0),
      it.statement(epoch, 1, it.greed(), 0)
    };
    for (Object[] nothing : new Object[][] {same, two, rounds}) {
      it.refuse("NothingProved", BOB, "proveContradiction", nothing);
    }
    assertThat(it.send(BOB, "proveContradiction", proof)).isEqualTo(AbiValues.tuple(SLASH));
    assertThat(network.creditOf(BOB)).isEqualTo(SLASH / 2);
    assertThat(network.creditOf(TREASURY)).isEqualTo(SLASH / 2);
    it.refuse("AlreadyProved", BOB, "proveContradiction", proof);
  }

  @Test
  void aBondOutlastsAllThatItCanAnswerFor() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.greed(), 0, 1, 2);
    long now = network.host.blockNumber();
    Address leaver = it.attesters.get(0).address();
    long open = now + 3 * WINDOW + 1;
    it.parameter(Parameter.ATTESTER_DELAY, 0);
    it.parameter(Parameter.CHALLENGE_WINDOW, 1);
    it.parameter(Parameter.RESOLUTION_WINDOW, 1);
    assertThat(it.send(leaver, "leave")).isEqualTo(AbiValues.tuple(open));
    it.refuse("WrongAttesterState", leaver, "leave");
    it.refuse("WrongAttesterState", leaver, "register");
    it.challenge(BOB, epoch);
    it.skip(2 * WINDOW);
    it.refuse("TooEarly", leaver, "withdrawBond");
    it.resolve(epoch, false);
    assertThat(it.bond(0)).isEqualTo(BOND - SLASH);
    it.skip(WINDOW + 1);
    BigInteger coins = it.coins(leaver);
    it.send(leaver, "withdrawBond");
    assertThat(it.coins(leaver).subtract(coins)).isEqualTo(BOND - SLASH);
    it.refuse("WrongAttesterState", leaver, "withdrawBond");
    QuickKey next = it.appointed(300);
    network.pay(next.address(), wei(BOND), InfluenceFixture.CONTRACT, "register");
    assertThat(
            network.<com.esaulpaugh.headlong.abi.Address>read(
                InfluenceFixture.CONTRACT, "attesterAt", 1L))
        .isEqualTo(AbiValues.address(next.address()));
  }

  @Test
  void onlyTheAppointedWithABondAndASeatSign() {
    Address stranger = TestNetwork.account(40);
    network.refuse(
        "AccessControlUnauthorizedAccount",
        stranger,
        wei(BOND),
        InfluenceFixture.CONTRACT,
        "register");
    Address poor = it.appointed(200).address();
    network.refuse("BondTooSmall", poor, wei(BOND - 1), InfluenceFixture.CONTRACT, "register");
    it.refuse("ZeroAmount", poor, "register");
    it.parameter(Parameter.MAX_ATTESTERS, 5);
    network.refuse("TooManyAttesters", poor, wei(BOND), InfluenceFixture.CONTRACT, "register");
    Address first = it.attesters.get(0).address();
    it.refuse("WrongAttesterState", CAROL, "suspend", first);
    network.send(TestNetwork.ADMIN, "System", "revokeRole", Role.ATTESTER.id(), first);
    it.send(CAROL, "suspend", first);
    assertThat(network.send(CAROL, InfluenceFixture.CONTRACT, "attesters"))
        .isEqualTo(AbiValues.tuple(4L, 0b111110L));
    it.refuse("AccessControlUnauthorizedAccount", first, "register");
    it.appointed(100);
    it.send(first, "register");
    assertThat(it.attester(0).<Integer>get(0)).isEqualTo(1);
    network.pay(first, wei(7), InfluenceFixture.CONTRACT, "register");
    assertThat(it.bond(0)).isEqualTo(BOND + 7);
  }

  @Test
  void aBondThatNoWordHoldsIsRefused() {
    Address rich = it.attesters.get(0).address();
    BigInteger most = BigInteger.ONE.shiftLeft(96);
    network.host.setBalance(rich, UInt256.valueOf(most));
    network.refuse("TooManyCoins", rich, most, InfluenceFixture.CONTRACT, "register");
  }

  @Test
  void coinsThatAreOwedToNobodyReachTheTreasury() {
    network.host.transfer(CAROL, InfluenceFixture.SELF, UInt256.valueOf(33));
    assertThat(it.number("surplus")).isEqualTo(33);
    it.send(CAROL, "sweepSurplus");
    assertThat(network.creditOf(TREASURY)).isEqualTo(33);
    assertThat(it.coins(InfluenceFixture.SELF)).isEqualTo(5 * BOND);
  }

  /** An epoch with a result of three attesters that Bob has challenged. */
  private long challenged() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.shares(), 0, 1, 2);
    it.challenge(BOB, epoch);
    return epoch;
  }
}
