package org.openledger.precompile.influence;

import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.influence.InfluenceFixture.ALICE;
import static org.openledger.precompile.influence.InfluenceFixture.BOB;
import static org.openledger.precompile.influence.InfluenceFixture.BOND;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.CHALLENGE;
import static org.openledger.precompile.influence.InfluenceFixture.CONTRACT;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;
import static org.openledger.precompile.influence.InfluenceFixture.WINDOW;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Role;

/** All events of each function, with all their values, in order. */
class InfluenceEventsTest {

  private static final long SLASH = BOND / 5;

  private final InfluenceFixture it = new InfluenceFixture();
  private final long model = it.model;

  @Test
  void attestersTell() {
    Address sixth = it.appointed(200).address();
    tells(
        sixth,
        BOND,
        "register",
        with(),
        told("AttesterBondDeposited", sixth, BOND, BOND),
        told("AttesterActivated", sixth, 6L));
    tells(sixth, 5, "register", with(), told("AttesterBondDeposited", sixth, 5L, BOND + 5));
    it.network.send(ADMIN, "System", "revokeRole", Role.ATTESTER.id(), sixth);
    tells(CAROL, 0, "suspend", with(sixth), told("AttesterSuspended", sixth));
    long unlock = it.network.host.blockNumber() + WINDOW;
    tells(sixth, 0, "leave", with(), told("AttesterLeft", sixth, unlock));
    it.skip(WINDOW);
    tells(sixth, 0, "withdrawBond", with(), told("AttesterBondWithdrawn", sixth, BOND + 5));
    it.network.host.transfer(CAROL, InfluenceFixture.SELF, UInt256.valueOf(3));
    tells(CAROL, 0, "sweepSurplus", with(), told("SurplusSwept", TREASURY, 3L));
  }

  @Test
  void aResultTells() {
    long epoch = it.endedEpoch();
    Bytes32 hash = Keccak256.hash(it.shares());
    Bytes three = it.signed(epoch, 0, it.shares(), 0, 1, 2);
    tells(
        CAROL,
        0,
        "submit",
        with(model, epoch, EVIDENCE, METHOD, it.shares(), three),
        told("ResultSubmitted", model, epoch, 0L, hash, EVIDENCE, METHOD, 0b1110L, it.shares()));
    Bytes fourth = it.signed(epoch, 0, it.shares(), 3);
    tells(
        CAROL,
        0,
        "cosign",
        with(model, epoch, hash, EVIDENCE, METHOD, fourth),
        told("ResultCosigned", model, epoch, hash, 0b10000L));
    it.skip(WINDOW + 1);
    long alice = it.network.<BigInteger>read("InferenceFees", "accountNumber", ALICE).longValue();
    long bob = it.network.<BigInteger>read("InferenceFees", "accountNumber", BOB).longValue();
    tells(
        CAROL,
        0,
        "pay",
        with(model, epoch, it.shares()),
        told("Credited", model, epoch, DATANET_TREASURY, 96L),
        told(
            "PoolPaid",
            model,
            epoch,
            1L,
            384L,
            96L,
            Bytes.concatenate(payout(alice, 240), payout(bob, 48))),
        told("AttestersCounted", model, epoch, 0b11110L, 0L, 0b100000L));
  }

  @Test
  void challengesTell() {
    long epoch = it.endedEpoch();
    it.submit(epoch, 0, it.greed(), 0, 1, 2);
    Bytes32 hash = Keccak256.hash(it.greed());
    tells(
        BOB,
        CHALLENGE,
        "challenge",
        with(model, epoch, EVIDENCE),
        told("ResultChallenged", model, epoch, BOB, CHALLENGE, EVIDENCE));
    Bytes four = it.signed(epoch, 1, it.shares(), 1, 2, 3, 4);
    Bytes32 other = Keccak256.hash(it.shares());
    tells(
        CAROL,
        0,
        "rerun",
        with(model, epoch, EVIDENCE, METHOD, it.shares(), four),
        told("ResultRerun", model, epoch, other, EVIDENCE, METHOD, 0b111100L, it.shares()));
    it.skip(2 * WINDOW + 1);
    tells(
        CAROL,
        0,
        "close",
        with(model, epoch),
        told("Credited", model, epoch, BOB, CHALLENGE),
        slashed(epoch, 0),
        suspended(0),
        slashed(epoch, 1),
        suspended(1),
        slashed(epoch, 2),
        suspended(2),
        told("Credited", model, epoch, BOB, 3 * SLASH / 2),
        told("Credited", model, epoch, TREASURY, 3 * SLASH / 2),
        told("ResultOverturned", model, epoch, 0L, hash, other));
    it.challenge(CAROL, epoch);
    tells(
        GOVERNOR,
        0,
        "resolve",
        with(model, epoch, true, EVIDENCE),
        told("Credited", model, epoch, TREASURY, CHALLENGE),
        told("ResultUpheld", model, epoch, EVIDENCE));
  }

  @Test
  void whatIsForfeitedOrProvedTells() {
    long epoch = it.endedEpoch();
    tells(
        BOB,
        0,
        "proveContradiction",
        with(
            model,
            epoch,
            0L,
            it.statement(epoch, 0, it.shares(), 4),
            it.statement(epoch, 0, it.greed(), 4)),
        told("AttesterSlashed", it.attesters.get(4).address(), model, epoch, SLASH, BOB),
        suspended(4),
        told("Credited", model, epoch, BOB, SLASH / 2),
        told("Credited", model, epoch, TREASURY, SLASH / 2));
    it.skip(WINDOW + 1);
    tells(
        CAROL,
        0,
        "forfeit",
        with(model, epoch),
        told("Credited", model, epoch, DATANET_TREASURY, 384L),
        told("PoolForfeited", model, epoch, 1L, 384L));
  }

  private Told slashed(long epoch, int who) {
    return told("AttesterSlashed", it.attesters.get(who).address(), model, epoch, SLASH, BOB);
  }

  private Told suspended(int who) {
    return told("AttesterSuspended", it.attesters.get(who).address());
  }

  private static Bytes payout(long account, long amount) {
    return Bytes.concatenate(
        Bytes.ofUnsignedInt(account), Bytes.wrap(new byte[8]), Bytes.ofUnsignedLong(amount));
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }

  private void tells(
      Address sender, long value, String function, Object[] arguments, Told... expected) {
    Told.tells(it.network, sender, wei(value), CONTRACT, function, arguments, expected);
  }
}
