package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.DIGEST;
import static org.openledger.precompile.datanet.DatanetWorld.EVIDENCE;
import static org.openledger.precompile.datanet.DatanetWorld.OPERATOR_2;
import static org.openledger.precompile.datanet.DatanetWorld.OPERATOR_3;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.Role;

/** INV-DAT-04: all operators at once, or two thirds of them and a delay. */
class ActivationTest {

  private static final long DELAY = 7_200;

  private final DatanetWorld world = new DatanetWorld();
  private final TestNetwork network = world.network;

  private Tuple version() {
    return network.read("Datanets", "version", world.open, 1L);
  }

  private boolean isActive() {
    return version().<Boolean>get(4);
  }

  private long activationBlock() {
    return version().<BigInteger>get(5).longValueExact();
  }

  private Bytes32 digest() {
    return Bytes32.wrap(version().<byte[]>get(3));
  }

  private void activate() {
    network.send(BOB, "Datanets", "activate", world.open, 1L);
  }

  private void operator(int number) {
    Address account = TestNetwork.account(30 + number);
    network.send(ADMIN, "System", "grantRole", Role.OPERATOR.id(), account);
  }

  @Test
  void twoThirdsScheduleAVersionAndAnyoneActivatesItAfterTheDelay() {
    world.scheduled();
    assertThat(isActive()).isFalse();
    assertThat(activationBlock()).isEqualTo(1_000 + DELAY);
    AbiEvent event = ContractAbi.of("Datanets").event("VersionScheduled");
    MemoryHost.Emitted log = network.host.logs().getLast();
    assertThat(event.decode(log.topics(), log.data()))
        .isEqualTo(AbiValues.tuple(world.open, 1L, DIGEST, 1_000 + DELAY));
    world.skip(DELAY);
    activate();
    assertThat(isActive()).isTrue();
    assertThat(digest()).isEqualTo(DIGEST);
    network.refuse("DigestMismatch", OPERATOR, "Datanets", "attest", world.open, 1L, EVIDENCE);
    world.attest(OPERATOR, world.open, DIGEST);
  }

  @Test
  void allOperatorsActivateAtOnceEvenWhileItIsScheduled() {
    world.scheduled();
    world.attest(OPERATOR, world.open, DIGEST);
    assertThat(isActive()).isTrue();
    network.refuse("AlreadyActive", BOB, "Datanets", "activate", world.open, 1L);
  }

  /** ceil(2n/3) for every number of operators up to ten. */
  @Test
  void twoThirdsAreRoundedUp() {
    int[] needed = {0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7};
    for (int n = 1; n <= 10; n++) {
      DatanetWorld w = new DatanetWorld();
      w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
      for (int i = 1; i < n; i++) {
        Address account = TestNetwork.account(40 + i);
        w.network.send(ADMIN, "System", "grantRole", Role.OPERATOR.id(), account);
      }
      for (int i = 1; i <= n; i++) {
        w.attest(i == n ? OPERATOR : TestNetwork.account(40 + i), w.open, DIGEST);
        Tuple version = w.network.read("Datanets", "version", w.open, 1L);
        boolean reached = version.<Boolean>get(4) || version.<BigInteger>get(5).signum() > 0;
        assertThat(reached).as(i + " of " + n).isEqualTo(i >= needed[n]);
        assertThat(version.<Boolean>get(4)).isEqualTo(i == n);
      }
    }
  }

  @Test
  void aWrongDigestOfOneOperatorOnlyDelays() {
    world.moreOperators();
    world.seal(world.open, world.accepted(ALICE, world.open, "abc"));
    world.attest(OPERATOR, world.open, EVIDENCE);
    world.attest(OPERATOR_2, world.open, DIGEST);
    world.attest(OPERATOR_3, world.open, DIGEST);
    world.skip(DELAY);
    activate();
    assertThat(digest()).isEqualTo(DIGEST);
  }

  /** A wrong majority that corrects itself starts the time anew, for the right digest. */
  @Test
  void anotherDigestWithTwoThirdsIsScheduledAnew() {
    world.moreOperators();
    world.seal(world.open, world.accepted(ALICE, world.open, "abc"));
    world.attest(OPERATOR_2, world.open, EVIDENCE);
    world.attest(OPERATOR_3, world.open, EVIDENCE);
    assertThat(digest()).isEqualTo(EVIDENCE);
    world.skip(5);
    world.attest(OPERATOR_2, world.open, DIGEST);
    world.attest(OPERATOR, world.open, DIGEST);
    assertThat(digest()).isEqualTo(DIGEST);
    assertThat(activationBlock()).isEqualTo(1_005 + DELAY);
    world.skip(DELAY - 1);
    network.refuse("TooEarly", BOB, "Datanets", "activate", world.open, 1L);
    world.skip(1);
    activate();
    assertThat(digest()).isEqualTo(DIGEST);
  }

  /** The operators that count are those of the block of activation. */
  @Test
  void twoThirdsOfThePresentOperatorsMustStandBehindItAtTheEnd() {
    world.scheduled();
    for (int i = 5; i < 8; i++) {
      operator(i);
    }
    world.skip(DELAY);
    Tuple details =
        network.refuse("NotEnoughAttestations", BOB, "Datanets", "activate", world.open, 1L);
    assertThat(details).isEqualTo(AbiValues.tuple(2L, 4L));
    network.send(ADMIN, "System", "revokeRole", Role.OPERATOR.id(), OPERATOR);
    for (int i = 5; i < 7; i++) {
      network.send(ADMIN, "System", "revokeRole", Role.OPERATOR.id(), TestNetwork.account(30 + i));
    }
    Tuple tally = network.send(BOB, "Datanets", "attesting", world.open, 1L, DIGEST);
    assertThat(tally).isEqualTo(AbiValues.tuple(2L, 3L));
    activate();
    assertThat(isActive()).isTrue();
  }

  @Test
  void attestingTheSameAgainSchedulesWhereOperatorsHaveLeft() {
    world.moreOperators();
    operator(5);
    world.seal(world.open, world.accepted(ALICE, world.open, "abc"));
    world.attest(OPERATOR_2, world.open, DIGEST);
    world.attest(OPERATOR_3, world.open, DIGEST);
    assertThat(activationBlock()).isZero();
    network.send(ADMIN, "System", "revokeRole", Role.OPERATOR.id(), OPERATOR);
    world.attest(OPERATOR_2, world.open, DIGEST);
    assertThat(activationBlock()).isEqualTo(1_000 + DELAY);
  }

  @Test
  void withoutOperatorsNothingBecomesActive() {
    world.scheduled();
    for (Address operator :
        new Address[] {TestNetwork.OPERATOR, DatanetWorld.OPERATOR_2, DatanetWorld.OPERATOR_3}) {
      network.send(TestNetwork.ADMIN, "System", "revokeRole", Role.OPERATOR.id(), operator);
    }
    world.skip(7_200);
    assertThat(
            network.refuse(
                "NotEnoughAttestations",
                DatanetWorld.ALICE,
                "Datanets",
                "activate",
                world.open,
                1L))
        .isEqualTo(AbiValues.tuple(0L, 1L));
  }
}
