package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.CAROL;
import static org.openledger.precompile.datanet.DatanetWorld.EVIDENCE;
import static org.openledger.precompile.datanet.DatanetWorld.LOCK;

import java.math.BigInteger;
import java.util.function.LongConsumer;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

class RedressTest {

  private static final String TEXT = "a text that is long enough to be attributed to its author";

  private final DatanetWorld world = new DatanetWorld();
  private final TestNetwork network = world.network;
  private DatanetWorld current = world;

  /** What Alice and a later copy of her text by Bob earn from an answer that repeats it. */
  private long[] earned(boolean sealed, LongConsumer redress) {
    DatanetWorld fresh = new DatanetWorld();
    TestNetwork net = fresh.network;
    long id = net.contribute(ALICE, fresh.open, TEXT);
    if (!sealed) {
      redressed(fresh, id, redress);
    } else {
      net.send(REVIEWER, "Datanets", "accept", id);
    }
    long copy = net.accepted(BOB, fresh.open, TEXT);
    long version = net.seal(fresh.open, id, copy);
    net.attest(fresh.open, version);
    long model = net.deploy(net.terms(BigInteger.TEN.pow(18), 8, 8), fresh.open, version);
    if (sealed) {
      redressed(fresh, id, redress);
    }
    net.settle(model, 1, TEXT);
    net.collect(model);
    assertThat(net.creditOf(DATANET_TREASURY).signum() > 0)
        .isEqualTo(net.creditOf(ALICE).signum() == 0);
    return new long[] {net.creditOf(ALICE).longValue(), net.creditOf(BOB).longValue()};
  }

  private void redressed(DatanetWorld fresh, long id, LongConsumer redress) {
    current = fresh;
    redress.accept(id);
  }

  private void send(Address from, String function, Object... args) {
    current.network.send(from, "Datanets", function, args);
  }

  /** INV-DAT-08, and complaint: copies of what was taken out inherit its place. */
  @Test
  void nobodyIsPaidForWhatLostItsPayeeAndNoCopyInherits() {
    assertThat(earned(true, id -> {})[0]).isPositive();
    assertThat(earned(false, id -> send(REVIEWER, "acceptAsCommons", id, EVIDENCE)))
        .containsOnly(0);
    assertThat(earned(true, id -> send(GOVERNOR, "markCommons", id, EVIDENCE))).containsOnly(0);
    assertThat(earned(true, id -> send(ALICE, "takeDown", id, EVIDENCE))).containsOnly(0);
    assertThat(earned(true, id -> send(GOVERNOR, "takeDown", id, EVIDENCE))).containsOnly(0);
    assertThat(
            earned(
                true,
                id -> {
                  send(GOVERNOR, "markCommons", id, EVIDENCE);
                  send(ALICE, "takeDown", id, EVIDENCE);
                }))
        .containsOnly(0);
  }

  @Test
  void aSlashedBondIsTheBeneficiarysCreditOnce() {
    long id = world.accepted(ALICE, world.closed, "abcd");
    assertThat(world.liabilities()).isEqualTo(12);
    network.send(GOVERNOR, "Datanets", "slash", id, CAROL, EVIDENCE);
    assertThat(world.credit(CAROL)).isEqualTo(12);
    assertThat(world.liabilities()).isZero();
    assertThat(world.balance(NativeAddress.DATANETS)).isZero();
    assertThat(world.balance(NativeAddress.INFERENCE_FEES)).isEqualTo(12);
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities")).isEqualTo(12);
    assertThat(network.<BigInteger>read("InferenceFees", "surplus")).isZero();
    assertThat(world.standing(id)).isEqualTo(Standing.SLASHED);
    BigInteger before = network.host.balance(CAROL).toUnsignedBigInteger();
    network.send(CAROL, "InferenceFees", "withdraw");
    assertThat(network.host.balance(CAROL).toUnsignedBigInteger().subtract(before)).isEqualTo(12);
  }

  @Test
  void aSlashedContributionIsNeitherJudgedNorSealed() {
    long pending = world.contribute(ALICE, world.closed, "abcd");
    network.send(GOVERNOR, "Datanets", "slash", pending, CAROL, EVIDENCE);
    network.refuse("WrongStanding", REVIEWER, "Datanets", "accept", pending);
    long accepted = world.accepted(ALICE, world.closed, "efgh");
    network.send(GOVERNOR, "Datanets", "slash", accepted, CAROL, EVIDENCE);
    BigInteger[] ids = {BigInteger.valueOf(accepted)};
    network.refuse("WrongStanding", OWNER, "Datanets", "seal", world.closed, ids);
    network.refuse("WrongStanding", ALICE, "Datanets", "takeDown", accepted, EVIDENCE);
  }

  @Test
  void bondsOfRejectedAndDuplicateContributionsComeBackToo() {
    long first = world.accepted(ALICE, world.closed, "abc");
    long rejected = world.contribute(BOB, world.closed, "abcd");
    long copy = world.contribute(BOB, world.closed, "abc");
    for (Address reviewer : new Address[] {REVIEWER, DatanetWorld.SECOND}) {
      network.send(reviewer, "Datanets", "reject", rejected, EVIDENCE);
      network.send(reviewer, "Datanets", "markDuplicate", copy, first, 10_000L, EVIDENCE);
    }
    world.skip(LOCK);
    network.send(BOB, "Datanets", "releaseBond", rejected);
    network.send(BOB, "Datanets", "releaseBond", copy);
    network.send(ALICE, "Datanets", "releaseBond", first);
    assertThat(world.credit(BOB)).isEqualTo(21);
    assertThat(world.credit(ALICE)).isEqualTo(9);
    assertThat(world.liabilities()).isZero();
  }

  /** Reviewers who never answer cannot keep a bond. */
  @Test
  void takingDownWhatIsPendingStartsTheTimeOfItsBond() {
    long id = world.contribute(ALICE, world.closed, "abc");
    network.refuse("WrongStatus", ALICE, "Datanets", "releaseBond", id);
    network.send(ALICE, "Datanets", "takeDown", id, EVIDENCE);
    world.skip(LOCK - 1);
    network.refuse("BondLocked", ALICE, "Datanets", "releaseBond", id);
    world.skip(1);
    network.send(ALICE, "Datanets", "releaseBond", id);
    assertThat(world.credit(ALICE)).isEqualTo(9);
    assertThat(world.standing(id)).isEqualTo(Standing.TAKEN_DOWN);
  }

  @Test
  void theLockIsTheOneThatHeldWhenItWasJudged() {
    long id = world.accepted(ALICE, world.closed, "abc");
    network.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.BOND_LOCK.key(), 1L << 28);
    world.skip(LOCK);
    network.send(ALICE, "Datanets", "releaseBond", id);
  }

  /** INV-DAT-11: neither sooner nor later by what is decided after the commitment. */
  @Test
  void theLockOfALapsedCommitmentIsTheOneOfTheDayItWasCommitted() {
    for (long lock : new long[] {0, 1L << 28}) {
      long id = world.commit(ALICE, world.closed, "abc");
      assertThat(world.releaseBlock(id)).isEqualTo(world.deadline(id) + 1 + LOCK);
      network.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.BOND_LOCK.key(), lock);
      world.skip(DatanetWorld.WINDOW + LOCK);
      network.refuse("BondLocked", ALICE, "Datanets", "releaseBond", id);
      world.skip(1);
      network.send(ALICE, "Datanets", "releaseBond", id);
      network.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.BOND_LOCK.key(), LOCK);
    }
  }

  /** What lapsed answers like any other; what can still be revealed does not yet. */
  @Test
  void theBondOfALapsedCommitmentIsSlashedByDecision() {
    long id = world.commit(ALICE, world.closed, "abc");
    world.skip(DatanetWorld.WINDOW);
    network.refuse("WrongStatus", GOVERNOR, "Datanets", "slash", id, CAROL, EVIDENCE);
    world.skip(1);
    network.send(GOVERNOR, "Datanets", "slash", id, CAROL, EVIDENCE);
    assertThat(world.credit(CAROL)).isEqualTo(9);
    assertThat(world.liabilities()).isZero();
    assertThat(world.standing(id)).isEqualTo(Standing.SLASHED);
    assertThat(world.bondState(id)).isEqualTo(BondState.SLASHED);
    world.skip(LOCK);
    network.refuse("BondNotHeld", ALICE, "Datanets", "releaseBond", id);
    long second = world.commit(ALICE, world.closed, "abd");
    world.skip(DatanetWorld.WINDOW + 1 + LOCK);
    network.send(ALICE, "Datanets", "releaseBond", second);
    network.refuse("BondNotHeld", GOVERNOR, "Datanets", "slash", second, CAROL, EVIDENCE);
  }

  /** Governance may hold the treasury; a single governor must not pay himself. */
  @Test
  void theTreasuryMayGainEvenWhereItIsAGovernor() {
    long id = world.accepted(ALICE, world.closed, "abcd");
    Address treasury = TestNetwork.TREASURY;
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.GOVERNOR.id(), treasury);
    network.send(treasury, "Datanets", "slash", id, treasury, EVIDENCE);
    assertThat(world.credit(treasury)).isEqualTo(12);
  }

  @Test
  void theOwnerTakesDownOnlyWhatIsNotSealed() {
    long id = world.accepted(ALICE, world.open, "abc");
    network.send(OWNER, "Datanets", "takeDown", id, EVIDENCE);
    BigInteger[] ids = {BigInteger.valueOf(id)};
    network.refuse("WrongStanding", OWNER, "Datanets", "seal", world.open, ids);
    long sealed = world.accepted(ALICE, world.open, "def");
    world.seal(world.open, sealed);
    network.refuse("TakeDownNotAllowed", OWNER, "Datanets", "takeDown", sealed, EVIDENCE);
    network.send(GOVERNOR, "Datanets", "takeDown", sealed, EVIDENCE);
    assertThat(world.standing(sealed)).isEqualTo(Standing.TAKEN_DOWN);
  }

  @Test
  void coinsThatWerePushedInAreNobodysBond() {
    world.accepted(ALICE, world.closed, "abc");
    UInt256 nine = network.host.balance(NativeAddress.DATANETS.address());
    network.host.setBalance(NativeAddress.DATANETS.address(), nine.add(5));
    assertThat(network.<BigInteger>read("Datanets", "surplus")).isEqualTo(5);
    network.send(CAROL, "Datanets", "sweepSurplus");
    assertThat(world.credit(TestNetwork.TREASURY)).isEqualTo(5);
    assertThat(world.balance(NativeAddress.DATANETS)).isEqualTo(9);
    int logs = network.host.logs().size();
    network.send(CAROL, "Datanets", "sweepSurplus");
    assertThat(network.host.logs()).hasSize(logs);
  }
}
