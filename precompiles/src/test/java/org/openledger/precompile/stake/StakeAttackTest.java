package org.openledger.precompile.stake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.stake.StakeFixture.ALICE;
import static org.openledger.precompile.stake.StakeFixture.BOB;
import static org.openledger.precompile.stake.StakeFixture.CAROL;
import static org.openledger.precompile.stake.StakeFixture.COOLDOWN;
import static org.openledger.precompile.stake.StakeFixture.EVIDENCE;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;

/** What somebody would try, and what he gets. */
class StakeAttackTest {

  /** He stakes in front of a settlement and leaves behind it, all in one block. */
  @Test
  void aFlashStakeEarnsItsProportionOfThatOneFeeAndIsLockedForTheCooldown() {
    StakeFixture it = new StakeFixture();
    it.stake(ALICE, 0, 128);
    it.settle(10);
    it.stake(BOB, 0, 384);
    it.settle(1);
    it.send(BOB, "unstake", 0L, 384L);
    assertThat(it.network.creditOf(BOB)).as("3/4 of 64 wei").isEqualTo(48);
    it.refuse("TooEarly", BOB, "withdraw", 0L);
    it.refuse("NonTransferableWhileStaked", BOB, "transfer", CAROL, 1L);
    it.settle(10);
    it.skip(COOLDOWN);
    it.send(BOB, "withdraw", 0L);
    it.send(BOB, "claim", 0L);
    assertThat(it.network.creditOf(BOB)).isEqualTo(48);
    it.send(ALICE, "claim", 0L);
    assertThat(it.network.creditOf(ALICE)).isEqualTo(10 * 64 + 16 + 10 * 64);
  }

  /** Fees wait in an accrual that nobody has shared out: whoever comes late gets nothing of it. */
  @Test
  void whoComesLateEarnsNothingOfThePastInAnyPool() {
    for (boolean general : new boolean[] {true, false}) {
      StakeFixture it = new StakeFixture();
      long pool = general ? 0 : it.model;
      it.stake(ALICE, pool, 1);
      it.settle(50);
      it.stake(BOB, pool, 1_000_000_000);
      it.network.collect(it.model);
      assertThat(it.send(BOB, "claim", pool)).isEqualTo(ContractFixture.tuple(0L));
      assertThat(it.send(ALICE, "claim", pool).<BigInteger>get(0))
          .isEqualTo(50 * (general ? 64 : 32));
    }
  }

  /** To be first on a model takes nothing of what was earned before. */
  @Test
  void theFirstOnAModelTakesNothingThatGeneralStakeHasEarned() {
    StakeFixture it = new StakeFixture();
    it.stake(ALICE, 0, 128);
    it.settle(10);
    it.stake(BOB, it.model, 1);
    assertThat(it.send(BOB, "claim", it.model)).isEqualTo(ContractFixture.tuple(0L));
    assertThat(it.send(ALICE, "claim", 0L)).isEqualTo(ContractFixture.tuple(640L));
  }

  /** Claiming after each of many tiny fees brings what claiming once brings. */
  @Test
  void claimingOftenGainsNothingAndLosesNothing() {
    StakeFixture often = new StakeFixture();
    StakeFixture once = new StakeFixture();
    for (StakeFixture it : List.of(often, once)) {
      it.stake(ALICE, 0, 1);
      it.stake(BOB, 0, 2);
      it.stake(CAROL, 0, 4);
      for (int i = 0; i < 40; i++) {
        it.settle(1);
        if (it == often) {
          it.send(ALICE, "claim", 0L);
          it.send(BOB, "claim", 0L);
        }
      }
      it.send(ALICE, "claim", 0L);
      it.send(BOB, "claim", 0L);
    }
    for (Address account : List.of(ALICE, BOB)) {
      assertThat(often.network.creditOf(account)).isEqualTo(once.network.creditOf(account));
    }
    assertThat(once.network.creditOf(ALICE)).isEqualTo(40 * 64 / 7);
  }

  /**
   * Stake over many identities, on and off, earns what one identity's earns, but for a wei each.
   */
  @Test
  void splittingStakeOverIdentitiesGainsNothing() {
    StakeFixture one = new StakeFixture();
    StakeFixture many = new StakeFixture();
    one.stake(ALICE, 0, 1_000);
    many.stake(ALICE, 0, 1_000);
    one.stake(BOB, 0, 70);
    for (int i = 0; i < 7; i++) {
      many.stake(TestNetwork.account(30 + i), 0, 10);
    }
    BigInteger split = BigInteger.ZERO;
    for (StakeFixture it : List.of(one, many)) {
      it.settle(23);
    }
    one.send(BOB, "claim", 0L);
    for (int i = 0; i < 7; i++) {
      many.send(TestNetwork.account(30 + i), "claim", 0L);
      split = split.add(many.network.creditOf(TestNetwork.account(30 + i)));
    }
    assertThat(split).isLessThanOrEqualTo(one.network.creditOf(BOB));
  }

  /** He votes, leaves, and lends the same coins to another who votes again. */
  @Test
  void coinsThatVotedOnceInABlockVoteForNobodyElseInIt() {
    StakeFixture it = new StakeFixture();
    it.deposit(ALICE, 100);
    it.send(ALICE, "delegate", ALICE);
    it.send(BOB, "delegate", BOB);
    it.send(CAROL, "delegate", CAROL);
    it.skip(1);
    // Within one block through three hands, and a stake between.
    it.send(ALICE, "transfer", BOB, 100L);
    it.send(BOB, "stake", 0L, 60L);
    it.send(BOB, "delegate", CAROL);
    it.send(BOB, "transfer", ALICE, 40L);
    it.send(BOB, "unstake", 0L, 60L);
    long block = it.network.host.blockNumber();
    it.skip(1);
    BigInteger all = BigInteger.ZERO;
    for (Address account : List.of(ALICE, BOB, CAROL)) {
      all = all.add(it.number("getPastVotes", account, block));
    }
    assertThat(all).isEqualTo(40).isEqualTo(it.number("getPastTotalSupply", block));
    assertThat(it.number("getPastVotes", ALICE, block - 1)).isEqualTo(100);
  }

  /** A deposit that is taken back in its block has no vote in any past. */
  @Test
  void coinsOfOneBlockHaveNoVoteInThePast() {
    StakeFixture it = new StakeFixture();
    it.send(ALICE, "delegate", ALICE);
    it.deposit(ALICE, 1_000_000);
    it.send(ALICE, "redeem", 1_000_000L);
    long block = it.network.host.blockNumber();
    it.skip(1);
    assertThat(it.number("getPastVotes", ALICE, block)).isZero();
    assertThat(it.number("getPastTotalSupply", block)).isZero();
    it.refuse("TooEarly", ALICE, "withdraw", 0L);
  }

  /**
   * Whatever part of his stake, in whatever steps and before or after a slash, somebody takes back:
   * he loses the same, but for a wei of rounding a step, and the others are not touched by it.
   */
  @Test
  void noOrderOfUnstakingAndSlashingSparesAnybody() {
    long seed = Long.getLong("seed", 20261121L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 60; round++) {
      long share = 1 + random.nextInt(5_000);
      long amount = 1 + random.nextInt(100_000);
      long others = 1 + random.nextInt(100_000);
      boolean whole = random.nextBoolean();
      StakeFixture plain = new StakeFixture();
      StakeFixture evasive = new StakeFixture();
      List<StakeFixture> both = List.of(plain, evasive);
      for (StakeFixture it : both) {
        it.stake(ALICE, it.model, amount);
        it.stake(BOB, it.model, others);
      }
      int steps = 0;
      for (int i = random.nextInt(4); i > 0; i--) {
        steps += unstakeSome(evasive, random);
        evasive.skip(random.nextInt((int) COOLDOWN / 4));
      }
      for (StakeFixture it : both) {
        slash(it, whole, share);
      }
      steps += unstakeSome(evasive, random);
      String when = "seed " + seed + ", round " + round;
      assertThat(worth(evasive, ALICE))
          .as(when)
          .isBetween(
              worth(plain, ALICE).subtract(wei(steps + 1)),
              worth(plain, ALICE).add(wei(steps + 1)));
      assertThat(worth(evasive, BOB).subtract(worth(plain, BOB)).abs())
          .as(when)
          .isLessThanOrEqualTo(wei(steps + 1));
    }
  }

  private static int unstakeSome(StakeFixture it, SplittableRandom random) {
    long staked = it.stakeOf(ALICE, it.model).<BigInteger>get(0).longValueExact();
    if (staked == 0) {
      return 0;
    }
    it.send(ALICE, "unstake", it.model, 1 + random.nextLong(staked));
    return 1;
  }

  private static void slash(StakeFixture it, boolean whole, long share) {
    if (whole) {
      it.send(GOVERNOR, "slashModel", it.model, share, EVIDENCE);
    } else {
      it.send(GOVERNOR, "slashAccount", ALICE, it.model, share, EVIDENCE);
    }
  }

  private static BigInteger worth(StakeFixture it, Address account) {
    var stake = it.stakeOf(account, it.model);
    return stake.<BigInteger>get(0).add(stake.get(1));
  }

  /** Slashes cannot be heaped up while somebody is on his way out. */
  @Test
  void whoBeginsToLeaveMeetsAtMostOneMoreSlashOfEachKind() {
    StakeFixture it = new StakeFixture();
    it.stake(ALICE, it.model, 1_000);
    it.send(ALICE, "unstake", it.model, 1_000L);
    List<Boolean> slashed = new ArrayList<>();
    for (int i = 0; i < COOLDOWN; i++) {
      int before = worth(it, ALICE).intValueExact();
      if (i == 0) {
        it.send(GOVERNOR, "slashModel", it.model, 5_000L, EVIDENCE);
      } else {
        it.refuse("SlashedLately", GOVERNOR, "slashModel", it.model, 5_000L, EVIDENCE);
      }
      slashed.add(worth(it, ALICE).intValueExact() < before);
      it.skip(1);
    }
    assertThat(slashed).containsOnlyOnce(true);
    assertThat(it.send(ALICE, "withdraw", it.model)).isEqualTo(ContractFixture.tuple(500L));
  }
}
