package org.openledger.precompile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
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
import static org.openledger.precompile.service.ServiceFixture.WINDOW;
import static org.openledger.precompile.service.ServiceFixture.hash;
import static org.openledger.precompile.service.ServiceFixture.permit;
import static org.openledger.precompile.service.ServiceFixture.usage;

import com.esaulpaugh.headlong.abi.Tuple;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.host.Address;

/** Each function runs on exactly its gas, and leaves no trace with less. */
class ServiceGasTest {

  private final ServiceFixture it = new ServiceFixture();
  private final ExactGas gas = new ExactGas(it.network, CONTRACT);

  @Test
  void everyFunctionNeedsExactlyItsGas() {
    gas.pay(PROVIDER, wei(9_000), "register", NAME, "ipfs://profile");
    gas.call(PROVIDER, "describe", HASH, "ipfs://profile");
    gas.pay(OTHER, wei(5), "depositBond", PROVIDER);
    jobs();
    hosting();
    gas.call(PROVIDER, "startBondWithdrawal", 8_000L);
    gas.call(GOVERNOR, "slashProvider", PROVIDER, 100L, HASH);
    it.skip(DELAY);
    it.send(PROVIDER, "closeOffer", 1L);
    gas.call(PROVIDER, "finishBondWithdrawal");
    it.network.host.setBalance(SELF, it.network.host.balance(SELF).add(UInt256.valueOf(7)));
    gas.call(OTHER, "surplus");
    gas.call(OTHER, "sweepSurplus");
    for (String view :
        new String[] {
          "liabilities", "providerCount", "jobCount", "offerCount", "subscriptionCount"
        }) {
      gas.call(OTHER, view);
    }
    gas.call(OTHER, "provider", PROVIDER);
    gas.call(OTHER, "providerAt", 1L);
    gas.coversTheInterface();
    // What a market pays for most often; a new word costs 22,100.
    assertThat(gas.gas().get("acceptJob")).isLessThan(160_000);
    assertThat(gas.gas().get("confirmJob")).isLessThan(70_000);
    assertThat(gas.gas().get("settleUsage")).isLessThan(80_000);
  }

  private void jobs() {
    Tuple terms = it.terms(PROVIDER, 1_000, 100, it.free, it.sold);
    for (int i = 0; i < 6; i++) {
      gas.pay(CLIENT, wei(1_100), "openJob", terms);
    }
    gas.call(CLIENT, "cancelJob", 6L);
    gas.call(OTHER, "dataCost", 1L);
    for (long job = 1; job <= 5; job++) {
      gas.call(PROVIDER, "acceptJob", job);
    }
    for (long job = 1; job <= 4; job++) {
      gas.call(PROVIDER, "deliverJob", job, ServiceFixture.delivery());
    }
    gas.call(CLIENT, "confirmJob", 1L);
    gas.pay(CLIENT, wei(100), "disputeJob", 2L, HASH);
    gas.pay(CLIENT, wei(100), "disputeJob", 3L, HASH);
    gas.call(GOVERNOR, "resolveDispute", 2L, 4_000L, HASH);
    it.skip(Math.max(CONFIRM, Math.max(WINDOW, DELIVER)) + 1);
    gas.call(OTHER, "lapseDispute", 3L);
    gas.call(OTHER, "missJob", 5L);
    gas.call(OTHER, "confirmJob", 4L);
    gas.call(OTHER, "job", 1L);
    gas.call(OTHER, "jobData", 1L);
  }

  private void hosting() {
    Tuple terms = ServiceFixture.offerTerms(it.server.address(), 1_001, 100, 3, 50_000);
    gas.call(PROVIDER, "openOffer", terms);
    gas.pay(CLIENT, wei(2_000), "subscribe", 1L, 1L, hash(6), it.payer.address());
    gas.pay(CLIENT, wei(2_000), "subscribe", 1L, 1L, hash(6), Address.ZERO);
    gas.pay(OTHER, wei(20), "fundUsage", 1L);
    Tuple[] items = new Tuple[8];
    for (int i = 0; i < items.length; i++) {
      items[i] = usage(i, it.block(), 1, 1);
    }
    for (long batch = 0; batch < 2; batch++) {
      Tuple permit = permit(1, 500, batch);
      gas.call(
          OTHER,
          "settleUsage",
          permit,
          items,
          it.signed(permit, items),
          it.permitted(permit, it.payer));
    }
    gas.call(OTHER, "usagePermitDigest", permit(1, 500, 1));
    gas.call(OTHER, "usageBatchDigest", permit(1, 500, 1), items);
    gas.call(OTHER, "usagePrice", 1L, 10L, 10L);
    gas.call(OTHER, "isUsageSettled", 1L, 0L);
    gas.call(OTHER, "isBatchUsed", 1L, 0L);
    gas.call(OTHER, "offer", 1L);
    it.skip(10);
    gas.call(OTHER, "collectRent", 1L);
    gas.call(OTHER, "subscription", 1L);
    gas.call(CLIENT, "endSubscription", 1L);
    it.send(CLIENT, "endSubscription", 2L);
    it.skip(SETTLE + 1);
    gas.call(OTHER, "closeSubscription", 1L);
    it.send(OTHER, "closeSubscription", 2L);
    it.send(PROVIDER, "openOffer", terms);
    gas.call(PROVIDER, "closeOffer", 2L);
  }
}
