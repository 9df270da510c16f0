package org.openledger.precompile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.service.ServiceFixture.ACCEPT;
import static org.openledger.precompile.service.ServiceFixture.CLIENT;
import static org.openledger.precompile.service.ServiceFixture.CONFIRM;
import static org.openledger.precompile.service.ServiceFixture.DELAY;
import static org.openledger.precompile.service.ServiceFixture.DELIVER;
import static org.openledger.precompile.service.ServiceFixture.HASH;
import static org.openledger.precompile.service.ServiceFixture.OTHER;
import static org.openledger.precompile.service.ServiceFixture.PROVIDER;
import static org.openledger.precompile.service.ServiceFixture.SETTLE;
import static org.openledger.precompile.service.ServiceFixture.WINDOW;
import static org.openledger.precompile.service.ServiceFixture.permit;
import static org.openledger.precompile.service.ServiceFixture.usage;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/** Searches for a gain: each tries many orders, blocks and sizes, and looks at the best of them. */
class ServiceAttackTest {

  private static final long PRICE = 10_000;
  private static final long BOND = 2_000;
  private static final long DISPUTE = PRICE / 10;

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final ServiceFixture it = new ServiceFixture();
  private final TestNetwork network = it.network;

  /** An account's coins, credit and bond. */
  private BigInteger worth(Address account) {
    BigInteger coins = network.host.balance(account).toUnsignedBigInteger();
    return coins.add(it.credit(account)).add(it.provider(account).<BigInteger>get(1));
  }

  private boolean attempt(Address sender, long value, String function, Object... arguments) {
    return network.call(
            sender,
            ServiceFixture.CONTRACT,
            wei(value),
            TestNetwork.GAS,
            TestNetwork.encode(ServiceFixture.CONTRACT, function, arguments))
        instanceof Outcome.Success;
  }

  /**
   * A provider who delivers nothing tries every order of calls, against a client who only misses
   * the deadline, and a passer-by: he never gets a wei of the price or of a bond.
   */
  @Test
  void whoDeliversNothingGainsNothing() {
    it.register(PROVIDER, 10_000);
    it.register(OTHER, 10_000);
    BigInteger before = worth(PROVIDER).add(worth(OTHER));
    BigInteger best = wei(Long.MIN_VALUE);
    String[] calls = {
      "acceptJob", "missJob", "confirmJob", "cancelJob", "lapseDispute", "finishBondWithdrawal"
    };
    for (int round = 0; round < 60; round++) {
      MemoryHost.Snapshot start = network.host.snapshot();
      long block = it.block();
      long job = it.open(PRICE, BOND);
      for (int step = 0; step < 14; step++) {
        String call = calls[random.nextInt(calls.length)];
        Address sender = random.nextBoolean() ? PROVIDER : OTHER;
        if (call.startsWith("finish")) {
          attempt(sender, 0, "startBondWithdrawal", 8_000L);
          attempt(sender, 0, call);
        } else {
          attempt(sender, 0, call, job);
        }
        it.skip(random.nextInt(12));
      }
      it.skip(DELAY);
      attempt(OTHER, 0, "missJob", job);
      attempt(OTHER, 0, "cancelJob", job);
      best = best.max(worth(PROVIDER).add(worth(OTHER)).subtract(before));
      assertThat(it.number("liabilities").longValueExact()).isLessThanOrEqualTo(20_000);
      network.host.restore(start);
      network.host.setBlockNumber(block);
    }
    assertThat(best).as("seed " + seed).isZero();
  }

  /**
   * A client who disputes every honest job: against a governor who sees it he loses the bond each
   * time; where no governor answers he gets half the price, which is the stated bound.
   */
  @Test
  void whoDisputesEverythingPaysForItOrGetsHalf() {
    it.register(PROVIDER, 100_000);
    BigInteger best = wei(Long.MIN_VALUE);
    for (int round = 0; round < 40; round++) {
      long price = 1 + random.nextLong(PRICE);
      MemoryHost.Snapshot start = network.host.snapshot();
      long block = it.block();
      BigInteger before = worth(CLIENT);
      long job = it.disputed(price, BOND);
      boolean seen = random.nextBoolean();
      it.skip(random.nextLong(WINDOW + 1));
      if (seen) {
        it.resolve(job, 10_000);
      } else {
        it.skip(WINDOW + 1);
        it.send(OTHER, "lapseDispute", job);
      }
      // What he would have paid without disputing is the price.
      BigInteger gain = worth(CLIENT).subtract(before).add(wei(price));
      if (seen) {
        assertThat(gain).isEqualTo(wei(-(price + 9) / 10));
      } else {
        assertThat(gain).isEqualTo(wei(price - price / 2));
      }
      best = best.max(gain.subtract(seen ? BigInteger.ZERO : wei((price + 1) / 2)));
      network.host.restore(start);
      network.host.setBlockNumber(block);
    }
    assertThat(best).as("seed " + seed).isLessThanOrEqualTo(BigInteger.ZERO);
  }

  /** A client who answers nothing keeps nobody from his pay. */
  @Test
  void silenceKeepsNobodyFromHisPay() {
    it.register(PROVIDER, 10_000);
    BigInteger before = worth(PROVIDER);
    long job = it.delivered(PRICE, BOND);
    it.skip(CONFIRM + 1);
    it.send(PROVIDER, "confirmJob", job);
    assertThat(worth(PROVIDER).subtract(before)).isEqualTo(wei(PRICE - PRICE / 40));
  }

  /** Two calls for one end, in every pair and at every edge: exactly one pays, once. */
  @Test
  void noJobIsPaidTwice() {
    it.register(PROVIDER, 10_000);
    String[] ends = {
      "cancelJob", "acceptJob", "missJob", "confirmJob", "disputeJob", "lapseDispute"
    };
    long[] edges = {ACCEPT, DELIVER, CONFIRM, WINDOW};
    for (int status = 1; status <= 4; status++) {
      for (String first : ends) {
        for (String second : ends) {
          for (long late = -1; late <= 1; late++) {
            MemoryHost.Snapshot start = network.host.snapshot();
            long block = it.block();
            long job = job(status);
            it.skip(edges[status - 1] + late);
            for (String call : new String[] {first, second}) {
              Object[] arguments =
                  call.equals("disputeJob") ? new Object[] {job, HASH} : new Object[] {job};
              Address sender = call.equals("acceptJob") ? PROVIDER : CLIENT;
              attempt(sender, call.equals("disputeJob") ? DISPUTE : 0, call, arguments);
            }
            Tuple told = it.job(job);
            BigInteger held = it.number("liabilities");
            BigInteger bond = it.provider(PROVIDER).get(1);
            assertThat(held)
                .as("%s %s in status %s, %s", first, second, status, late)
                .isEqualTo(bond.add(told.<BigInteger>get(8)));
            network.host.restore(start);
            network.host.setBlockNumber(block);
          }
        }
      }
    }
  }

  private long job(int status) {
    return switch (status) {
      case 1 -> it.open(PRICE, BOND);
      case 2 -> it.accepted(PRICE, BOND);
      case 3 -> it.delivered(PRICE, BOND);
      default -> it.disputed(PRICE, BOND);
    };
  }

  /** Who is client, provider and passer-by in one loses the platform's fee and nothing else. */
  @Test
  void selfDealingCostsTheFee() {
    it.register(PROVIDER, 100_000);
    BigInteger best = wei(Long.MIN_VALUE);
    for (int round = 0; round < 40; round++) {
      long price = random.nextLong(PRICE);
      BigInteger before = worth(CLIENT).add(worth(PROVIDER));
      BigInteger platform = it.credit(PLATFORM);
      long job = it.delivered(price, BOND);
      switch (random.nextInt(3)) {
        case 0 -> it.send(CLIENT, "confirmJob", job);
        case 1 -> {
          it.pay(CLIENT, (price + 9) / 10, "disputeJob", job, HASH);
          it.skip(WINDOW + 1);
          it.send(OTHER, "lapseDispute", job);
        }
        default -> {
          it.pay(CLIENT, (price + 9) / 10, "disputeJob", job, HASH);
          it.resolve(job, random.nextInt(10_001));
        }
      }
      BigInteger gain = worth(CLIENT).add(worth(PROVIDER)).subtract(before);
      assertThat(gain.negate()).isEqualTo(it.credit(PLATFORM).subtract(platform));
      best = best.max(gain);
    }
    assertThat(best).as("seed " + seed).isLessThanOrEqualTo(BigInteger.ZERO);
  }

  /** Locking, leaving and slashing in any order: a slash finds its part of the minimum. */
  @Test
  void noOrderSparesABondTheSlash() {
    for (int round = 0; round < 60; round++) {
      MemoryHost.Snapshot start = network.host.snapshot();
      long block = it.block();
      it.register(PROVIDER, 3_000);
      it.accepted(100, random.nextInt(2_001));
      attempt(PROVIDER, 0, "startBondWithdrawal", (long) random.nextInt(3_001));
      it.skip(random.nextInt((int) DELAY));
      attempt(PROVIDER, 0, "finishBondWithdrawal");
      assertThat(it.send(GOVERNOR, "slashProvider", PROVIDER, 1_000L, HASH).<BigInteger>get(0))
          .as("seed " + seed)
          .isEqualTo(300);
      network.host.restore(start);
      network.host.setBlockNumber(block);
    }
  }

  /** However rent is collected, provider, platform and client get the same, to the wei. */
  @Test
  void howOftenRentIsCollectedChangesNothing() {
    it.register(PROVIDER, 10_000);
    long offer = it.offer(999_983, 997, 9);
    for (int round = 0; round < 30; round++) {
      long id = it.subscribe(offer, 1, 0, Address.ZERO);
      long begin = it.block();
      BigInteger provider = it.credit(PROVIDER);
      BigInteger platform = it.credit(PLATFORM);
      BigInteger client = it.credit(CLIENT);
      long end = random.nextLong(1_100);
      int steps = random.nextInt(40);
      for (int i = 0; i < steps; i++) {
        network.host.setBlockNumber(Math.min(begin + end, it.block() + random.nextInt(60)));
        it.send(OTHER, "collectRent", id);
      }
      network.host.setBlockNumber(begin + end);
      it.send(PROVIDER, "endSubscription", id);
      long earned = 999_983 * Math.min(end, 997) / 997;
      long fee = (earned * 250 + 9_999) / 10_000;
      assertThat(it.credit(PLATFORM).subtract(platform)).as("seed " + seed).isEqualTo(fee);
      assertThat(it.credit(PROVIDER).subtract(provider)).isEqualTo(earned - fee);
      assertThat(it.credit(CLIENT).subtract(client)).isEqualTo(999_983 - earned);
    }
  }

  /** The same over 1,000,000 steps of the formula itself, on storage as the contract has it. */
  @Test
  void roundingOverAMillionStepsLosesNothing() {
    MemoryHost host = new MemoryHost();
    host.setGas(Long.MAX_VALUE);
    Storage storage = new Storage(host, new GasMeter(host));
    Subscription it = new Subscription(storage, Slot.of(ServiceFixture.SELF, 99), 1);
    BigInteger rent = new BigInteger("999999999999999999989");
    it.setRent(rent);
    long blocks = 1_000_003;
    it.setBlocks(7, 7 + blocks, 9_999_999);
    BigInteger paid = BigInteger.ZERO;
    BigInteger fees = BigInteger.ZERO;
    for (long step = 1; step <= 1_000_000; step++) {
      BigInteger earned = it.earned(7 + step);
      fees = fees.add(Vault.partUp(earned, 333)).subtract(Vault.partUp(paid, 333));
      paid = earned;
    }
    assertThat(paid).isEqualTo(rent.multiply(wei(1_000_000)).divide(wei(blocks)));
    assertThat(fees).isEqualTo(Vault.partUp(paid, 333));
    assertThat(it.earned(7 + blocks)).isEqualTo(rent);
  }

  /** Usage in many small batches never spares the fee. */
  @Test
  void smallBatchesSpareNoFee() {
    it.register(PROVIDER, 10_000);
    long id = it.subscribe(it.offer(), 1, 10_000, Address.ZERO);
    BigInteger platform = it.credit(PLATFORM);
    BigInteger spent = BigInteger.ZERO;
    for (int i = 0; i < 50; i++) {
      Tuple told = it.settle(permit(id, 999, i), usage(i, it.block(), 0, random.nextInt(20)));
      spent = spent.add(told.<BigInteger>get(1));
    }
    assertThat(it.credit(PLATFORM).subtract(platform))
        .isGreaterThanOrEqualTo(Vault.partUp(spent, 250));
  }

  /** A batch of another chain, contract, subscription or time pays nothing. */
  @Test
  void noBatchIsReplayed() {
    it.register(PROVIDER, 10_000);
    long offer = it.offer();
    long id = it.subscribe(offer, 1, 10_000, it.payer.address());
    long twin = it.subscribe(offer, 1, 10_000, it.payer.address());
    Tuple permit = permit(id, 999, 1);
    Tuple[] items = {usage(1, it.block(), 1, 1)};
    Object[] batch = {permit, items, it.signed(permit, items), it.permitted(permit, it.payer)};
    Object[] moved = batch.clone();
    moved[0] = permit(twin, 999, 1);
    it.refuse("WrongSigner", OTHER, "settleUsage", moved);
    UsagePermit same = new UsagePermit(wei(id), wei(999), wei(1L << 30), wei(1));
    Usage item = new Usage(wei(1), wei(it.block()), wei(1), wei(1), ServiceFixture.hash(8));
    Object[] foreign = batch.clone();
    foreign[2] =
        it.server.sign(Usage.batchDigest(TestNetwork.CHAIN_ID + 1, same, new Usage[] {item}));
    it.refuse("WrongSigner", OTHER, "settleUsage", foreign);
    it.send(OTHER, "settleUsage", batch);
    it.refuse("BatchUsed", OTHER, "settleUsage", batch);
    // The same request under another permit is not paid for again.
    assertThat(it.settle(permit(id, 999, 2), items).<BigInteger>get(0)).isZero();
  }

  /** INV-SERV-04: whatever the parties do, others bring every job and every wei to its end. */
  @Test
  void nothingIsEverStuck() {
    it.register(PROVIDER, 10_000);
    it.open(PRICE, BOND);
    it.accepted(PRICE, BOND);
    it.delivered(PRICE, BOND);
    it.disputed(PRICE, BOND);
    long id = it.subscribe(it.offer(), 1, 500, Address.ZERO);
    it.skip(1_000);
    it.send(OTHER, "cancelJob", 1L);
    it.send(OTHER, "missJob", 2L);
    it.send(OTHER, "confirmJob", 3L);
    it.send(OTHER, "lapseDispute", 4L);
    it.send(OTHER, "endSubscription", id);
    it.skip(SETTLE + 1);
    it.send(OTHER, "closeSubscription", id);
    it.send(PROVIDER, "closeOffer", 1L);
    it.send(PROVIDER, "startBondWithdrawal", it.provider(PROVIDER).<BigInteger>get(1));
    it.skip(DELAY);
    it.send(PROVIDER, "finishBondWithdrawal");
    assertThat(it.number("liabilities")).isZero();
    assertThat(network.host.balance(ServiceFixture.SELF)).isEqualTo(UInt256.ZERO);
  }

  /**
   * A Datanet's owner who raises his price in front of the acceptance gets no more than allowed.
   */
  @Test
  void aDatanetCannotTakeMoreThanTheBudget() {
    it.register(PROVIDER, 10_000);
    it.pay(CLIENT, 600, "openJob", it.terms(PROVIDER, 500, 0, it.sold));
    Tuple dear = TestNetwork.policy(true, true, true, false, true, 0, 1_000_000, 0);
    network.send(TestNetwork.OWNER, "Datanets", "setPolicy", it.sold, dear);
    it.refuse("DataBudgetExceeded", PROVIDER, "acceptJob", 1L);
    it.send(CLIENT, "cancelJob", 1L);
    assertThat(it.credit(CLIENT)).isEqualTo(600);
  }
}
