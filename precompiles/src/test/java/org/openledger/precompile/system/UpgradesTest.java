package org.openledger.precompile.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.Told.told;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.Address;

/** Who schedules a version of the protocol, for when, and who takes it back. */
class UpgradesTest {

  private static final long NOTICE = Parameter.PROTOCOL_NOTICE.standard().longValueExact();
  private static final long NOW = 1_000;
  private static final long EARLIEST = NOW + NOTICE;
  private static final long LATEST = EARLIEST + (1L << 28);

  private final TestNetwork network = new TestNetwork();

  @BeforeEach
  void someBlock() {
    network.host.setBlockNumber(NOW);
  }

  private void tells(String function, Object[] arguments, Told expected) {
    Told.tells(network, ADMIN, BigInteger.ZERO, "System", function, arguments, expected);
  }

  private Tuple refused(String error, Object version, Object block) {
    return network.refuse(error, ADMIN, "System", "scheduleProtocol", version, block);
  }

  @Test
  void theAdminAloneSchedulesAndCancels() {
    for (Address other : new Address[] {account(20), OPERATOR, GOVERNOR}) {
      assertThat(
              network.refuse(
                  "AccessControlUnauthorizedAccount",
                  other,
                  "System",
                  "scheduleProtocol",
                  2L,
                  EARLIEST))
          .isEqualTo(AbiValues.tuple(other, Role.ADMIN.id()));
    }
    tells("scheduleProtocol", new Object[] {2L, EARLIEST}, told("ProtocolScheduled", 2L, EARLIEST));
    network.refuse("AccessControlUnauthorizedAccount", GOVERNOR, "System", "cancelProtocol");
    tells("cancelProtocol", new Object[] {}, told("ProtocolCancelled", 2L, EARLIEST));
    network.refuse("NoProtocolScheduled", ADMIN, "System", "cancelProtocol");
  }

  /** INV-SYS-08: all operators have the notice. */
  @Test
  void itsBlockLeavesTheNoticeAndLiesWithinReach() {
    Tuple bounds = AbiValues.tuple(EARLIEST - 1, EARLIEST, LATEST);
    assertThat(refused("ActivationOutOfBounds", 2L, EARLIEST - 1)).isEqualTo(bounds);
    refused("ActivationOutOfBounds", 2L, 0L);
    refused("ActivationOutOfBounds", 2L, LATEST + 1);
    refused("ActivationOutOfBounds", 2L, UInt256.MAX_VALUE.toUnsignedBigInteger());
    for (long block : new long[] {EARLIEST, LATEST}) {
      network.send(ADMIN, "System", "scheduleProtocol", 2L, block);
      network.send(ADMIN, "System", "cancelProtocol");
    }
  }

  @Test
  void aChangedNoticeHoldsForWhatIsScheduledFromThenOn() {
    network.send(ADMIN, "System", "setParameter", Parameter.PROTOCOL_NOTICE.key(), BigInteger.TEN);
    refused("ActivationOutOfBounds", 2L, NOW + 9);
    network.send(ADMIN, "System", "scheduleProtocol", 2L, NOW + 10);
    network.send(
        ADMIN, "System", "setParameter", Parameter.PROTOCOL_NOTICE.key(), BigInteger.valueOf(99));
    assertThat(network.send(ADMIN, "System", "scheduledProtocol"))
        .isEqualTo(Tuple.of(BigInteger.TWO, BigInteger.valueOf(NOW + 10)));
  }

  /** INV-SYS-07. */
  @Test
  void oneAtATimeAndOneAfterTheOther() {
    BigInteger huge = UInt256.MAX_VALUE.toUnsignedBigInteger();
    for (Object version : new Object[] {0L, 1L, 3L, (1L << 32) + 2, huge}) {
      refused("NotNextProtocolVersion", version, EARLIEST);
    }
    assertThat(refused("NotNextProtocolVersion", 3L, EARLIEST)).isEqualTo(AbiValues.tuple(3L, 2L));
    network.send(ADMIN, "System", "scheduleProtocol", 2L, EARLIEST);
    Tuple scheduled = AbiValues.tuple(2L, EARLIEST);
    assertThat(refused("ProtocolAlreadyScheduled", 2L, EARLIEST + 1)).isEqualTo(scheduled);
    assertThat(refused("ProtocolAlreadyScheduled", 3L, EARLIEST + NOTICE)).isEqualTo(scheduled);
    network.host.setBlockNumber(EARLIEST - 1);
    network.send(ADMIN, "System", "cancelProtocol");
    assertThat(network.send(ADMIN, "System", "scheduledProtocol"))
        .isEqualTo(Tuple.of(BigInteger.ZERO, BigInteger.ZERO));
  }

  /** The word against a plain list of what was in force in which block. */
  @Test
  void theWordSaysOfEachBlockWhatAListOfTheUpgradesSays() {
    long seed = Long.getLong("openledger.seed", 26L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      Activation word = Activation.of(1);
      long block = 0;
      long version = 1;
      long next = 0;
      for (int step = 0; step < 40; step++) {
        block += random.nextInt(1 << random.nextInt(1, 30));
        if (next != 0 && block >= next) {
          version++;
          next = 0;
        }
        assertThat(word.at(block)).as("seed %d", seed).isEqualTo(version);
        assertThat(word.isScheduled(block)).as("seed %d", seed).isEqualTo(next != 0);
        if (next == 0) {
          next = block + 1 + random.nextInt(1 << random.nextInt(1, 30));
          word = word.schedule(block, version + 1, next);
        } else if (random.nextInt(3) == 0) {
          next = 0;
          word = word.cancel(block);
        }
        assertThat(Activation.of(word.word())).as("seed %d", seed).isEqualTo(word);
      }
    }
  }
}
