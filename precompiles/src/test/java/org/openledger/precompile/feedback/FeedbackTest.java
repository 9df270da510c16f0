package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.feedback.FeedbackFixture.ALICE;
import static org.openledger.precompile.feedback.FeedbackFixture.BOB;
import static org.openledger.precompile.feedback.FeedbackFixture.BOND;
import static org.openledger.precompile.feedback.FeedbackFixture.CAROL;
import static org.openledger.precompile.feedback.FeedbackFixture.CONTRACT;
import static org.openledger.precompile.feedback.FeedbackFixture.DAVE;
import static org.openledger.precompile.feedback.FeedbackFixture.PENALTY;
import static org.openledger.precompile.feedback.FeedbackFixture.SALT;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;
import static org.openledger.precompile.feedback.FeedbackFixture.WINDOW;
import static org.openledger.precompile.feedback.FeedbackFixture.all;
import static org.openledger.precompile.feedback.FeedbackFixture.bytes;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** What each function of rounds, ratings and rewards does, and what it refuses. */
class FeedbackTest {

  private final FeedbackFixture it = new FeedbackFixture();
  private final TestNetwork network = it.network;
  private final long model = it.model;

  @Test
  void creatorAndPayersPutSettledInferencesUpEachOnce() {
    it.fund(1_000);
    long first = it.settle();
    assertThat(it.refuse("NotCreatorNorPayer", ALICE, "addItem", model, PAYER, first))
        .isEqualTo(tuple(model, ALICE));
    assertThat(it.refuse("NotSettled", PAYER, "addItem", model, PAYER, first + 1))
        .isEqualTo(tuple(PAYER, model, first + 1));
    assertThat(it.send(PAYER, "addItem", model, PAYER, first)).isEqualTo(tuple(1L, 0L));
    assertThat(it.refuse("AlreadyAnItem", CREATOR, "addItem", model, PAYER, first))
        .isEqualTo(tuple(PAYER, model, first));
    assertThat(it.send(CREATOR, "addItem", model, PAYER, it.settle())).isEqualTo(tuple(1L, 1L));
    assertThat(it.item(1, 0))
        .isEqualTo(tuple(PAYER, first, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, false, Address.ZERO));
    assertThat(it.send(ALICE, "placeOf", PAYER, model, first + 1)).isEqualTo(tuple(1L, 1L));
    assertThat(it.send(ALICE, "placeOf", PAYER, model, 99L)).isEqualTo(tuple(0L, 0L));
    Tuple[] items = network.read(CONTRACT, "items", model, 1L);
    assertThat(items).containsExactly(it.item(1, 0), it.item(1, 1));
    assertThat(it.round(1))
        .isEqualTo(
            tuple(1, it.block(), WINDOW, 2L, 1L, 4L, 0L, 0L, 1_024L, 3L, 2_500L, 500L, 500L, 125L));
    assertThat(it.amount()).isEqualTo(500);
    it.refuse("UnknownItem", ALICE, "item", model, 1L, 2L);
    assertThat(it.round(2).<Integer>get(0)).as("phase").isZero();
  }

  /** A payer cannot crowd the creator out, nor anybody the others. */
  @Test
  void payersPutUpHalfOfTheItemsAtMost() {
    for (int i = 0; i < 2; i++) {
      it.send(PAYER, "addItem", model, PAYER, it.settle());
    }
    assertThat(it.refuse("TooManyItems", PAYER, "addItem", model, PAYER, it.settle()))
        .isEqualTo(tuple(model, 1L, 2L));
    it.items(2);
    assertThat(it.refuse("TooManyItems", CREATOR, "addItem", model, PAYER, it.settle()))
        .isEqualTo(tuple(model, 1L, 4L));
  }

  @Test
  void eachCallHasItsWindow() {
    it.bonded(4).fund(1_000);
    it.items(1);
    assertThat(it.refuse("WrongPhase", ALICE, "commit", model, SALT))
        .isEqualTo(tuple(model, 1L, 1));
    it.skip(WINDOW - 1);
    it.refuse("WrongPhase", ALICE, "commit", model, SALT);
    it.skip(1);
    it.commit(ALICE, 5);
    assertThat(it.refuse("WrongPhase", CREATOR, "addItem", model, PAYER, it.settle()))
        .isEqualTo(tuple(model, 1L, 2));
    it.refuse("WrongPhase", ALICE, "reveal", model, bytes(5), SALT);
    it.skip(WINDOW);
    assertThat(it.refuse("WrongPhase", BOB, "commit", model, SALT)).isEqualTo(tuple(model, 1L, 3));
    it.refuse("WrongPhase", STRANGER, "claim", model, ALICE);
    it.refuse("WrongPhase", STRANGER, "forfeit", model, 1L, ALICE);
    it.reveal(ALICE, 5);
    it.skip(WINDOW);
    assertThat(it.refuse("WrongPhase", ALICE, "reveal", model, bytes(5), SALT))
        .isEqualTo(tuple(model, 1L, 4));
    it.refuse("WrongPhase", CREATOR, "addItem", model, PAYER, it.settle());
    it.skip(WINDOW);
    assertThat(it.claim(ALICE)).as("until the next round").isZero();
    it.items(1);
    assertThat(it.round(1).<Integer>get(0)).as("phase").isEqualTo(5);
    assertThat(it.rounds()).isEqualTo(2);
    it.refuse("WrongPhase", STRANGER, "claim", model, ALICE);
    it.refuse("WrongPhase", STRANGER, "forfeit", model, 3L, ALICE);
  }

  @Test
  void ratersHaveHadABondSinceBeforeTheRoundAndNoInterest() {
    TestKey key = network.servingKey;
    network.host.setBalance(key.address(), UInt256.valueOf(BOND));
    for (Address rater : new Address[] {ALICE, CREATOR, DAVE, key.address()}) {
      it.bond(rater, BOND);
    }
    it.skip(1);
    it.bond(BOB, BOND - 1);
    it.bond(CAROL, BOND);
    it.open(1);
    network.send(CREATOR, "Models", "transferModel", model, DAVE);
    assertThat(it.refuse("BondTooSmall", BOB, "commit", model, SALT))
        .isEqualTo(tuple(BOB, BOND - 1, BOND));
    assertThat(it.refuse("BondTooNew", CAROL, "commit", model, SALT))
        .isEqualTo(tuple(CAROL, it.block() - WINDOW, it.block() - WINDOW));
    for (Address interested : new Address[] {CREATOR, key.address(), DAVE}) {
      assertThat(it.refuse("ConflictOfInterest", interested, "commit", model, SALT))
          .isEqualTo(tuple(model, interested));
    }
    it.commit(ALICE, 1);
    assertThat(it.refuse("AlreadyCommitted", ALICE, "commit", model, SALT))
        .isEqualTo(tuple(model, 1L, ALICE));
    assertThat(it.refuse("OpenCommitments", ALICE, "withdrawBond")).isEqualTo(tuple(ALICE, 1L));
  }

  @Test
  void aRoundTakesSoManyRaters() {
    it.parameter(Parameter.MAX_RATERS, 2);
    it.bonded(3);
    it.open(1);
    it.parameter(Parameter.MAX_RATERS, 3);
    it.commit(ALICE, 1);
    it.commit(BOB, 1);
    assertThat(it.refuse("TooManyRaters", CAROL, "commit", model, SALT))
        .isEqualTo(tuple(model, 1L, 2L));
  }

  @Test
  void whatIsRevealedIsWhatWasCommittedTo() {
    it.bonded(2);
    it.open(2);
    Bytes32 commitment = it.commitment(ALICE, 5, 4);
    Bytes preimage =
        Bytes.concatenate(
            UInt256.valueOf(model).toBytes(),
            UInt256.ONE.toBytes(),
            ALICE.toWord().toBytes(),
            SALT,
            bytes(5, 4));
    assertThat(commitment).isEqualTo(Keccak256.hash(preimage));
    it.commit(ALICE, 5, 4);
    assertThat(it.ballot(1, ALICE))
        .isEqualTo(
            tuple(
                1,
                Bytes.concatenate(commitment.slice(0, 31), Bytes.of(0)).toArray(),
                new byte[0],
                0L));
    it.skip(WINDOW);
    assertThat(it.refuse("WrongBallotState", BOB, "reveal", model, bytes(5, 4), SALT))
        .isEqualTo(tuple(model, 1L, BOB, 0));
    assertThat(it.refuse("WrongLength", ALICE, "reveal", model, bytes(5), SALT))
        .isEqualTo(tuple(1L, 2L));
    assertThat(it.refuse("WrongReveal", ALICE, "reveal", model, bytes(4, 4), SALT))
        .isEqualTo(tuple((Object) it.commitment(ALICE, 4, 4).toArray()));
    it.refuse("WrongReveal", ALICE, "reveal", model, bytes(5, 4), Bytes32.ZERO);
    it.refuse("WrongLength", ALICE, "commitmentOf", model, 1L, ALICE, new byte[33], SALT);
    it.reveal(ALICE, 5, 4);
    it.refuse("WrongBallotState", ALICE, "reveal", model, bytes(5, 4), SALT);
    assertThat(it.ballot(1, ALICE)).isEqualTo(tuple(2, new byte[32], new byte[] {5, 4}, 0L));
    assertThat(it.rater(ALICE).<BigInteger>get(3)).as("revealed").isEqualTo(1);
    assertThat(it.item(1, 1))
        .isEqualTo(tuple(PAYER, 2L, 0L, 0L, 0L, 1L, 0L, 1L, 4L, 0L, false, Address.ZERO));
    assertThat(it.send(ALICE, "withdrawBond")).isEqualTo(tuple(BOND));
  }

  @Test
  void ratingsAreOneToFiveForAllButOnesOwn() {
    it.bonded(2);
    it.bond(PAYER, BOND);
    it.skip(1);
    it.open(2);
    it.commit(ALICE, 5, 0);
    it.commit(BOB, 6, 1);
    it.commit(PAYER, 0, 1);
    it.skip(WINDOW);
    assertThat(it.refuse("WrongRating", ALICE, "reveal", model, bytes(5, 0), SALT))
        .isEqualTo(tuple(1L, 0L));
    assertThat(it.refuse("WrongRating", BOB, "reveal", model, bytes(6, 1), SALT))
        .isEqualTo(tuple(0L, 6L));
    assertThat(it.refuse("WrongRating", PAYER, "reveal", model, bytes(0, 1), SALT))
        .isEqualTo(tuple(1L, 1L));
  }

  /** The worked example of docs/economics.md. */
  @Test
  void aRaterEarnsByAgreementWithTheMiddleOfTheOthers() {
    it.bonded(4).fund(32_000);
    it.open(2);
    it.rate(new int[] {5, 1}, new int[] {5, 2}, new int[] {4, 2}, new int[] {1, 2});
    // Budget 16,000; four raters: 4,000 each at most, and a quarter of the budget is the same.
    assertThat(it.round(1).<BigInteger>get(13)).as("perRater").isEqualTo(4_000);
    // Others of Alice: 5 4 1 → lo = hi = 4: 8 − |10 − 8| = 6; 2 2 2: 8 − |2 − 4| = 6.
    assertThat(it.ballot(1, ALICE).<BigInteger>get(3)).isEqualTo(12);
    assertThat(it.claim(ALICE)).isEqualTo(4_000 * 12 / 32);
    // Bob: 5 4 1 → 6; 1 2 2 → 8.
    assertThat(it.claim(BOB)).isEqualTo(4_000 * 14 / 32);
    // Carol: 5 5 1 → 8 − |8 − 10| = 6; 1 2 2 → 8. Dave: 5 5 4 → 8 − |2 − 10| = 0; 1 2 2 → 8.
    assertThat(it.claim(CAROL)).isEqualTo(4_000 * 14 / 32);
    assertThat(it.claim(DAVE)).isEqualTo(4_000 * 8 / 32);
    assertThat(network.creditOf(BOB)).isEqualTo(1_750);
    assertThat(it.refuse("WrongBallotState", STRANGER, "claim", model, BOB))
        .isEqualTo(tuple(model, 1L, BOB, 3));
    assertThat(it.item(1, 0))
        .isEqualTo(tuple(PAYER, 1L, 1L, 0L, 0L, 1L, 2L, 4L, 15L, 9L, false, Address.ZERO));
    it.skip(WINDOW);
    it.items(1);
    assertThat(it.round(1).<BigInteger>get(12)).as("left").isZero();
    // 16,000 that were no part of it, 10,000 that it has not paid; half of them for the next.
    assertThat(it.amount()).isEqualTo(13_000);
  }

  @Test
  void whereTooFewOthersHaveRatedNothingIsEarned() {
    it.bonded(3).fund(32_000);
    it.open(1);
    it.rate(all(5, 1), all(5, 1), all(5, 1));
    assertThat(it.claim(ALICE)).isZero();
    assertThat(it.item(1, 0).<BigInteger>get(9)).as("doubledMedian").isEqualTo(10);
  }

  @Test
  void whoDoesNotRevealPaysThePoolAndHisBondStaysUntilThen() {
    it.bonded(2);
    it.open(1);
    it.commit(ALICE, 5);
    it.commit(BOB, 5);
    it.skip(WINDOW);
    it.reveal(BOB, 5);
    it.skip(5 * WINDOW);
    it.items(1);
    assertThat(it.round(1).<Integer>get(0)).as("phase").isEqualTo(5);
    it.refuse("OpenCommitments", ALICE, "withdrawBond");
    assertThat(it.send(STRANGER, "forfeit", model, 1L, ALICE)).isEqualTo(tuple(PENALTY));
    assertThat(it.amount()).isEqualTo(PENALTY);
    assertThat(it.refuse("WrongBallotState", STRANGER, "forfeit", model, 1L, ALICE))
        .isEqualTo(tuple(model, 1L, ALICE, 4));
    it.refuse("WrongBallotState", STRANGER, "forfeit", model, 1L, BOB);
    assertThat(it.rater(ALICE).<BigInteger>get(4)).as("forfeited").isEqualTo(1);
    assertThat(it.send(ALICE, "withdrawBond")).isEqualTo(tuple(BOND - PENALTY));
  }

  @Test
  void aPenaltyTakesNoMoreThanTheBond() {
    it.bonded(1);
    it.open(1);
    it.commit(ALICE, 5);
    it.parameter(Parameter.UNREVEALED_PENALTY, 1_000_000);
    it.skip(2 * WINDOW);
    assertThat(it.send(STRANGER, "forfeit", model, 1L, ALICE)).isEqualTo(tuple(BOND));
    it.refuse("NoBond", ALICE, "withdrawBond");
  }
}
