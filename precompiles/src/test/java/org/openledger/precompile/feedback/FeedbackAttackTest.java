package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.feedback.FeedbackFixture.ALICE;
import static org.openledger.precompile.feedback.FeedbackFixture.BOB;
import static org.openledger.precompile.feedback.FeedbackFixture.BOND;
import static org.openledger.precompile.feedback.FeedbackFixture.RATERS;
import static org.openledger.precompile.feedback.FeedbackFixture.SALT;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;
import static org.openledger.precompile.feedback.FeedbackFixture.WINDOW;
import static org.openledger.precompile.feedback.FeedbackFixture.all;
import static org.openledger.precompile.feedback.FeedbackFixture.bytes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;

/** What somebody would try, and what he gets. */
class FeedbackAttackTest {

  private static final int WITHHELD = 0;
  private static final int MIN_OTHERS = 3;
  private static final long BUDGET = 1_000_000_007;
  private static final long[] CAPS = {1, 500, 1_250, 10_000};

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);

  private static Round round(long cap, int revealed) {
    return new Round(
        1, 10, 1, 1, 0, 100, revealed, revealed, MIN_OTHERS, (int) cap, wei(BUDGET), wei(BUDGET));
  }

  /** What those ratings of one item earn that stand from a place on, in wei; 0: withheld. */
  private static BigInteger earned(long cap, int[] ratings, int from) {
    Histogram histogram = new Histogram(0, 0, 0, 0, 0);
    for (int rating : ratings) {
      histogram = rating == WITHHELD ? histogram : histogram.plus(rating, 1);
    }
    Round round = round(cap, histogram.count());
    BigInteger sum = BigInteger.ZERO;
    for (int i = from; i < ratings.length; i++) {
      if (ratings[i] != WITHHELD) {
        sum = sum.add(round.reward(histogram.agreement(ratings[i], MIN_OTHERS)));
      }
    }
    return sum;
  }

  /** All things that a ring can do: each member rates 1 to 5, or does not reveal. */
  private static List<int[]> everythingThat(int ring) {
    List<int[]> all = new ArrayList<>();
    int count = (int) Math.pow(6, ring);
    for (int code = 0; code < count; code++) {
      int[] ratings = new int[ring];
      for (int i = 0, rest = code; i < ring; i++, rest /= 6) {
        ratings[i] = rest % 6;
      }
      all.add(ratings);
    }
    return all;
  }

  private static int[] with(int[] honest, int[] ring) {
    int[] ratings = new int[honest.length + ring.length];
    System.arraycopy(honest, 0, ratings, 0, honest.length);
    System.arraycopy(ring, 0, ratings, honest.length, ring.length);
    return ratings;
  }

  /**
   * Where honest raters agree, whatever a ring of any size says or withholds, it earns no more than
   * by rating as they do; below their number it earns less by each rating that differs. Penalties
   * for what is withheld come on top.
   */
  @Test
  void noRingGainsByLyingOrBySilence() {
    int tried = 0;
    for (int ring = 1; ring <= 4; ring++) {
      for (int honest = 3; honest <= 6; honest++) {
        for (int truth = 1; truth <= 5; truth++) {
          for (long cap : CAPS) {
            BigInteger best = earned(cap, with(all(truth, honest), all(truth, ring)), honest);
            for (int[] lie : everythingThat(ring)) {
              BigInteger gets = earned(cap, with(all(truth, honest), lie), honest);
              assertThat(gets).isLessThanOrEqualTo(best);
              if (ring <= honest && differs(lie, truth) && cap > 1) {
                assertThat(gets).as("below the majority").isLessThan(best);
              }
              tried++;
            }
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(100_000);
  }

  private static boolean differs(int[] ratings, int from) {
    for (int rating : ratings) {
      if (rating != from) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where honest raters do not agree, a ring may agree better with itself than they do. It earns no
   * more than its members' parts, at most the cap each; and nothing that honest raters lose by it.
   */
  @Test
  void aRingOfAnySizeEarnsAtMostItsMembersParts() {
    for (int i = 0; i < 300; i++) {
      int[] honest = random.ints(3 + random.nextInt(5), 1, 6).toArray();
      int ring = 1 + random.nextInt(4);
      long cap = CAPS[random.nextInt(CAPS.length)];
      for (int[] lie : everythingThat(ring)) {
        int[] ratings = with(honest, lie);
        int members = (int) Arrays.stream(lie).filter(r -> r != WITHHELD).count();
        BigInteger gets = earned(cap, ratings, honest.length);
        Round round = round(cap, honest.length + members);
        assertThat(gets)
            .as("seed " + seed + ", round " + i)
            .isLessThanOrEqualTo(round.perRater().multiply(wei(members)));
        assertThat(earned(cap, ratings, 0)).isLessThanOrEqualTo(wei(BUDGET));
      }
    }
  }

  /** Points that an honest rater loses do not become another's: they stay in the pool. */
  @Test
  void whatARaterEarnsDoesNotGrowByWhatAnotherLoses() {
    for (int i = 0; i < 20_000; i++) {
      int[] ratings = random.ints(5 + random.nextInt(5), 1, 6).toArray();
      Histogram histogram = new Histogram(0, 0, 0, 0, 0);
      for (int rating : ratings) {
        histogram = histogram.plus(rating, 1);
      }
      int own = ratings[0];
      int median = histogram.plus(own, -1).doubledMedian();
      // Another leaves the middle where it is, and loses all his points or none.
      Histogram other = histogram.plus(ratings[1], -1).plus(1 + random.nextInt(5), 1);
      if (other.plus(own, -1).doubledMedian() == median) {
        assertThat(other.agreement(own, MIN_OTHERS))
            .as("seed " + seed)
            .isEqualTo(histogram.agreement(own, MIN_OTHERS));
      }
    }
  }

  /** Rewards are rounded down, each by itself: over a million of them nobody gains a wei. */
  @Test
  void nobodyEarnsByRoundingOverAMillionRewards() {
    BigInteger pool = BigInteger.ONE.shiftLeft(100);
    BigInteger paid = BigInteger.ZERO;
    BigInteger wealth = pool;
    int operations = 0;
    while (operations < 1_000_000) {
      int raters = 1 + random.nextInt(60);
      int items = 1 + random.nextInt(32);
      BigInteger budget = wei(random.nextLong(1L << (1 + random.nextInt(62))));
      int cap = 1 + random.nextInt(10_000);
      Round round = new Round(1, 1, items, items, 0, 100, raters, raters, 3, cap, budget, budget);
      BigInteger left = budget;
      for (int rater = 0; rater < raters; rater++, operations++) {
        int points = random.nextInt(8 * items + 1);
        BigInteger reward = round.reward(points);
        BigInteger[] exact =
            budget.multiply(wei(points)).divideAndRemainder(wei(8L * items * raters));
        if (reward.compareTo(exact[0]) > 0) {
          throw new AssertionError("seed " + seed + ": " + reward + " of " + round);
        }
        left = left.subtract(reward);
        paid = paid.add(reward);
      }
      assertThat(left.signum() >= 0).as("seed " + seed + ", " + round).isTrue();
      pool = pool.subtract(budget).add(left);
    }
    assertThat(pool.add(paid)).isEqualTo(wealth);
  }

  /** He copies another's commitment, and later what was revealed. */
  @Test
  void whoCopiesACommitmentCannotRevealIt() {
    FeedbackFixture it = new FeedbackFixture().bonded(2);
    it.open(1);
    Bytes32 copied = it.commitment(ALICE, 4);
    it.send(ALICE, "commit", it.model, copied);
    it.send(BOB, "commit", it.model, copied);
    it.skip(WINDOW);
    it.reveal(ALICE, 4);
    it.refuse("WrongReveal", BOB, "reveal", it.model, bytes(4), SALT);
    it.refuse("WrongPhase", BOB, "commit", it.model, copied);
  }

  /** One bond under several names: below the minimum each, or one after the other. */
  @Test
  void aBondServesOneIdentityOfARound() {
    FeedbackFixture it = new FeedbackFixture();
    for (Address part : RATERS.subList(0, 10)) {
      it.bond(part, BOND / 10);
    }
    it.bond(STRANGER, BOND);
    it.skip(1);
    it.open(1);
    for (Address part : RATERS.subList(0, 10)) {
      it.refuse("BondTooSmall", part, "commit", it.model, SALT);
    }
    // Withdrawn and put down again for another, who was not there before the round.
    it.send(STRANGER, "withdrawBond");
    it.network.send(STRANGER, "InferenceFees", "withdrawTo", TestNetwork.account(61));
    it.bond(TestNetwork.account(61), BOND);
    it.refuse("BondTooNew", TestNetwork.account(61), "commit", it.model, SALT);
    it.refuse("BondTooSmall", STRANGER, "commit", it.model, SALT);
  }

  /** More identities earn more only as each brings a bond, and all together the budget at most. */
  @Test
  void identitiesEarnTheirPartsAndTogetherTheBudgetAtMost() {
    for (int sybils : new int[] {1, 4, 8, 16}) {
      FeedbackFixture it = new FeedbackFixture().bonded(4 + sybils);
      it.fund(1_000_000);
      it.open(4);
      int[][] ratings = new int[4 + sybils][];
      Arrays.fill(ratings, all(4, 4));
      it.rate(ratings);
      BigInteger gets = BigInteger.ZERO;
      for (Address sybil : RATERS.subList(4, 4 + sybils)) {
        gets = gets.add(it.claim(sybil));
      }
      long perRater = Math.min(500_000 / (4 + sybils), 125_000);
      assertThat(gets).isEqualTo(sybils * perRater);
      for (Address honest : RATERS.subList(0, 4)) {
        gets = gets.add(it.claim(honest));
      }
      assertThat(gets).isLessThanOrEqualTo(wei(500_000));
    }
  }

  /** A payer with friends opens rounds of one inference each, which nobody else cares about. */
  @Test
  void aRoundOfOneItemPaysForOneItem() {
    FeedbackFixture it = new FeedbackFixture().bonded(4);
    it.fund(1_000_000);
    BigInteger got = BigInteger.ZERO;
    for (int round = 0; round < 3; round++) {
      it.send(PAYER, "addItem", it.model, PAYER, it.settle());
      it.skip(WINDOW);
      it.rate(all(5, 1), all(5, 1), all(5, 1), all(5, 1));
      BigInteger budget = it.round(round + 1L).get(11);
      BigInteger earned = BigInteger.ZERO;
      for (Address rater : RATERS.subList(0, 4)) {
        earned = earned.add(it.claim(rater));
      }
      assertThat(earned).isLessThanOrEqualTo(budget.divide(wei(4)));
      got = got.add(earned);
      it.skip(WINDOW);
    }
    assertThat(got.longValueExact()).isLessThan(3 * 125_000);
  }

  /** He fills the pool, or raises the share, once he knows that he will earn. */
  @Test
  void whatComesDuringARoundIsForTheNext() {
    FeedbackFixture it = new FeedbackFixture().bonded(4);
    it.fund(1_000);
    it.open(1);
    it.rate(all(5, 1), all(5, 1), all(5, 1), all(5, 1));
    it.fund(1_000_000);
    it.send(CREATOR, "setShare", it.model, 5_000L);
    it.settle();
    it.network.collect(it.model);
    assertThat(it.claim(ALICE)).isEqualTo(500 / 4 / 4);
  }

  /** The creator makes those who may rate interested ones, after they have committed. */
  @Test
  void noCreatorKeepsACommittedRaterFromRevealing() {
    FeedbackFixture it = new FeedbackFixture().bonded(4);
    it.open(1);
    it.commit(ALICE, 1);
    it.network.send(CREATOR, "Models", "addServingKey", it.model, ALICE);
    it.skip(WINDOW);
    it.reveal(ALICE, 1);
  }
}
