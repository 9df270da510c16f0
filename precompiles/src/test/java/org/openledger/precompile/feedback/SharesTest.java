package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.feedback.FeedbackFixture.ALICE;
import static org.openledger.precompile.feedback.FeedbackFixture.BOB;
import static org.openledger.precompile.feedback.FeedbackFixture.CONTRACT;
import static org.openledger.precompile.feedback.FeedbackFixture.NOTICE;
import static org.openledger.precompile.feedback.FeedbackFixture.SELF;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;

/** How a pool is filled, bonds, surplus: what each function does, and what it refuses. */
class SharesTest {

  private final FeedbackFixture it = new FeedbackFixture();
  private final TestNetwork network = it.network;
  private final long model = it.model;

  @Test
  void anybodyFillsAPoolAndInferenceFeesHoldsTheCoins() {
    BigInteger owed = network.read("InferenceFees", "liabilities");
    it.fund(1_000);
    assertThat(it.pool()).isEqualTo(tuple(1_000L, 0L, 0L, 0L, 0L));
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities"))
        .isEqualTo(owed.add(wei(1_000)));
    assertThat(network.<BigInteger>read("InferenceFees", "surplus")).isZero();
    assertThat(network.<BigInteger>read(CONTRACT, "surplus")).isZero();
    it.refuse("ZeroAmount", ALICE, "fund", model);
    it.refuse("ZeroAmount", ALICE, "depositBond");
    it.refuse("UnknownModel", ALICE, "pool", model + 1);
  }

  @Test
  void noMoreCoinsThanCanBeCounted() {
    network.host.setBalance(ALICE, UInt256.MAX_VALUE.shiftRight(2));
    BigInteger most = Totals.MAX_LIABILITIES;
    BigInteger more = most.add(BigInteger.ONE);
    assertThat(network.refuse("TooManyCoins", ALICE, more, CONTRACT, "fund", model))
        .isEqualTo(tuple(more, most));
    assertThat(
            network.refuse(
                "TooManyCoins", ALICE, Rater.MAX_BOND.add(BigInteger.ONE), CONTRACT, "depositBond"))
        .isEqualTo(tuple(Rater.MAX_BOND.add(BigInteger.ONE), Rater.MAX_BOND));
  }

  @Test
  void aCreatorsShareGoesToThePoolWhenWhatHeEarnedIsSharedOut() {
    it.settle();
    it.send(CREATOR, "setShare", model, 2_500L);
    assertThat(network.creditOf(CREATOR)).as("of what came before: all").isEqualTo(448);
    it.settle();
    it.settle();
    network.collect(model);
    assertThat(it.amount()).isEqualTo(2 * 448 / 4);
    assertThat(network.creditOf(CREATOR)).isEqualTo(448 + 2 * 448 * 3 / 4);
  }

  /** INV-FEED-02. */
  @Test
  void aHigherShareHoldsAtOnceAndALowerOneAfterNoticeForWhatAccruesFromThenOn() {
    it.send(CREATOR, "setShare", model, 5_000L);
    it.send(CREATOR, "setShare", model, 1_000L);
    assertThat(it.pool()).isEqualTo(tuple(0L, 5_000L, 1_000L, it.block() + NOTICE, 0L));
    it.settle();
    it.skip(NOTICE - 1);
    assertThat(it.refuse("TooEarly", STRANGER, "applyShare", model))
        .isEqualTo(tuple(it.block() + 1, it.block()));
    it.skip(1);
    it.settle();
    it.send(STRANGER, "applyShare", model);
    assertThat(it.amount()).as("by the higher one").isEqualTo(448);
    assertThat(network.creditOf(CREATOR)).isEqualTo(448);
    assertThat(it.pool()).isEqualTo(tuple(448L, 1_000L, 0L, 0L, 0L));
    it.refuse("NothingAnnounced", STRANGER, "applyShare", model);
    it.send(CREATOR, "setShare", model, 0L);
    it.send(CREATOR, "setShare", model, 1_000L);
    it.refuse("NothingAnnounced", STRANGER, "applyShare", model);
  }

  @Test
  void onlyTheCreatorPledgesAndNoMoreThanIsGoverned() {
    assertThat(it.refuse("NotCreator", ALICE, "setShare", model, 1L))
        .isEqualTo(tuple(model, ALICE));
    assertThat(it.refuse("ShareOutOfBounds", CREATOR, "setShare", model, 5_001L))
        .isEqualTo(tuple(5_001L, 5_000L));
    it.send(CREATOR, "setShare", model, 5_000L);
    it.parameter(Parameter.MAX_FEEDBACK_SHARE, 100);
    it.send(CREATOR, "setShare", model, 4_000L);
    it.send(CREATOR, "setShare", model, 5_000L);
    it.refuse("ShareOutOfBounds", CREATOR, "setShare", model, 5_001L);
  }

  /** INV-FEE-10: an accrual that makes room in a settlement is shared out too. */
  @Test
  void whatAFormerCreatorEarnedIsSharedOutByTheSettlementThatMakesRoom() {
    it.send(CREATOR, "setShare", model, 5_000L);
    it.settle();
    network.send(CREATOR, "Models", "transferModel", model, BOB);
    network.send(BOB, "Models", "acceptModel", model);
    it.settle();
    assertThat(network.creditOf(CREATOR)).isEqualTo(224);
    assertThat(it.amount()).isEqualTo(224);
  }

  @Test
  void bondsCountFromTheirLastDepositAndComeBackAsCredit() {
    it.bond(ALICE, 600);
    it.skip(5);
    it.bond(ALICE, 500);
    assertThat(it.rater(ALICE)).isEqualTo(tuple(1_100L, it.block(), 0L, 0L, 0L));
    assertThat(it.send(ALICE, "withdrawBond")).isEqualTo(tuple(1_100L));
    assertThat(network.creditOf(ALICE)).isEqualTo(1_100);
    assertThat(it.refuse("NoBond", ALICE, "withdrawBond")).isEqualTo(tuple(ALICE));
  }

  @Test
  void coinsThatNobodyIsOwedGoToTheTreasury() {
    network.host.setBalance(SELF, UInt256.valueOf(77));
    assertThat(network.<BigInteger>read(CONTRACT, "surplus")).isEqualTo(77);
    assertThat(it.send(STRANGER, "sweepSurplus")).isEqualTo(tuple(77L));
    assertThat(network.creditOf(TREASURY)).isEqualTo(77);
    assertThat(it.send(STRANGER, "sweepSurplus")).isEqualTo(tuple(0L));
    assertThat(network.<BigInteger>read("InferenceFees", "surplus")).isZero();
  }
}
