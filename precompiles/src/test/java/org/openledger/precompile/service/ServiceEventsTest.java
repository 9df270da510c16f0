package org.openledger.precompile.service;

import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.service.ServiceFixture.ACCEPT;
import static org.openledger.precompile.service.ServiceFixture.CLIENT;
import static org.openledger.precompile.service.ServiceFixture.CONFIRM;
import static org.openledger.precompile.service.ServiceFixture.CONTRACT;
import static org.openledger.precompile.service.ServiceFixture.DELAY;
import static org.openledger.precompile.service.ServiceFixture.DELIVER;
import static org.openledger.precompile.service.ServiceFixture.HASH;
import static org.openledger.precompile.service.ServiceFixture.NAME;
import static org.openledger.precompile.service.ServiceFixture.OTHER;
import static org.openledger.precompile.service.ServiceFixture.PROVIDER;
import static org.openledger.precompile.service.ServiceFixture.SELF;
import static org.openledger.precompile.service.ServiceFixture.SETTLE;
import static org.openledger.precompile.service.ServiceFixture.START;
import static org.openledger.precompile.service.ServiceFixture.WINDOW;
import static org.openledger.precompile.service.ServiceFixture.hash;
import static org.openledger.precompile.service.ServiceFixture.permit;
import static org.openledger.precompile.service.ServiceFixture.usage;

import com.esaulpaugh.headlong.abi.Tuple;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.host.Address;

/** All events of each function, with all their values, in order. */
class ServiceEventsTest {

  private final ServiceFixture it = new ServiceFixture();

  @Test
  void providersTell() {
    tells(
        PROVIDER,
        2_000,
        "register",
        with(NAME, "u"),
        told("ProviderRegistered", PROVIDER, 1L, NAME, "u"),
        told("BondDeposited", PROVIDER, PROVIDER, 2_000L));
    tells(PROVIDER, 0, "describe", with(HASH, "v"), told("ProviderDescribed", PROVIDER, HASH, "v"));
    tells(OTHER, 5, "depositBond", with(PROVIDER), told("BondDeposited", PROVIDER, OTHER, 5L));
    tells(
        PROVIDER,
        0,
        "startBondWithdrawal",
        with(300L),
        told("BondWithdrawalStarted", PROVIDER, 300L, START + DELAY));
    tells(
        GOVERNOR,
        0,
        "slashProvider",
        with(PROVIDER, 1_000L, HASH),
        told("Credited", TREASURY, 200L),
        told("ProviderSlashed", PROVIDER, 1_000L, 200L, HASH));
    it.skip(DELAY);
    tells(
        PROVIDER,
        0,
        "finishBondWithdrawal",
        with(),
        told("Credited", PROVIDER, 300L),
        told("BondWithdrawn", PROVIDER, 300L));
    it.network.host.setBalance(SELF, it.network.host.balance(SELF).add(UInt256.valueOf(9)));
    tells(OTHER, 0, "sweepSurplus", with(), told("SurplusSwept", TREASURY, 9L));
  }

  @Test
  void jobsTell() {
    it.register(PROVIDER, 5_000);
    Tuple terms = it.terms(Address.ZERO, 1_000, 400, it.sold);
    tells(
        CLIENT,
        1_100,
        "openJob",
        with(terms),
        told("JobOpened", 1L, CLIENT, Address.ZERO, 0L, HASH, 1_000L, 400L, 100L, START + ACCEPT));
    tells(
        PROVIDER,
        0,
        "acceptJob",
        with(1L),
        told("AccessRequested", it.sold, 1L, CLIENT, HASH, DELIVER + 1, 63L),
        told("AccessGranted", it.sold, 1L, CLIENT, HASH, START + DELIVER + 1),
        told("Credited", DATANET_TREASURY, 63L),
        told("DataAccessPaid", 1L, it.sold, 1L, DELIVER + 1, 63L),
        told("Credited", CLIENT, 37L),
        told("JobAccepted", 1L, PROVIDER, 63L, START + DELIVER));
    tells(
        PROVIDER,
        0,
        "deliverJob",
        with(1L, ServiceFixture.delivery()),
        told(
            "JobDelivered",
            1L,
            PROVIDER,
            hash(1),
            hash(2),
            hash(3),
            2_500L,
            1_900L,
            START + CONFIRM));
    tells(
        CLIENT,
        0,
        "confirmJob",
        with(1L),
        told("Credited", PROVIDER, 975L),
        told("Credited", PLATFORM, 25L),
        told("JobPaid", 1L, PROVIDER, CLIENT, 1_000L, 25L));
    long job = it.delivered(1_000, 400);
    tells(
        CLIENT,
        100,
        "disputeJob",
        with(job, HASH),
        told("JobDisputed", job, CLIENT, 100L, HASH, START + WINDOW));
    tells(
        GOVERNOR,
        0,
        "resolveDispute",
        with(job, 2_500L, HASH),
        told("Credited", PROVIDER, 268L),
        told("Credited", PLATFORM, 7L),
        told("Credited", CLIENT, 975L),
        told("DisputeResolved", job, GOVERNOR, 2_500L, 150L, 25L, HASH));
    job = it.disputed(1_000, 400);
    it.skip(WINDOW + 1);
    tells(
        OTHER,
        0,
        "lapseDispute",
        with(job),
        told("Credited", PROVIDER, 487L),
        told("Credited", PLATFORM, 13L),
        told("Credited", CLIENT, 600L),
        told("DisputeResolved", job, Address.ZERO, 5_000L, 0L, 0L, Bytes32.ZERO));
    job = it.accepted(1_000, 400);
    tells(
        PROVIDER,
        0,
        "missJob",
        with(job),
        told("Credited", CLIENT, 1_200L),
        told("JobMissed", job, PROVIDER, PROVIDER, 200L));
    job = it.open(1_000, 400);
    tells(
        CLIENT,
        0,
        "cancelJob",
        with(job),
        told("Credited", CLIENT, 1_100L),
        told("JobCancelled", job, CLIENT));
  }

  @Test
  void hostingTells() {
    it.register(PROVIDER, 5_000);
    Tuple terms = ServiceFixture.offerTerms(it.server.address(), 1_001, 100, 2, 50_000);
    tells(PROVIDER, 0, "openOffer", with(terms), told("OfferOpened", 1L, PROVIDER, hash(4), terms));
    tells(
        CLIENT,
        1_100,
        "subscribe",
        with(1L, 1L, hash(6), OTHER),
        told("Subscribed", 1L, 1L, CLIENT, OTHER, hash(6), 1_001L, 99L, START, START + 100));
    long id = it.subscribe(1, 1, 20, Address.ZERO);
    tells(OTHER, 5, "fundUsage", with(id), told("UsageFunded", id, OTHER, 5L));
    Tuple permit = permit(id, 99, 7);
    Tuple[] items = {usage(3, START, 1, 1), usage(3, START, 1, 1)};
    AbiError again = ServiceAbi.ALREADY_SETTLED;
    tells(
        OTHER,
        0,
        "settleUsage",
        with(permit, items, it.signed(permit, items), it.permitted(permit, it.payer)),
        told("UsageSettled", id, 3L, START, 1L, 1L, 13L, hash(8)),
        told("UsageSkipped", id, 3L, 1L, again.encode(id, 3L)),
        told("Credited", PROVIDER, 12L),
        told("Credited", PLATFORM, 1L),
        told("UsageBatchSettled", id, 7L, 1L, 1L, 13L, 1L));
    it.skip(33);
    tells(
        OTHER,
        0,
        "collectRent",
        with(id),
        told("Credited", PROVIDER, 321L),
        told("Credited", PLATFORM, 9L),
        told("RentPaid", id, PROVIDER, 330L, 9L));
    it.skip(1);
    tells(
        CLIENT,
        0,
        "endSubscription",
        with(id),
        told("Credited", PROVIDER, 10L),
        told("RentPaid", id, PROVIDER, 10L, 0L),
        told("Credited", CLIENT, 661L),
        told("SubscriptionEnded", id, CLIENT, START + 34, 661L));
    it.skip(SETTLE + 1);
    tells(
        OTHER,
        0,
        "closeSubscription",
        with(id),
        told("Credited", CLIENT, 12L),
        told("SubscriptionClosed", id, OTHER, 12L));
    tells(PROVIDER, 0, "closeOffer", with(1L), told("OfferClosed", 1L));
  }

  private void tells(
      Address sender, long value, String function, Object[] arguments, Told... expected) {
    Told.tells(it.network, sender, wei(value), CONTRACT, function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }
}
