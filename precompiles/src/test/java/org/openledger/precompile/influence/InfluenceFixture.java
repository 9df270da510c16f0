package org.openledger.precompile.influence;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * A network with an INFLUENCE model, whose inferences of 8 tokens put 128 wei into its pool, and
 * five attesters: three of them are a quorum, four a re-run's.
 */
final class InfluenceFixture extends ContractFixture {

  static final String CONTRACT = "InfluenceAttestations";
  static final Address SELF = NativeAddress.INFLUENCE_ATTESTATIONS.address();
  static final Address ALICE = TestNetwork.account(20);
  static final Address BOB = TestNetwork.account(21);
  static final Address CAROL = TestNetwork.account(22);
  static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 9);
  static final Bytes32 METHOD = Bytes32.repeat((byte) 8);
  static final long EPOCH = 100;
  static final long WINDOW = 50;
  static final long BOND = 1_000_000;
  static final long CHALLENGE = 5_000;

  final List<QuickKey> attesters = new ArrayList<>();
  final long datanet;
  final long version;
  final long model;

  /** Contributions of Alice, Bob, Carol and, again, Alice. */
  final long[] ids;

  private final QuickKey serving = QuickKey.of(99);
  private long request;

  private static SortedMap<Parameter, BigInteger> completed(
      SortedMap<Parameter, BigInteger> parameters) {
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.putIfAbsent(Parameter.INFLUENCE_EPOCH, wei(EPOCH));
    all.putIfAbsent(Parameter.RESULT_WINDOW, wei(WINDOW));
    all.putIfAbsent(Parameter.CHALLENGE_WINDOW, wei(WINDOW));
    all.putIfAbsent(Parameter.RESOLUTION_WINDOW, wei(WINDOW));
    all.putIfAbsent(Parameter.ATTESTER_DELAY, wei(WINDOW));
    all.putIfAbsent(Parameter.MIN_ATTESTER_BOND, wei(BOND));
    all.putIfAbsent(Parameter.CHALLENGE_BOND, wei(CHALLENGE));
    all.putIfAbsent(Parameter.ATTESTER_SLASH, wei(2_000));
    return all;
  }

  InfluenceFixture() {
    this(new TreeMap<>());
  }

  InfluenceFixture(SortedMap<Parameter, BigInteger> parameters) {
    super(CONTRACT, completed(parameters));
    network.host.setRecovery(QuickKey::recover);
    network.host.setBlockNumber(1_000);
    datanet = network.createDatanet();
    ids =
        new long[] {
          network.accepted(ALICE, datanet, "abcdefgh"),
          network.accepted(BOB, datanet, "ijklmnop"),
          network.accepted(CAROL, datanet, "qrstuvwx"),
          network.accepted(ALICE, datanet, "yz012345")
        };
    version = network.seal(datanet, ids);
    network.attest(datanet, version);
    model = network.deploy(terms(Address.ZERO), datanet, version);
    network.send(TestNetwork.CREATOR, "Models", "addServingKey", model, serving.address());
    for (int i = 0; i < 5; i++) {
      attesters.add(appointed(100 + i));
      network.pay(attesters.get(i).address(), wei(BOND), CONTRACT, "register");
    }
    skip(1);
  }

  /** Terms of a model that pays by influence. */
  Tuple terms(Address sink) {
    Object[] terms = network.terms(wei(80_000), 4, 1).toArray();
    terms[12] = 2;
    terms[13] = AbiValues.address(sink);
    return Tuple.from(terms);
  }

  /** A key with coins and the role, without a bond. */
  QuickKey appointed(int secret) {
    QuickKey key = QuickKey.of(secret);
    network.host.setBalance(key.address(), UInt256.valueOf(TestNetwork.OPEN));
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.ATTESTER.id(), key.address());
    return key;
  }

  /** Settles so many inferences, each of which puts 128 wei into the pool. */
  void settle(int count) {
    settle(model, count);
  }

  void settle(long of, int count) {
    for (int i = 0; i < count; i++) {
      if (of == model) {
        settleQuickly(++request);
      } else {
        network.settle(of, ++request, "abcdefgh");
      }
    }
  }

  /** As {@link TestNetwork#settle}, under a receipt that costs little to sign. */
  private void settleQuickly(long number) {
    Bytes output = TestNetwork.output("abcdefgh");
    Bytes32 none = Bytes32.ZERO;
    BigInteger held = network.version(model);
    byte[] digest =
        network.read(
            "InferenceFees",
            "receiptDigest",
            model,
            held,
            TestNetwork.PAYER,
            number,
            0L,
            output,
            none);
    Tuple receipt = AbiValues.tuple(held, 0L, none, serving.sign(Bytes32.wrap(digest)));
    BigInteger gross = network.gross(model, 0, 8);
    network.pay(
        TestNetwork.PAYER, gross, "InferenceFees", "settle", model, number, output, receipt);
  }

  /** Settles three inferences and ends their epoch. */
  long endedEpoch() {
    settle(3);
    long number = openEpoch().<BigInteger>get(0).longValueExact();
    skip(EPOCH);
    return number;
  }

  /** Weights, in pairs of contribution and weight. */
  static Bytes weights(long... pairs) {
    ByteBuffer to = ByteBuffer.allocate(5 * pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      to.putShort((short) (pairs[i] >>> 32)).putInt((int) pairs[i]).putInt((int) pairs[i + 1]);
    }
    return Bytes.wrap(to.array());
  }

  /** A quarter for Alice's first, an eighth for Bob, three eighths for Alice's second. */
  Bytes shares() {
    return weights(ids[0], 250_000_000, ids[1], 125_000_000, ids[3], 375_000_000);
  }

  /** All for Carol. */
  Bytes greed() {
    return weights(ids[2], 1_000_000_000);
  }

  Bytes32 digest(long epoch, long round, Bytes weights) {
    byte[] digest =
        network.read(
            CONTRACT,
            "attestationDigest",
            model,
            epoch,
            round,
            Keccak256.hash(weights),
            EVIDENCE,
            METHOD);
    return Bytes32.wrap(digest);
  }

  /** Signatures of attesters, by their numbers from 0. */
  Bytes signed(long epoch, long round, Bytes weights, int... who) {
    Bytes32 digest = digest(epoch, round, weights);
    Bytes[] signatures = new Bytes[who.length];
    for (int i = 0; i < who.length; i++) {
      signatures[i] = attesters.get(who[i]).sign(digest);
    }
    return Bytes.concatenate(signatures);
  }

  void submit(long epoch, long round, Bytes weights, int... who) {
    send(
        CAROL,
        "submit",
        model,
        epoch,
        EVIDENCE,
        METHOD,
        weights,
        signed(epoch, round, weights, who));
  }

  Tuple refuseSubmit(String error, long epoch, long round, Bytes weights, int... who) {
    return refuse(
        error,
        CAROL,
        "submit",
        model,
        epoch,
        EVIDENCE,
        METHOD,
        weights,
        signed(epoch, round, weights, who));
  }

  void rerun(long epoch, long round, Bytes weights, int... who) {
    send(
        CAROL,
        "rerun",
        model,
        epoch,
        EVIDENCE,
        METHOD,
        weights,
        signed(epoch, round, weights, who));
  }

  void challenge(Address challenger, long epoch) {
    network.pay(challenger, wei(CHALLENGE), CONTRACT, "challenge", model, epoch, EVIDENCE);
  }

  void resolve(long epoch, boolean upheld) {
    send(TestNetwork.GOVERNOR, "resolve", model, epoch, upheld, EVIDENCE);
  }

  BigInteger pay(long epoch, Bytes weights) {
    return send(CAROL, "pay", model, epoch, weights).get(0);
  }

  /** weightsHash, evidence, method, signature. */
  Tuple statement(long epoch, long round, Bytes weights, int who) {
    return AbiValues.tuple(
        Keccak256.hash(weights), EVIDENCE, METHOD, signed(epoch, round, weights, who));
  }

  /** number, version, opened, end, pool, attesters. */
  Tuple openEpoch() {
    return network.read(CONTRACT, "openEpoch", model);
  }

  /** state, version, pool, opened, deadline, attesters, round, weightsHash, agreed, disagreed … */
  Tuple epochOf(long number) {
    return network.read(CONTRACT, "epochOf", model, number);
  }

  int state(long number) {
    return epochOf(number).get(0);
  }

  /** state, bond, since, unlockBlock, seat, agreed, disagreed, absent, slashed. */
  Tuple attester(int who) {
    return network.read(CONTRACT, "attesterOf", attesters.get(who).address());
  }

  BigInteger bond(int who) {
    return attester(who).get(1);
  }

  /** agreed, disagreed, absent, slashed. */
  List<Long> counts(int who) {
    Tuple it = attester(who);
    List<Long> counts = new ArrayList<>();
    for (int i = 5; i < 9; i++) {
      counts.add(it.<BigInteger>get(i).longValueExact());
    }
    return counts;
  }

  List<Tuple> events(String contract, String name) {
    List<Tuple> found = new ArrayList<>();
    var event = ContractAbi.of(contract).event(name);
    for (MemoryHost.Emitted log : network.host.logs()) {
      if (log.topics().getFirst().equals(event.signature())) {
        found.add(event.decode(log.topics(), log.data()));
      }
    }
    return found;
  }

  BigInteger coins(Address account) {
    return network.host.balance(account).toUnsignedBigInteger();
  }
}
