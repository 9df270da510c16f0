package org.openledger.precompile.fee;

import static org.openledger.precompile.TestNetwork.OPEN;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.Parameter;

/** A network with a deployed model over two contributions, and a payer who can sign. */
final class FeeFixture {

  static final String CONTRACT = "InferenceFees";
  static final Address ALICE = account(20);
  static final Address BOB = account(21);
  static final Address GATEWAY = account(30);
  static final String ALICES = "The quick brown fox jumps over the lazy dog.";
  static final String BOBS = "Sphinx of black quartz, judge my vow!";
  static final int REDACTED = org.openledger.attribution.content.TokenPacking.REDACTED;

  /** Wei for 1,000 tokens of the answer. */
  static final BigInteger RATE = new BigInteger("1000000000000007");

  final TestNetwork network;
  final TestKey payerKey = TestKey.of(99);
  final Address payer = payerKey.address();
  final long model;

  FeeFixture() {
    this(new TreeMap<>());
  }

  FeeFixture(SortedMap<Parameter, BigInteger> parameters) {
    network = new TestNetwork(parameters);
    network.host.setBalance(payer, UInt256.valueOf(OPEN.multiply(BigInteger.valueOf(1_000_000))));
    network.host.setBlockNumber(100);
    long datanet = network.createDatanet();
    long a = network.accepted(ALICE, datanet, ALICES);
    long b = network.accepted(BOB, datanet, BOBS);
    long version = network.seal(datanet, a, b);
    network.attest(datanet, version);
    model = network.deploy(network.terms(RATE, 8, 8), datanet, version);
  }

  static SortedMap<Parameter, BigInteger> with(Parameter parameter, long value) {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(parameter, BigInteger.valueOf(value));
    return parameters;
  }

  /** One inference of a batch. */
  record Item(long request, long inputTokens, Bytes output, Bytes32 commitment) {
    static Item of(long request, String answer) {
      return new Item(request, 0, TestNetwork.output(answer), Bytes32.ZERO);
    }

    Tuple tuple() {
      return AbiValues.tuple(request, inputTokens, output, commitment);
    }

    Bytes packed() {
      return Bytes.concatenate(
          Bytes.ofUnsignedLong(request),
          Bytes.ofUnsignedInt(inputTokens),
          commitment,
          Bytes.ofUnsignedInt(output.size()),
          output);
    }
  }

  static Bytes packed(List<Item> items) {
    return Bytes.concatenate(items.stream().map(Item::packed).toList());
  }

  static Tuple[] tuples(List<Item> items) {
    return items.stream().map(Item::tuple).toArray(Tuple[]::new);
  }

  Tuple permit(BigInteger limit, long expiry, long nonce) {
    return AbiValues.tuple(payer, model, limit, expiry, nonce);
  }

  Bytes sign(TestKey key, String digest, Object... arguments) {
    return key.sign(Bytes32.wrap(network.<byte[]>read(CONTRACT, digest, arguments)));
  }

  /** The arguments of a batch that everybody has signed. */
  Object[] batch(Tuple permit, List<Item> items, boolean atomic) {
    return batch(permit, version(), atomic, tuples(items), network.servingKey);
  }

  Object[] batch(Tuple permit, BigInteger version, boolean atomic, Tuple[] items, TestKey key) {
    return new Object[] {
      permit,
      sign(payerKey, "permitDigest", permit),
      version,
      atomic,
      items,
      sign(key, "batchDigest", permit, version, atomic, items)
    };
  }

  /** The same batch under the same signatures, its items packed. */
  Object[] batchPacked(Tuple permit, List<Item> items, boolean atomic) {
    Object[] batch = batch(permit, items, atomic);
    batch[4] = packed(items);
    return batch;
  }

  BigInteger version() {
    return network.version(model);
  }

  /** What evidence says of an answer with a receipt of its own. */
  static Tuple noBatch() {
    Tuple permit = AbiValues.tuple(Address.ZERO, 0L, 0L, 0L, 0L);
    return AbiValues.tuple(permit, false, new byte[0][], 0L);
  }

  Tuple settleBatch(Tuple permit, List<Item> items, boolean atomic) {
    return network.send(GATEWAY, CONTRACT, "settleBatch", batch(permit, items, atomic));
  }

  Tuple receipt(long request, Bytes output, Bytes32 commitment) {
    return receipt(version(), request, output, commitment);
  }

  /** A receipt over a version, whichever holds. */
  Tuple receipt(BigInteger version, long request, Bytes output, Bytes32 commitment) {
    Bytes signature =
        sign(
            network.servingKey,
            "receiptDigest",
            model,
            version,
            payer,
            request,
            0L,
            output,
            commitment);
    return AbiValues.tuple(version, 0L, commitment, signature);
  }

  /** What the serving key says of an answer of no tokens, without the answer. */
  Tuple statement(long request, Bytes32 commitment) {
    Bytes32 hash = Bytes32.repeat((byte) 7);
    Receipt receipt =
        new Receipt(
            model,
            version(),
            payer,
            wei(request),
            BigInteger.ZERO,
            BigInteger.ZERO,
            hash,
            commitment);
    Bytes signature = network.servingKey.sign(receipt.digest(TestNetwork.CHAIN_ID));
    return AbiValues.tuple(version(), 0L, 0L, hash, commitment, signature, noBatch());
  }

  BigInteger gross(int tokens) {
    return network.gross(model, 0, tokens);
  }

  void deposit(BigInteger amount) {
    network.pay(payer, amount, CONTRACT, "deposit");
  }

  /** number, earnings, deposit, unlocking, unlockBlock, reserved. */
  Tuple statement(Address account) {
    return network.read(CONTRACT, "statement", account);
  }

  BigInteger depositOf(Address account) {
    return statement(account).get(2);
  }

  boolean isSettled(long request) {
    return network.read(CONTRACT, "isSettled", payer, model, request);
  }

  static Bytes packed(int... ids) {
    return Bytes.wrap(AnswerPacking.pack(ids, 256));
  }

  /** An answer with a part withheld. */
  static Bytes redacted(String answer, int begin, int end) {
    int[] ids = TestNetwork.bytes(answer);
    for (int i = begin; i < end; i++) {
      ids[i] = REDACTED;
    }
    return packed(ids);
  }

  List<Tuple> events(String name) {
    List<Tuple> found = new ArrayList<>();
    var event = ContractAbi.of(CONTRACT).event(name);
    for (MemoryHost.Emitted log : network.host.logs()) {
      if (log.topics().getFirst().equals(event.signature())) {
        found.add(event.decode(log.topics(), log.data()));
      }
    }
    return found;
  }

  static BigInteger wei(long amount) {
    return BigInteger.valueOf(amount);
  }
}
