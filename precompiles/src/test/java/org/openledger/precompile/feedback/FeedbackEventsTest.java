package org.openledger.precompile.feedback;

import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.feedback.FeedbackFixture.ALICE;
import static org.openledger.precompile.feedback.FeedbackFixture.BOND;
import static org.openledger.precompile.feedback.FeedbackFixture.BOUNTY;
import static org.openledger.precompile.feedback.FeedbackFixture.CONTRACT;
import static org.openledger.precompile.feedback.FeedbackFixture.DAVE;
import static org.openledger.precompile.feedback.FeedbackFixture.NOTICE;
import static org.openledger.precompile.feedback.FeedbackFixture.PENALTY;
import static org.openledger.precompile.feedback.FeedbackFixture.SALT;
import static org.openledger.precompile.feedback.FeedbackFixture.SELF;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;
import static org.openledger.precompile.feedback.FeedbackFixture.WINDOW;
import static org.openledger.precompile.feedback.FeedbackFixture.bytes;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Told;
import org.openledger.precompile.host.Address;

/** All events of each function, with all their values, in order. */
class FeedbackEventsTest {

  private final FeedbackFixture it = new FeedbackFixture();
  private final long model = it.model;

  @Test
  void poolsTell() {
    pays(STRANGER, 1_000, "fund", with(model), told("PoolFunded", model, STRANGER, 1_000L));
    it.settle();
    tells(
        CREATOR,
        "setShare",
        with(model, 2_500L),
        told("AccrualShared", model, CREATOR, 448L, 0L),
        told("ShareChanged", model, 2_500L));
    it.settle();
    long block = it.block() + NOTICE;
    tells(
        CREATOR, "setShare", with(model, 100L), told("ShareLoweringAnnounced", model, 100L, block));
    it.skip(NOTICE);
    tells(
        STRANGER,
        "applyShare",
        with(model),
        told("AccrualShared", model, CREATOR, 336L, 112L),
        told("ShareChanged", model, 100L));
    it.send(CREATOR, "setShare", model, 5_000L);
    it.settle();
    Told.tells(
        it.network,
        STRANGER,
        BigInteger.ZERO,
        "InferenceFees",
        "collect",
        with(model),
        told("Collected", model, SELF, 224L),
        told("Collected", model, CREATOR, 224L),
        told("Collected", 0L, PLATFORM, platform()),
        told("Collected", 0L, TREASURY, 3 * 64L));
  }

  private BigInteger platform() {
    return it.network.read("InferenceFees", "accruedPlatform");
  }

  @Test
  void roundsTell() {
    it.fund(1_000);
    pays(ALICE, BOND, "depositBond", with(), told("RaterBonded", ALICE, BOND, BOND));
    it.bonded(5);
    long request = it.settle();
    tells(
        CREATOR,
        "addItem",
        with(model, PAYER, request),
        told("RoundOpened", model, 1L, it.block(), WINDOW, 500L),
        told("ItemAdded", model, 1L, PAYER, request, 0L));
    it.skip(WINDOW);
    Bytes32 commitment = it.commitment(ALICE, 3);
    tells(
        ALICE,
        "commit",
        with(model, commitment),
        told("RatingsCommitted", model, 1L, ALICE, commitment));
    for (Address rater : FeedbackFixture.RATERS.subList(1, 5)) {
      it.commit(rater, 3);
    }
    it.skip(WINDOW);
    tells(
        ALICE,
        "reveal",
        with(model, bytes(3), SALT),
        told("RatingsRevealed", model, 1L, ALICE, bytes(3)));
    for (Address rater : FeedbackFixture.RATERS.subList(1, 4)) {
      it.reveal(rater, 3);
    }
    it.skip(WINDOW);
    // 500 wei over 4 raters, one item of at most 4.
    tells(STRANGER, "claim", with(model, ALICE), told("RewardPaid", model, 1L, ALICE, 8L, 31L));
    Address silent = FeedbackFixture.RATERS.get(4);
    tells(
        STRANGER,
        "forfeit",
        with(model, 1L, silent),
        told("BondForfeited", model, 1L, silent, PENALTY));
    tells(ALICE, "withdrawBond", with(), told("RaterBondWithdrawn", ALICE, 2 * BOND));
    it.skip(WINDOW);
    request = it.settle();
    tells(
        PAYER,
        "addItem",
        with(model, PAYER, request),
        told("RoundClosed", model, 1L, 469L),
        told("RoundOpened", model, 2L, it.block(), WINDOW, (500 + PENALTY + 469) / 2),
        told("ItemAdded", model, 2L, PAYER, request, 0L));
  }

  @Test
  void correctionsAndSurplusTell() {
    it.bonded(4).fund(1_000_000);
    it.open(1);
    Bytes32 content = Bytes32.repeat((byte) 4);
    tells(
        DAVE,
        "proposeCorrection",
        with(model, 1L, 0L, content, 0L),
        told("CorrectionProposed", 1L, model, DAVE, 1L, 0L, content, 0L));
    it.rate(new int[] {1}, new int[] {1}, new int[] {1}, new int[] {1});
    tells(
        CREATOR,
        "approveCorrection",
        with(1L),
        told("CorrectionApproved", 1L, model, DAVE, BOUNTY));
    it.network.host.setBalance(SELF, UInt256.valueOf(10));
    tells(STRANGER, "sweepSurplus", with(), told("SurplusSwept", TREASURY, 10L));
  }

  private void tells(Address sender, String function, Object[] arguments, Told... expected) {
    pays(sender, 0, function, arguments, expected);
  }

  private void pays(
      Address sender, long value, String function, Object[] arguments, Told... expected) {
    Told.tells(it.network, sender, wei(value), CONTRACT, function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }
}
