package org.openledger.precompile.storage;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/** Writes every word of Services, and says what each variable is by the contract's views. */
final class ServiceStory {

  private static final String CONTRACT = "Services";
  private static final Bytes32 HASH = Bytes32.repeat((byte) 7);

  private final TestNetwork network;
  private final Address client;
  private final Address provider;
  private final TestKey server = TestKey.of(91);
  private final Map<List<Object>, BigInteger> expected = new LinkedHashMap<>();

  ServiceStory(TestNetwork network, Address client, Address provider) {
    this.network = network;
    this.client = client;
    this.provider = provider;
  }

  void tell() {
    BigInteger bond = TestNetwork.OPEN.multiply(BigInteger.valueOf(200));
    network.pay(provider, bond, CONTRACT, "register", HASH, "uri");
    network.send(provider, CONTRACT, "startBondWithdrawal", 9_999L);
    network.send(TestNetwork.GOVERNOR, CONTRACT, "slashProvider", provider, 5L, HASH);
    for (int i = 0; i < 4; i++) {
      job(i);
    }
    hosting();
  }

  private void job(int ends) {
    Tuple[] data = {AbiValues.tuple(2L, 1L)};
    Tuple terms = AbiValues.tuple(provider, 0L, HASH, 5_000L, 600L, 70L, 11L, 12L, 13L, data);
    long job =
        network
            .pay(client, BigInteger.valueOf(5_070), CONTRACT, "openJob", terms)
            .<BigInteger>get(0)
            .longValueExact();
    network.send(provider, CONTRACT, "acceptJob", job);
    if (ends == 0) {
      network.send(provider, CONTRACT, "missJob", job);
      return;
    }
    Tuple delivery = AbiValues.tuple(hash(1), hash(2), hash(3), BigInteger.TWO.pow(127), 77L);
    network.send(provider, CONTRACT, "deliverJob", job, delivery);
    if (ends == 1) {
      network.send(client, CONTRACT, "confirmJob", job);
      return;
    }
    network.pay(client, BigInteger.valueOf(500), CONTRACT, "disputeJob", job, HASH);
    if (ends == 2) {
      network.send(TestNetwork.GOVERNOR, CONTRACT, "resolveDispute", job, 100L, HASH);
    }
  }

  private void hosting() {
    Tuple terms =
        AbiValues.tuple(server.address(), hash(4), hash(5), 1_001L, 100L, 2L, 3L, 4L, 6L, 50_000L);
    network.send(provider, CONTRACT, "openOffer", terms);
    BigInteger value = BigInteger.valueOf(3_000);
    Address none = Address.ZERO;
    for (int i = 0; i < 2; i++) {
      network.pay(client, value, CONTRACT, "subscribe", 1L, 2L, HASH, i == 0 ? none : client);
    }
    long block = network.host.blockNumber();
    Tuple permit = AbiValues.tuple(1L, 900L, 1L << 30, 300L);
    Tuple[] items = {AbiValues.tuple(259L, block, 1_000L, 1_000L, HASH)};
    byte[] digest = network.read(CONTRACT, "usageBatchDigest", permit, items);
    network.send(
        client,
        CONTRACT,
        "settleUsage",
        permit,
        items,
        server.sign(Bytes32.wrap(digest)),
        Bytes.EMPTY);
    network.host.setBlockNumber(block + 50);
    network.send(client, CONTRACT, "collectRent", 2L);
    network.send(provider, CONTRACT, "closeOffer", 1L);
  }

  /** Values by the paths of their variables. */
  Map<List<Object>, BigInteger> expected() {
    Tuple firm = network.read(CONTRACT, "provider", provider);
    String[] members = {
      "number",
      "bond",
      "locked",
      "unlocking",
      "unlockBlock",
      "openWork",
      "paidJobs",
      "missedJobs",
      "lostDisputes",
      "slashedBlock",
      "name",
      "profile"
    };
    put(firm, members, "providers", provider);
    expected.put(List.of("jobCount"), BigInteger.valueOf(4));
    for (long job = 1; job <= 4; job++) {
      jobs(job);
    }
    expected.put(List.of("offerCount"), BigInteger.ONE);
    offers();
    expected.put(List.of("subscriptionCount"), BigInteger.TWO);
    String[] terms = {
      "offer",
      "client",
      "payerKey",
      "status",
      "adapter",
      "rent",
      "paidRent",
      "escrow",
      "startBlock",
      "endBlock",
      "settleBlock",
      "fee"
    };
    for (long id = 1; id <= 2; id++) {
      put(network.read(CONTRACT, "subscription", id), terms, "subscriptions", id);
    }
    // Request 259 is bit 3 of word 1, batch 300 bit 44.
    expected.put(List.of("requests", 1L, 1L), BigInteger.valueOf(8));
    expected.put(List.of("batches", 1L, 1L), BigInteger.ONE.shiftLeft(44));
    return expected;
  }

  private void jobs(long job) {
    Tuple told = network.read(CONTRACT, "job", job);
    String[] members = {
      "client",
      "provider",
      "status",
      "model",
      "specification",
      "price",
      "bond",
      "dataBudget",
      "", // The escrow follows from the others.
      "dispute",
      "deadline",
      "deliverBlocks",
      "confirmBlocks",
      "disputeBlocks",
      "fee",
      "missedPenalty",
      "disputeShare"
    };
    put(told, members, "jobs", job);
    String[] delivered = {"adapter", "metrics", "log", "baseLoss", "loss"};
    put(told.get(17), delivered, "jobs", job);
    expected.put(List.of("jobs", job, "dataCount"), BigInteger.ONE);
    BigInteger both = BigInteger.TWO.shiftLeft(64).add(BigInteger.ONE);
    expected.put(List.of("jobs", job, "data", 0), both);
  }

  private void offers() {
    Tuple offer = network.read(CONTRACT, "offer", 1L);
    put(offer, new String[] {"provider"}, "offers", 1L);
    String[] members = {
      "signer",
      "baseModel",
      "details",
      "periodPrice",
      "periodBlocks",
      "inputRate",
      "outputRate",
      "requestPrice",
      "capacity",
      "untilBlock"
    };
    put(offer.get(1), members, "offers", 1L);
    expected.put(List.of("offers", 1L, "subscriptions"), BigInteger.TWO);
    expected.put(List.of("offers", 1L, "closed"), BigInteger.ONE);
  }

  private void put(Tuple values, String[] members, Object... path) {
    for (int i = 0; i < members.length; i++) {
      if (!members[i].isEmpty()) {
        List<Object> all = new ArrayList<>(Arrays.asList(path));
        all.add(members[i]);
        expected.put(all, number(values.get(i)));
      }
    }
  }

  private static BigInteger number(Object value) {
    return switch (value) {
      case com.esaulpaugh.headlong.abi.Address address -> address.value();
      case byte[] bytes -> new BigInteger(1, bytes);
      case Integer small -> BigInteger.valueOf(small);
      default -> (BigInteger) value;
    };
  }

  private static Bytes32 hash(int of) {
    return Bytes32.repeat((byte) of);
  }
}
