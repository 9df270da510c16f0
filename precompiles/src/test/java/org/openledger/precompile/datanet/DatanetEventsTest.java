package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.CAROL;
import static org.openledger.precompile.datanet.DatanetWorld.PURPOSE;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** What calls about access and contributors tell: all arguments, in order, and nothing else. */
class DatanetEventsTest {

  private final DatanetWorld world = new DatanetWorld();
  private final TestNetwork network = world.network;
  private final long closed = world.closed;

  private Tuple tells(
      Address sender, long value, String function, Object[] arguments, Told... expected) {
    return Told.tells(
        network, sender, BigInteger.valueOf(value), "Datanets", function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }

  private void requests(Address account, long id, Told... also) {
    Told[] all = new Told[1 + also.length];
    all[0] = told("AccessRequested", closed, id, account, PURPOSE, 10L, 50L);
    System.arraycopy(also, 0, all, 1, also.length);
    tells(account, 50, "requestAccess", with(closed, PURPOSE, 10L), all);
  }

  @Test
  void everyAnswerToARequestIsTold() {
    requests(CAROL, 1);
    tells(
        OWNER,
        0,
        "denyAccess",
        with(1L),
        told("Credited", CAROL, 50L),
        told("AccessDenied", closed, 1L));
    requests(CAROL, 2);
    tells(
        CAROL,
        0,
        "cancelRequest",
        with(2L),
        told("Credited", CAROL, 50L),
        told("RequestCancelled", closed, 2L));
    requests(CAROL, 3);
    long expiry = world.block() + 10;
    Tuple granted =
        tells(
            OWNER,
            0,
            "grantAccess",
            with(3L),
            told("AccessGranted", closed, 3L, CAROL, PURPOSE, expiry),
            told("Credited", DATANET_TREASURY, 50L));
    assertThat(granted).isEqualTo(AbiValues.tuple(expiry));
    network.send(OWNER, "Datanets", "setPolicy", closed, DatanetWorld.policy(true));
    requests(
        BOB,
        4,
        told("AccessGranted", closed, 4L, BOB, PURPOSE, expiry),
        told("Credited", DATANET_TREASURY, 50L));
    tells(
        OWNER,
        60,
        "revokeAccess",
        with(closed, BOB),
        told("Credited", BOB, 50L),
        told("Credited", OWNER, 10L),
        told("AccessRevoked", closed, BOB, OWNER, 50L));
  }

  @Test
  void giftsAndRevocationsAreTold() {
    long expiry = world.block() + 5;
    tells(
        OWNER,
        0,
        "giveAccess",
        with(closed, CAROL, PURPOSE, expiry),
        told("AccessGranted", closed, 0L, CAROL, PURPOSE, expiry));
    tells(
        OWNER,
        0,
        "revokeAccess",
        with(closed, CAROL),
        told("AccessRevoked", closed, CAROL, OWNER, 0L));
  }

  @Test
  void theListOfContributorsIsToldOnceAndDecidesWhoMayContribute() {
    assertThat(allowed(closed, CAROL)).isFalse();
    tells(
        OWNER,
        0,
        "allowContributor",
        with(closed, CAROL),
        told("ContributorAllowed", closed, CAROL));
    tells(OWNER, 0, "allowContributor", with(closed, CAROL));
    assertThat(allowed(closed, CAROL)).isTrue();
    tells(
        OWNER,
        0,
        "disallowContributor",
        with(closed, CAROL),
        told("ContributorDisallowed", closed, CAROL));
    tells(OWNER, 0, "disallowContributor", with(closed, CAROL));
    assertThat(allowed(closed, CAROL)).isFalse();
    assertThat(allowed(world.open, CAROL)).isTrue();
  }

  private boolean allowed(long datanet, Address account) {
    return network.read("Datanets", "isAllowed", datanet, account);
  }

  @Test
  void aSurplusIsToldWhereThereIsOne() {
    assertThat(tells(CAROL, 0, "sweepSurplus", with())).isEqualTo(AbiValues.tuple(0L));
    network.host.setBalance(NativeAddress.DATANETS.address(), UInt256.valueOf(7));
    Told swept = told("SurplusSwept", TestNetwork.TREASURY, 7L);
    assertThat(tells(CAROL, 0, "sweepSurplus", with(), swept)).isEqualTo(AbiValues.tuple(7L));
  }
}
