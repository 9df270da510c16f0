package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.feedback.FeedbackFixture.ALICE;
import static org.openledger.precompile.feedback.FeedbackFixture.BOB;
import static org.openledger.precompile.feedback.FeedbackFixture.BOND;
import static org.openledger.precompile.feedback.FeedbackFixture.BOUNTY;
import static org.openledger.precompile.feedback.FeedbackFixture.CAROL;
import static org.openledger.precompile.feedback.FeedbackFixture.DAVE;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;
import static org.openledger.precompile.feedback.FeedbackFixture.WINDOW;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** Corrections: who offers them, for what they are paid, and how much. INV-FEED-07. */
class CorrectionsTest {

  private static final Bytes32 CONTENT = Bytes32.repeat((byte) 3);

  private final FeedbackFixture it = new FeedbackFixture();
  private final TestNetwork network = it.network;
  private final long model = it.model;

  /** A round of a poor item and a good one. */
  private void rated() {
    it.bonded(4).fund(1_000_000);
    it.open(2);
    it.rate(new int[] {3, 4}, new int[] {3, 4}, new int[] {2, 4}, new int[] {5, 3});
  }

  private long propose(Address author, long item, long contribution) {
    return it.send(author, "proposeCorrection", model, 1L, item, CONTENT, contribution)
        .<BigInteger>get(0)
        .longValueExact();
  }

  @Test
  void anApprovedCorrectionOfAPoorItemEarnsTheBounty() {
    rated();
    long id = propose(CAROL, 0, it.contribution);
    assertThat(it.send(ALICE, "correction", id).<Object>get(0))
        .isEqualTo(tuple(model, 1L, 0L, CAROL, CONTENT, it.contribution, 1, 0L));
    BigInteger before = it.amount();
    BigInteger credit = network.creditOf(CAROL);
    assertThat(it.send(CREATOR, "approveCorrection", id)).isEqualTo(tuple(BOUNTY));
    assertThat(network.creditOf(CAROL)).isEqualTo(credit.add(wei(BOUNTY)));
    assertThat(it.amount()).isEqualTo(before.subtract(wei(BOUNTY)));
    assertThat(it.send(ALICE, "correction", id).<Object>get(0))
        .isEqualTo(tuple(model, 1L, 0L, CAROL, CONTENT, it.contribution, 2, BOUNTY));
    assertThat(it.item(1, 0).<Boolean>get(10)).as("corrected").isTrue();
    assertThat(it.item(1, 1).<Boolean>get(10)).isFalse();
    assertThat(network.<BigInteger>read("Feedback", "correctionCount")).isEqualTo(1);
  }

  @Test
  void oneOfAnItemIsPaidAndOnlyWhereTheItemIsPoor() {
    rated();
    propose(CAROL, 0, 0);
    propose(DAVE, 0, 0);
    propose(DAVE, 1, 0);
    it.send(CREATOR, "approveCorrection", 1L);
    for (long id = 1; id <= 2; id++) {
      assertThat(it.refuse("AlreadyCorrected", CREATOR, "approveCorrection", id))
          .isEqualTo(tuple(model, 1L, 0L));
    }
    assertThat(it.refuse("NotRatedLow", CREATOR, "approveCorrection", 3L)).isEqualTo(tuple(8L, 6L));
    assertThat(it.refuse("UnknownCorrection", CREATOR, "approveCorrection", 4L))
        .isEqualTo(tuple(4L));
    it.refuse("UnknownCorrection", CREATOR, "approveCorrection", 0L);
    assertThat(it.refuse("NotCreator", ALICE, "approveCorrection", 3L))
        .isEqualTo(tuple(model, ALICE));
  }

  @Test
  void nothingIsApprovedBeforeTheRatingsAreRevealedNorWhereThereAreTooFew() {
    it.bonded(3);
    it.open(1);
    propose(CAROL, 0, 0);
    assertThat(it.refuse("WrongPhase", CREATOR, "approveCorrection", 1L))
        .isEqualTo(tuple(model, 1L, 2));
    it.commit(ALICE, 1);
    it.commit(BOB, 1);
    it.skip(WINDOW);
    it.reveal(ALICE, 1);
    it.reveal(BOB, 1);
    it.refuse("WrongPhase", CREATOR, "approveCorrection", 1L);
    it.skip(3 * WINDOW);
    it.items(1);
    assertThat(it.refuse("NotRatedLow", CREATOR, "approveCorrection", 1L)).isEqualTo(tuple(0L, 6L));
  }

  @Test
  void authorsHaveABondAndNoInterest() {
    it.bonded(3);
    it.bond(PAYER, BOND);
    it.bond(CREATOR, BOND);
    it.open(1);
    assertThat(refuse("BondTooSmall", STRANGER, 0)).isEqualTo(tuple(STRANGER, 0L, BOND));
    for (Address interested : new Address[] {PAYER, CREATOR}) {
      assertThat(refuse("ConflictOfInterest", interested, 0)).isEqualTo(tuple(model, interested));
    }
    assertThat(refuse("WrongContribution", ALICE, it.contribution))
        .isEqualTo(tuple(it.contribution, ALICE));
    refuse("WrongContribution", CAROL, it.contribution + 1);
    it.refuse("UnknownItem", ALICE, "proposeCorrection", model, 1L, 1L, CONTENT, 0L);
    it.refuse("UnknownItem", ALICE, "proposeCorrection", model, 2L, 0L, CONTENT, 0L);
  }

  private Object refuse(String error, Address author, long contribution) {
    return it.refuse(error, author, "proposeCorrection", model, 1L, 0L, CONTENT, contribution);
  }

  /** He offers a correction and takes the model over, to approve it himself. */
  @Test
  void whoBecomesTheCreatorIsNotPaidForWhatHeOfferedBefore() {
    rated();
    propose(CAROL, 0, 0);
    network.send(CREATOR, "Models", "transferModel", model, CAROL);
    it.refuse("ConflictOfInterest", CREATOR, "approveCorrection", 1L);
    network.send(CAROL, "Models", "acceptModel", model);
    it.refuse("ConflictOfInterest", CAROL, "approveCorrection", 1L);
  }

  /** However high the governed bounty is, a round's corrections take a round's part of the pool. */
  @Test
  void theBountiesOfARoundAreBoundedByThePool() {
    it.parameter(Parameter.CORRECTION_BOUNTY, 1L << 60);
    it.bonded(4).fund(1_000_000);
    it.open(4);
    int[] poor = FeedbackFixture.all(1, 4);
    it.rate(poor, poor, poor, poor);
    BigInteger before = it.amount();
    for (long item = 0; item < 4; item++) {
      BigInteger pool = it.amount();
      long id = propose(ALICE, item, 0);
      assertThat(it.send(CREATOR, "approveCorrection", id))
          .isEqualTo(tuple(pool.divide(wei(2)).divide(wei(4))));
    }
    assertThat(before.subtract(it.amount())).isLessThanOrEqualTo(before.divide(wei(2)));
  }
}
