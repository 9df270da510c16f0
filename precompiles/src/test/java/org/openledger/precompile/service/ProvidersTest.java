package org.openledger.precompile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.service.ServiceFixture.CLIENT;
import static org.openledger.precompile.service.ServiceFixture.CONTRACT;
import static org.openledger.precompile.service.ServiceFixture.DELAY;
import static org.openledger.precompile.service.ServiceFixture.HASH;
import static org.openledger.precompile.service.ServiceFixture.NAME;
import static org.openledger.precompile.service.ServiceFixture.OTHER;
import static org.openledger.precompile.service.ServiceFixture.PROVIDER;
import static org.openledger.precompile.service.ServiceFixture.SELF;
import static org.openledger.precompile.service.ServiceFixture.START;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;

/** Registration, bonds, slashes, and coins that nobody sent. */
class ProvidersTest {

  private final ServiceFixture it = new ServiceFixture();
  private final TestNetwork network = it.network;

  private long bond() {
    return it.provider(PROVIDER).<BigInteger>get(1).longValueExact();
  }

  @Test
  void aProviderRegistersOnceWithTheMinimum() {
    assertThat(it.refusePaid("BondTooSmall", PROVIDER, 999, "register", NAME, "u"))
        .isEqualTo(tuple(999L, 1_000L));
    it.register(PROVIDER, 1_000);
    assertThat(it.refusePaid("AlreadyRegistered", PROVIDER, 1_000, "register", NAME, "u"))
        .isEqualTo(tuple(PROVIDER));
    it.register(OTHER, 2_000);
    assertThat(it.number("providerCount")).isEqualTo(2);
    assertThat(it.provider(OTHER).<BigInteger>get(0)).isEqualTo(2);
    assertThat(network.<Object>read(CONTRACT, "providerAt", 2L).toString())
        .isEqualToIgnoringCase(OTHER.toString());
    assertThat(network.<Object>read(CONTRACT, "providerAt", 3L).toString()).endsWith("000");
    Tuple told = it.provider(PROVIDER);
    assertThat(told.<byte[]>get(10)).isEqualTo(NAME.toArrayUnsafe());
    assertThat(told.<byte[]>get(11)).isEqualTo(Keccak256.hash("ipfs://profile").toArrayUnsafe());
    it.send(PROVIDER, "describe", HASH, "ipfs://other");
    assertThat(it.provider(PROVIDER).<byte[]>get(11))
        .isEqualTo(Keccak256.hash("ipfs://other").toArrayUnsafe());
    assertThat(it.refuse("UnknownProvider", CLIENT, "describe", HASH, "u"))
        .isEqualTo(tuple(CLIENT));
    it.refuse("UnknownProvider", CLIENT, "startBondWithdrawal", 1L);
    it.refuse("UnknownProvider", CLIENT, "acceptJob", it.open(1, 0));
    network.host.setBalance(NativeAddress.STAKING.address(), UInt256.valueOf(1_000));
    it.refusePaid("NotPayable", NativeAddress.STAKING.address(), 1_000, "register", NAME, "u");
  }

  @Test
  void anyoneAddsToABond() {
    it.register(PROVIDER, 1_000);
    it.pay(OTHER, 500, "depositBond", PROVIDER);
    assertThat(bond()).isEqualTo(1_500);
    assertThat(it.number("liabilities")).isEqualTo(1_500);
    it.refuse("ZeroAmount", OTHER, "depositBond", PROVIDER);
    it.refusePaid("UnknownProvider", OTHER, 1, "depositBond", OTHER);
    network.host.setBalance(OTHER, UInt256.valueOf(Holding.MAX));
    BigInteger sum = Holding.MAX.add(wei(1_500));
    assertThat(
            network.refuse("TooManyCoins", OTHER, Holding.MAX, CONTRACT, "depositBond", PROVIDER))
        .isEqualTo(tuple(sum, Holding.MAX));
  }

  @Test
  void aBondLeavesAfterTheDelay() {
    it.register(PROVIDER, 1_500);
    it.refuse("NothingToWithdraw", PROVIDER, "finishBondWithdrawal");
    assertThat(it.send(PROVIDER, "startBondWithdrawal", 1_500L)).isEqualTo(tuple(START + DELAY));
    it.skip(DELAY - 1);
    assertThat(it.refuse("TooEarly", PROVIDER, "finishBondWithdrawal"))
        .isEqualTo(tuple(START + DELAY, START + DELAY - 1));
    it.skip(1);
    it.send(PROVIDER, "finishBondWithdrawal");
    assertThat(it.credit(PROVIDER)).isEqualTo(1_500);
    assertThat(bond()).isZero();
    assertThat(it.number("liabilities")).isZero();
    // He stays registered and may begin anew.
    it.pay(PROVIDER, 1_000, "depositBond", PROVIDER);
    it.offer();
  }

  /** INV-SERV-03. */
  @Test
  void theMinimumIsNeverLentAndStaysWhileWorkIsOpen() {
    it.register(PROVIDER, 1_500);
    long job = it.open(100, 501);
    assertThat(it.refuse("InsufficientBond", PROVIDER, "acceptJob", job))
        .isEqualTo(tuple(PROVIDER, 500L, 501L));
    it.accepted(100, 500);
    assertThat(it.refuse("InsufficientBond", PROVIDER, "startBondWithdrawal", 1_001L))
        .isEqualTo(tuple(PROVIDER, 1_000L, 1_001L));
    it.send(PROVIDER, "startBondWithdrawal", 1L);
    assertThat(it.refuse("InsufficientBond", PROVIDER, "openOffer", offerTerms()))
        .isEqualTo(tuple(PROVIDER, 0L, 0L));
    it.skip(DELAY);
    assertThat(it.refuse("WorkOpen", PROVIDER, "finishBondWithdrawal"))
        .isEqualTo(tuple(PROVIDER, 1L));
    it.send(PROVIDER, "missJob", 2L);
    it.send(PROVIDER, "finishBondWithdrawal");
    assertThat(bond()).isEqualTo(1_500 - 250 - 1);
  }

  private Tuple offerTerms() {
    return ServiceFixture.offerTerms(it.server.address(), 1, 1, 1, 9_999);
  }

  @Test
  void aSlashReachesWhatLeavesAndNotWhatIsLocked() {
    it.register(PROVIDER, 4_000);
    it.parameter(Parameter.MAX_SLASH, 5_000);
    it.accepted(100, 3_000);
    it.send(PROVIDER, "startBondWithdrawal", 1_000L);
    it.skip(DELAY - 1);
    it.send(GOVERNOR, "slashProvider", PROVIDER, 2_000L, HASH);
    assertThat(bond()).isEqualTo(3_200);
    assertThat(it.credit(TREASURY)).isEqualTo(800);
    assertThat(it.provider(PROVIDER).<BigInteger>get(3)).as("unlocking").isEqualTo(200);
    long block = it.block();
    assertThat(it.refuse("SlashedLately", GOVERNOR, "slashProvider", PROVIDER, 1L, HASH))
        .isEqualTo(tuple(block, block + DELAY));
    it.skip(DELAY);
    assertThat(it.send(GOVERNOR, "slashProvider", PROVIDER, 5_000L, HASH)).isEqualTo(tuple(200L));
    it.skip(DELAY);
    assertThat(it.refuse("NothingToSlash", GOVERNOR, "slashProvider", PROVIDER, 5_000L, HASH))
        .isEqualTo(tuple(PROVIDER));
    it.refuse("NothingToWithdraw", PROVIDER, "finishBondWithdrawal");
  }

  @Test
  void slashesAreBounded() {
    it.register(PROVIDER, 4_000);
    it.refuse("AccessControlUnauthorizedAccount", OTHER, "slashProvider", PROVIDER, 1_000L, HASH);
    it.refuse("UnknownProvider", GOVERNOR, "slashProvider", OTHER, 1_000L, HASH);
    assertThat(it.refuse("SlashOutOfBounds", GOVERNOR, "slashProvider", PROVIDER, 1_001L, HASH))
        .isEqualTo(tuple(1_001L, 1_000L));
    it.refuse("SlashOutOfBounds", GOVERNOR, "slashProvider", PROVIDER, 0L, HASH);
  }

  @Test
  void coinsThatArriveUncalledGoToTheTreasury() {
    it.register(PROVIDER, 4_000);
    network.host.setBalance(SELF, UInt256.valueOf(4_030));
    assertThat(it.number("surplus")).isEqualTo(30);
    assertThat(it.send(OTHER, "sweepSurplus")).isEqualTo(tuple(30L));
    assertThat(it.credit(TREASURY)).isEqualTo(30);
    assertThat(it.send(OTHER, "sweepSurplus")).isEqualTo(tuple(0L));
    network.host.setBalance(SELF, UInt256.valueOf(Totals.MAX_LIABILITIES).add(5_000));
    it.refuse("TooManyCoins", OTHER, "sweepSurplus");
  }

  @Test
  void theEventTellsTheUri() {
    int before = network.host.logs().size();
    it.register(PROVIDER, 1_000);
    Bytes data = network.host.logs().get(before).data();
    assertThat(data.toHexString())
        .contains(
            Bytes.wrap("ipfs://profile".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toUnprefixedHexString());
  }
}
