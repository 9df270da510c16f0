package org.openledger.precompile.service;

import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** A network with three Datanets: data that is free, for sale at 3 wei a block, and on request. */
final class ServiceFixture extends ContractFixture {

  static final String CONTRACT = "Services";
  static final Address SELF = NativeAddress.SERVICES.address();
  static final Address CLIENT = TestNetwork.account(20);
  static final Address PROVIDER = TestNetwork.account(21);
  static final Address OTHER = TestNetwork.account(22);
  static final Bytes32 HASH = Bytes32.repeat((byte) 9);
  static final Bytes32 NAME = AbiValues.name("gpu farm");
  static final long MINIMUM = 1_000;
  static final long DELAY = 500;
  static final long WINDOW = 40;
  static final long SETTLE = 30;
  static final long ACCEPT = 10;
  static final long DELIVER = 20;
  static final long CONFIRM = 5;
  static final long START = 1_000;

  final TestKey server = TestKey.of(501);
  final TestKey payer = TestKey.of(502);
  final long free;
  final long sold;
  final long asked;

  private static SortedMap<Parameter, BigInteger> completed(
      SortedMap<Parameter, BigInteger> parameters) {
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.putIfAbsent(Parameter.MIN_PROVIDER_BOND, wei(MINIMUM));
    all.putIfAbsent(Parameter.PROVIDER_DELAY, wei(DELAY));
    all.putIfAbsent(Parameter.DISPUTE_WINDOW, wei(WINDOW));
    all.putIfAbsent(Parameter.WITHDRAWAL_DELAY, wei(SETTLE));
    all.putIfAbsent(Parameter.SERVICE_FEE, wei(250));
    all.putIfAbsent(Parameter.MAX_JOB_DATANETS, wei(3));
    all.putIfAbsent(Parameter.MAX_SERVICE_BLOCKS, wei(10_000));
    return all;
  }

  ServiceFixture() {
    this(new TreeMap<>());
  }

  ServiceFixture(SortedMap<Parameter, BigInteger> parameters) {
    super(CONTRACT, completed(parameters));
    network.host.setBlockNumber(START);
    free = datanet(true, false, 0);
    sold = datanet(false, true, 3);
    asked = datanet(false, false, 3);
  }

  private long datanet(boolean open, boolean autoGrant, long price) {
    long datanet =
        network.createDatanet(
            TestNetwork.settings(
                TestNetwork.policy(true, true, true, open, autoGrant, 0, price, 0), 1, REVIEWER));
    network.seal(datanet, network.accepted(OWNER, datanet, "abcdefgh" + datanet));
    return datanet;
  }

  void register(Address account, long bond) {
    pay(account, bond, "register", NAME, "ipfs://profile");
  }

  /** Terms of a job at a price, under a bond, with 100 wei for data, of versions 1. */
  Tuple terms(Address provider, long price, long bond, long... datanets) {
    return jobTerms(provider, 0, price, bond, 100, datanets);
  }

  static Tuple jobTerms(
      Address provider, long model, long price, long bond, long budget, long... datanets) {
    Tuple[] data = new Tuple[datanets.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = AbiValues.tuple(datanets[i], 1L);
    }
    return AbiValues.tuple(
        provider, model, HASH, price, bond, budget, ACCEPT, DELIVER, CONFIRM, data);
  }

  /** Opens a job of the client's for anybody, at a price, under a bond, without data. */
  long open(long price, long bond) {
    return pay(CLIENT, price + 100, "openJob", terms(Address.ZERO, price, bond))
        .<BigInteger>get(0)
        .longValueExact();
  }

  /** The same, accepted. */
  long accepted(long price, long bond) {
    long job = open(price, bond);
    send(PROVIDER, "acceptJob", job);
    return job;
  }

  /** The same, delivered. */
  long delivered(long price, long bond) {
    long job = accepted(price, bond);
    send(PROVIDER, "deliverJob", job, delivery());
    return job;
  }

  /** The same, disputed. */
  long disputed(long price, long bond) {
    long job = delivered(price, bond);
    pay(CLIENT, (price + 9) / 10, "disputeJob", job, HASH);
    return job;
  }

  static Tuple delivery() {
    return AbiValues.tuple(hash(1), hash(2), hash(3), 2_500L, 1_900L);
  }

  static Bytes32 hash(int of) {
    return Bytes32.repeat((byte) of);
  }

  /** An offer of 1,001 wei for 100 blocks, 7 wei a request, 2,000 and 4,000 for 1,000 tokens. */
  long offer() {
    return offer(1_001, 100, 2);
  }

  long offer(long periodPrice, long periodBlocks, long capacity) {
    Tuple terms = offerTerms(server.address(), periodPrice, periodBlocks, capacity, 50_000);
    return send(PROVIDER, "openOffer", terms).<BigInteger>get(0).longValueExact();
  }

  static Tuple offerTerms(
      Address signer, long periodPrice, long periodBlocks, long capacity, long until) {
    return AbiValues.tuple(
        signer, hash(4), hash(5), periodPrice, periodBlocks, 2_000L, 4_000L, 7L, capacity, until);
  }

  /** A subscription of the client's for so many periods, with wei for usage. */
  long subscribe(long offer, long periods, long escrow, Address payerKey) {
    BigInteger price = network.<Tuple>read(CONTRACT, "offer", offer).<Tuple>get(1).get(3);
    long rent = periods * price.longValueExact();
    return pay(CLIENT, rent + escrow, "subscribe", offer, periods, hash(6), payerKey)
        .<BigInteger>get(0)
        .longValueExact();
  }

  static Tuple permit(long subscription, long limit, long nonce) {
    return permit(subscription, limit, nonce, 1L << 30);
  }

  static Tuple permit(long subscription, long limit, long nonce, long expiry) {
    return AbiValues.tuple(subscription, limit, expiry, nonce);
  }

  static Tuple usage(long request, long block, long input, long output) {
    return AbiValues.tuple(request, block, input, output, hash(8));
  }

  Tuple settle(Tuple permit, Tuple... items) {
    return send(
        OTHER, "settleUsage", permit, items, signed(permit, items), permitted(permit, payer));
  }

  Tuple refuseSettle(String error, Tuple permit, Tuple... items) {
    return refuse(
        error,
        OTHER,
        "settleUsage",
        permit,
        items,
        signed(permit, items),
        permitted(permit, payer));
  }

  Bytes signed(Tuple permit, Tuple... items) {
    return server.sign(digest("usageBatchDigest", permit, items));
  }

  Bytes permitted(Tuple permit, TestKey key) {
    return key.sign(digest("usagePermitDigest", permit));
  }

  Bytes32 digest(String function, Object... arguments) {
    return Bytes32.wrap(network.<byte[]>read(CONTRACT, function, arguments));
  }

  Tuple refusePaid(String error, Address sender, long value, String function, Object... arguments) {
    return network.refuse(error, sender, wei(value), CONTRACT, function, arguments);
  }

  /** number, bond, locked, unlocking, unlockBlock, openWork, paid, missed, lost, slashedBlock … */
  Tuple provider(Address account) {
    return network.read(CONTRACT, "provider", account);
  }

  Tuple job(long id) {
    return network.read(CONTRACT, "job", id);
  }

  Tuple subscription(long id) {
    return network.read(CONTRACT, "subscription", id);
  }

  BigInteger credit(Address account) {
    return network.creditOf(account);
  }

  void resolve(long job, long share) {
    send(GOVERNOR, "resolveDispute", job, share, HASH);
  }
}
