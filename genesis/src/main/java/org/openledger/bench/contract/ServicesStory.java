package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.GOVERNOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Every function of {@code Services}: BOB provides, ALICE pays. */
final class ServicesStory extends Story {

  private static final BigInteger BOND = BigInteger.TEN.pow(21);
  private static final Bytes32 HASH = Bytes32.repeat((byte) 1);
  private static final int[] TEXT = {1, 2, 3, 4, 5, 6, 7, 8};

  private long datanet;

  ServicesStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    datanet = network.datanet(List.of(ALICE), List.of(TEXT));
    pay(BOB, BOND, SERVICES, "register", HASH, "ipfs://profile");
    send(BOB, SERVICES, "describe", HASH, "ipfs://other");
    pay(CAROL, BigInteger.TEN, SERVICES, "depositBond", BOB);
    jobs();
    hosting();
    ends();
    views();
  }

  private void jobs() {
    Tuple[] data = {AbiValues.tuple(datanet, 1L)};
    Tuple terms =
        AbiValues.tuple(Address.ZERO, 0L, HASH, 5_000L, 600L, 70L, 100L, 100L, 100L, data);
    for (int job = 1; job <= 5; job++) {
      pay(ALICE, BigInteger.valueOf(5_070), SERVICES, "openJob", terms);
    }
    send(ALICE, SERVICES, "cancelJob", 5L);
    send(CAROL, SERVICES, "dataCost", 1L);
    for (long job = 1; job <= 4; job++) {
      send(BOB, SERVICES, "acceptJob", job);
    }
    Tuple delivery = AbiValues.tuple(HASH, HASH, HASH, 9L, 7L);
    for (long job = 1; job <= 3; job++) {
      send(BOB, SERVICES, "deliverJob", job, delivery);
    }
    send(ALICE, SERVICES, "confirmJob", 1L);
    pay(ALICE, BigInteger.valueOf(500), SERVICES, "disputeJob", 2L, HASH);
    send(GOVERNOR, SERVICES, "resolveDispute", 2L, 4_000L, HASH);
    pay(ALICE, BigInteger.valueOf(500), SERVICES, "disputeJob", 3L, HASH);
    send(BOB, SERVICES, "missJob", 4L);
  }

  private void hosting() {
    long until = network.host().blockNumber() + 1_000_000;
    Tuple terms = AbiValues.tuple(KEY, HASH, HASH, 1_001L, 100L, 2_000L, 4_000L, 7L, 2L, until);
    send(BOB, SERVICES, "openOffer", terms);
    BigInteger value = BigInteger.valueOf(3_000);
    pay(ALICE, value, SERVICES, "subscribe", 1L, 2L, HASH, CAROL);
    pay(CAROL, BigInteger.TEN, SERVICES, "fundUsage", 1L);
    Bytes signature = BenchNetwork.signature(KEY);
    for (long batch = 0; batch < 2; batch++) {
      send(
          CAROL,
          SERVICES,
          "settleUsage",
          permit(batch),
          usages(),
          signature,
          BenchNetwork.signature(CAROL));
    }
    send(CAROL, SERVICES, "usagePermitDigest", permit(1));
    send(CAROL, SERVICES, "usageBatchDigest", permit(1), usages());
    skip(10);
    send(CAROL, SERVICES, "collectRent", 1L);
    send(ALICE, SERVICES, "endSubscription", 1L);
  }

  private static Tuple permit(long nonce) {
    return AbiValues.tuple(1L, 900L, 1L << 40, nonce);
  }

  private Tuple[] usages() {
    long block = network.host().blockNumber();
    Tuple[] items = new Tuple[3];
    for (int i = 0; i < items.length; i++) {
      items[i] = AbiValues.tuple((long) i % 2, block, 10L, 10L, HASH);
    }
    return items;
  }

  private void ends() {
    skip(60_000);
    send(CAROL, SERVICES, "lapseDispute", 3L);
    send(CAROL, SERVICES, "closeSubscription", 1L);
    send(BOB, SERVICES, "closeOffer", 1L);
    send(BOB, SERVICES, "startBondWithdrawal", 5_000L);
    send(GOVERNOR, SERVICES, "slashProvider", BOB, 100L, HASH);
    skip(200_000);
    send(BOB, SERVICES, "finishBondWithdrawal");
    UInt256 held = network.host().balance(NativeAddress.SERVICES.address());
    network.host().setBalance(NativeAddress.SERVICES.address(), held.add(7));
    send(CAROL, SERVICES, "sweepSurplus");
  }

  private void views() {
    for (String view :
        List.of(
            "liabilities",
            "surplus",
            "providerCount",
            "jobCount",
            "offerCount",
            "subscriptionCount")) {
      send(CAROL, SERVICES, view);
    }
    for (String view : List.of("providerAt", "job", "jobData", "offer", "subscription")) {
      send(CAROL, SERVICES, view, 1L);
    }
    send(CAROL, SERVICES, "provider", BOB);
    send(CAROL, SERVICES, "usagePrice", 1L, 10L, 10L);
    send(CAROL, SERVICES, "isUsageSettled", 1L, 1L);
    send(CAROL, SERVICES, "isBatchUsed", 1L, 1L);
  }
}
