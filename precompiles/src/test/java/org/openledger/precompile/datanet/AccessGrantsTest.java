package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.CAROL;
import static org.openledger.precompile.datanet.DatanetWorld.PURPOSE;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

class AccessGrantsTest {

  private final DatanetWorld world = new DatanetWorld();
  private final TestNetwork network = world.network;

  private void grant(long request) {
    network.send(OWNER, "Datanets", "grantAccess", request);
  }

  private long revoke(Address by, long value) {
    return network
        .pay(by, BigInteger.valueOf(value), "Datanets", "revokeAccess", world.closed, CAROL)
        .<BigInteger>get(0)
        .longValueExact();
  }

  private Tuple access() {
    return network.read("Datanets", "access", world.closed, CAROL);
  }

  @Test
  void aGrantLastsForTheBlocksThatWerePaidFor() {
    long request = world.request(CAROL, world.closed, 10);
    assertThat(world.hasAccess(world.closed, CAROL)).isFalse();
    assertThat(world.liabilities()).isEqualTo(50);
    world.skip(3);
    grant(request);
    assertThat(network.send(BOB, "Datanets", "hasAccess", world.closed, CAROL))
        .isEqualTo(AbiValues.tuple(true, 1_013L));
    assertThat(world.credit(DATANET_TREASURY)).isEqualTo(50);
    assertThat(world.liabilities()).isZero();
    assertThat(world.balance(NativeAddress.INFERENCE_FEES)).isEqualTo(50);
    assertThat(network.<Tuple>read("Datanets", "request", request))
        .isEqualTo(
            AbiValues.tuple(world.closed, CAROL, RequestStatus.GRANTED.code(), 10L, 50L, PURPOSE));
    world.skip(9);
    assertThat(world.hasAccess(world.closed, CAROL)).isTrue();
    world.skip(1);
    assertThat(world.hasAccess(world.closed, CAROL)).isFalse();
  }

  @Test
  void whatIsDeniedOrCancelledIsPaidBack() {
    network.send(OWNER, "Datanets", "denyAccess", world.request(CAROL, world.closed, 10));
    assertThat(world.credit(CAROL)).isEqualTo(50);
    network.send(BOB, "Datanets", "cancelRequest", world.request(BOB, world.closed, 7));
    assertThat(world.credit(BOB)).isEqualTo(35);
    assertThat(world.liabilities()).isZero();
    assertThat(world.balance(NativeAddress.DATANETS)).isZero();
  }

  @Test
  void aDatanetMayGrantByItself() {
    network.send(OWNER, "Datanets", "setPolicy", world.closed, DatanetWorld.policy(true));
    long request = world.request(CAROL, world.closed, 10);
    assertThat(world.hasAccess(world.closed, CAROL)).isTrue();
    assertThat(world.credit(DATANET_TREASURY)).isEqualTo(50);
    network.refuse("RequestNotOpen", OWNER, "Datanets", "grantAccess", request);
  }

  @Test
  void aNewPriceLeavesRequestsAsTheyWere() {
    long request = world.request(CAROL, world.closed, 10);
    Tuple dear = TestNetwork.policy(true, true, true, false, false, 0, 1_000, 0);
    network.send(OWNER, "Datanets", "setPolicy", world.closed, dear);
    grant(request);
    assertThat(world.credit(DATANET_TREASURY)).isEqualTo(50);
  }

  @Test
  void openAccessAndTheOwnerNeedNoGrant() {
    Tuple forEver = AbiValues.tuple(true, UInt256.MAX_VALUE);
    assertThat(network.send(BOB, "Datanets", "hasAccess", world.open, BOB)).isEqualTo(forEver);
    assertThat(network.send(BOB, "Datanets", "hasAccess", world.closed, OWNER)).isEqualTo(forEver);
  }

  @Test
  void theUnusedPartComesBackRoundedUpAndTheRestOfTheValueToTheCaller() {
    grant(world.request(CAROL, world.closed, 3)); // 15 wei
    world.skip(1);
    assertThat(access()).isEqualTo(AbiValues.tuple(1_003L, 1_000L, 1_003L, 15L, 10L, PURPOSE));
    grant(world.request(CAROL, world.closed, 4)); // 10 unused + 20 for 6 blocks
    world.skip(1);
    assertThat(access().<BigInteger>get(4)).isEqualTo(25);
    network.refuse(
        "RefundTooSmall",
        OWNER,
        BigInteger.valueOf(24),
        "Datanets",
        "revokeAccess",
        world.closed,
        CAROL);
    assertThat(revoke(OWNER, 30)).isEqualTo(25);
    assertThat(world.credit(CAROL)).isEqualTo(25);
    assertThat(world.credit(OWNER)).isEqualTo(5);
    assertThat(world.hasAccess(world.closed, CAROL)).isFalse();
    network.refuse("NoAccess", OWNER, "Datanets", "revokeAccess", world.closed, CAROL);
  }

  /** 10 wei unused and 28 new over six blocks: five of them are 31 2/3 wei. */
  @Test
  void aPartOfAWeiIsTheHolders() {
    grant(world.request(CAROL, world.closed, 3));
    world.skip(1);
    Tuple dearer = TestNetwork.policy(true, true, false, false, true, 3, 7, 100);
    network.send(OWNER, "Datanets", "setPolicy", world.closed, dearer);
    BigInteger price = BigInteger.valueOf(28);
    network.pay(CAROL, price, "Datanets", "requestAccess", world.closed, PURPOSE, 4L);
    assertThat(access().<BigInteger>get(3)).isEqualTo(38);
    world.skip(1);
    network.refuse(
        "RefundTooSmall",
        OWNER,
        BigInteger.valueOf(31),
        "Datanets",
        "revokeAccess",
        world.closed,
        CAROL);
    assertThat(revoke(OWNER, 32)).isEqualTo(32);
  }

  @Test
  void aGovernorMayRevokeWithoutRefundButNoOwner() {
    grant(world.request(CAROL, world.closed, 10));
    assertThat(revoke(GOVERNOR, 0)).isZero();
    assertThat(world.credit(CAROL)).isZero();
    grant(world.request(CAROL, world.closed, 10));
    assertThat(revoke(GOVERNOR, 50)).isEqualTo(50);
    grant(world.request(CAROL, world.closed, 10));
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.GOVERNOR.id(), OWNER);
    network.refuse("RefundTooSmall", OWNER, "Datanets", "revokeAccess", world.closed, CAROL);
  }

  @Test
  void aGiftIsNotRefundedAndDoesNotStretchWhatWasPaid() {
    grant(world.request(CAROL, world.closed, 10));
    network.send(OWNER, "Datanets", "giveAccess", world.closed, CAROL, PURPOSE, 5_000L);
    world.skip(10);
    assertThat(world.hasAccess(world.closed, CAROL)).isTrue();
    assertThat(access().<BigInteger>get(4)).isZero();
    assertThat(revoke(OWNER, 0)).isZero();
  }

  @Test
  void ownershipIsTransferredInTwoSteps() {
    network.send(OWNER, "Datanets", "transferOwnership", world.closed, BOB);
    network.send(OWNER, "Datanets", "setQuorum", world.closed, 3L);
    network.refuse("NotOwner", BOB, "Datanets", "setQuorum", world.closed, 1L);
    network.refuse("NotPendingOwner", CAROL, "Datanets", "acceptOwnership", world.closed);
    network.send(OWNER, "Datanets", "transferOwnership", world.closed, Address.ZERO);
    network.refuse("NotPendingOwner", BOB, "Datanets", "acceptOwnership", world.closed);
    network.send(OWNER, "Datanets", "transferOwnership", world.closed, BOB);
    network.send(BOB, "Datanets", "acceptOwnership", world.closed);
    network.refuse("NotOwner", OWNER, "Datanets", "setQuorum", world.closed, 1L);
    network.send(BOB, "Datanets", "setQuorum", world.closed, 2L);
    Tuple record = network.read("Datanets", "datanet", world.closed);
    assertThat(record.<com.esaulpaugh.headlong.abi.Address>get(0))
        .isEqualTo(AbiValues.address(BOB));
    assertThat(record.<BigInteger>get(8)).isEqualTo(2);
    network.refuse("NotPendingOwner", BOB, "Datanets", "acceptOwnership", world.closed);
  }

  @Test
  void moreCoinsThanTheLedgerCanOweAreRefused() {
    grant(world.request(CAROL, world.closed, 10));
    BigInteger tooMany = BigInteger.ONE.shiftLeft(128);
    network.host.setBalance(OWNER, UInt256.valueOf(tooMany));
    network.refuse(
        "ValueOutOfBounds", OWNER, tooMany, "Datanets", "revokeAccess", world.closed, CAROL);
    network.host.setBalance(NativeAddress.DATANETS.address(), UInt256.valueOf(tooMany));
    network.refuse("ValueOutOfBounds", OWNER, "Datanets", "sweepSurplus");
  }
}
