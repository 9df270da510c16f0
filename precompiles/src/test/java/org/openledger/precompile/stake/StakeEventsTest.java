package org.openledger.precompile.stake;

import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.stake.StakeFixture.ALICE;
import static org.openledger.precompile.stake.StakeFixture.BOB;
import static org.openledger.precompile.stake.StakeFixture.CONTRACT;
import static org.openledger.precompile.stake.StakeFixture.COOLDOWN;
import static org.openledger.precompile.stake.StakeFixture.EVIDENCE;
import static org.openledger.precompile.stake.StakeFixture.SELF;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Told;
import org.openledger.precompile.host.Address;

/** All events of each function, with all their values, in order. */
class StakeEventsTest {

  private final StakeFixture it = new StakeFixture();
  private final long model = it.model;

  @Test
  void tokensTell() {
    Told.tells(
        it.network,
        ALICE,
        wei(100),
        CONTRACT,
        "deposit",
        with(),
        told("Transfer", Address.ZERO, ALICE, 100L));
    tells(
        ALICE,
        "delegate",
        with(BOB),
        told("DelegateChanged", ALICE, Address.ZERO, BOB),
        told("DelegateVotesChanged", BOB, 0L, 100L));
    tells(
        ALICE,
        "transfer",
        with(BOB, 30L),
        told("Transfer", ALICE, BOB, 30L),
        told("DelegateVotesChanged", BOB, 100L, 70L));
    tells(ALICE, "approve", with(BOB, 30L), told("Approval", ALICE, BOB, 30L));
    tells(
        BOB,
        "transferFrom",
        with(ALICE, BOB, 20L),
        told("Transfer", ALICE, BOB, 20L),
        told("DelegateVotesChanged", BOB, 70L, 50L));
    tells(
        ALICE,
        "redeem",
        with(10L),
        told("Transfer", ALICE, SELF, 10L),
        told("DelegateVotesChanged", BOB, 50L, 40L),
        told("CooldownStarted", ALICE, 0L, 10L, 1_000 + COOLDOWN));
    it.skip(COOLDOWN);
    tells(
        ALICE,
        "withdraw",
        with(0L),
        told("Transfer", SELF, Address.ZERO, 10L),
        told("Withdrawn", ALICE, 0L, 10L));
  }

  @Test
  void stakeTells() {
    it.deposit(ALICE, 1_024);
    it.send(ALICE, "delegate", ALICE);
    it.settle(1);
    tells(
        ALICE,
        "stake",
        with(0L, 256L),
        told("RewardsShared", 0L, TREASURY, 64L),
        told("Transfer", ALICE, SELF, 256L),
        told("Staked", ALICE, 0L, 256L, 256L));
    tells(
        ALICE,
        "stake",
        with(model, 512L),
        told("Transfer", ALICE, SELF, 512L),
        told("DelegateVotesChanged", ALICE, 1_024L, 512L),
        told("Staked", ALICE, model, 512L, 512L));
    it.settle(1);
    tells(
        ALICE,
        "unstake",
        with(model, 256L),
        told("RewardsShared", model, SELF, 32L),
        told("RewardPaid", ALICE, model, 32L),
        told("CooldownStarted", ALICE, model, 256L, 1_000 + COOLDOWN));
    tells(
        ALICE,
        "claim",
        with(0L),
        told("RewardsShared", 0L, SELF, 32L),
        told("RewardPaid", ALICE, 0L, 32L));
    tells(
        ALICE,
        "unstake",
        with(0L, 56L),
        told("CooldownStarted", ALICE, 0L, 56L, 1_000 + COOLDOWN),
        told("DelegateVotesChanged", ALICE, 512L, 456L));
  }

  @Test
  void slashesAndSurplusTell() {
    it.stake(ALICE, model, 800);
    it.stake(ALICE, 0, 800);
    it.send(ALICE, "delegate", BOB);
    it.send(ALICE, "unstake", model, 200L);
    tells(
        GOVERNOR,
        "slashModel",
        with(model, 1_000L, EVIDENCE),
        told("Transfer", SELF, Address.ZERO, 80L),
        told("Credited", TREASURY, 80L),
        told("ModelSlashed", model, 1_000L, 60L, 20L, EVIDENCE));
    tells(
        GOVERNOR,
        "slashAccount",
        with(ALICE, 0L, 1_000L, EVIDENCE),
        told("DelegateVotesChanged", BOB, 800L, 720L),
        told("Transfer", SELF, Address.ZERO, 80L),
        told("Credited", TREASURY, 80L),
        told("AccountSlashed", ALICE, 0L, 1_000L, 80L, 0L, EVIDENCE));
    it.network.host.setBalance(SELF, UInt256.valueOf(it.coins(SELF).add(BigInteger.TEN)));
    tells(BOB, "sweepSurplus", with(), told("SurplusSwept", TREASURY, 10L));
  }

  private void tells(Address sender, String function, Object[] arguments, Told... expected) {
    Told.tells(it.network, sender, BigInteger.ZERO, CONTRACT, function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }
}
