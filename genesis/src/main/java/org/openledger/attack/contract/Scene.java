package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attack.text.Sentences;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.client.Wallet;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.Parameter;

/**
 * A deployed model on the texts of Alice and Bob, and of an ally of the gateway's who has filed
 * Alice's text again, extended; a payer with a deposit who signs.
 */
final class Scene {
  static final String FEES = "InferenceFees";
  static final Address ALICE = Twin.account(20);
  static final Address BOB = Twin.account(21);
  static final Address ALLY = Twin.account(22);
  static final Address GATEWAY = Twin.account(30);
  static final BigInteger RATE = Twin.OPEN;

  /** Tokens of each text. */
  static final int TOKENS = 160;

  private final Twin twin;
  private final Wallet payer = Wallet.of(BigInteger.valueOf(99));
  private final String alices =
      Sentences.text(new SplittableRandom(1), TOKENS).substring(0, TOKENS);
  private final String bobs = Sentences.text(new SplittableRandom(2), TOKENS).substring(0, TOKENS);
  private final long model;
  private MemoryHost.Snapshot start;
  private final long block;

  Scene() {
    this(1_612_001);
  }

  Scene(long chainId) {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.MIN_SERVING_BOND, Parameter.UNDER_REPORTING_PENALTY.standard());
    twin = new Twin(chainId, parameters);
    twin.fund(payer.address());
    long datanet = twin.createDatanet();
    List<Long> ids =
        List.of(
            twin.accepted(ALICE, datanet, alices),
            twin.accepted(BOB, datanet, bobs),
            twin.accepted(ALLY, datanet, alices + bobs.substring(0, TOKENS / 2)));
    long version = twin.activate(datanet, ids);
    model = deploy(datanet, version);
    twin.pay(payer.address(), Twin.OPEN.multiply(BigInteger.valueOf(1_000)), FEES, "deposit");
    start = twin.host().snapshot();
    block = twin.host().blockNumber();
  }

  /** A deployed model with a bond. */
  private long deploy(long datanet, long version) {
    long[] shares = {7_000, 1_000, 2_000};
    long id = twin.deploy(Twin.terms(RATE, shares, 0, Address.ZERO), datanet, version);
    BigInteger bond = Twin.OPEN.multiply(BigInteger.valueOf(100));
    twin.pay(Twin.CREATOR, bond, FEES, "depositServingBond", id);
    return id;
  }

  /** Another model on the same data, which stays. */
  long anotherModel() {
    long id = deploy(1, 1);
    start = twin.host().snapshot();
    return id;
  }

  /** As it was at the begin. */
  void reset() {
    twin.host().restore(start);
    twin.host().setBlockNumber(block);
    start = twin.host().snapshot();
  }

  Twin twin() {
    return twin;
  }

  long model() {
    return model;
  }

  Address payer() {
    return payer.address();
  }

  String alices() {
    return alices;
  }

  String bobs() {
    return bobs;
  }

  static Bytes packed(int[] ids) {
    return Bytes.wrap(AnswerPacking.pack(ids, 256));
  }

  static Bytes output(String answer) {
    return packed(Twin.bytes(answer));
  }

  BigInteger gross(int tokens) {
    return twin.gross(model, tokens);
  }

  BigInteger deposit() {
    return twin.read(FEES, "statement", payer()).<Tuple>get(0).get(2);
  }

  Tuple permit(BigInteger limit, long expiry, long nonce) {
    return AbiValues.tuple(payer(), model, limit, expiry, nonce);
  }

  Bytes signed(Tuple permit) {
    return twin.sign(payer, "permitDigest", permit);
  }

  static Tuple item(long request, Bytes output) {
    return AbiValues.tuple(request, 0L, output, Bytes32.ZERO);
  }

  /** The arguments of a batch that payer and serving key have signed. */
  Object[] batch(Tuple permit, List<Tuple> items, boolean atomic) {
    Tuple[] all = items.toArray(Tuple[]::new);
    BigInteger version = twin.version(permit.<BigInteger>get(1).longValueExact());
    Bytes signature = twin.served("batchDigest", permit, version, atomic, all);
    return new Object[] {permit, signed(permit), version, atomic, all, signature};
  }

  /** What evidence says of an answer with a receipt of its own. */
  static Tuple noBatch() {
    Tuple permit = AbiValues.tuple(Address.ZERO, 0L, 0L, 0L, 0L);
    return AbiValues.tuple(permit, false, new byte[0][], 0L);
  }

  /** What the contract has paid out or owes to everybody but the payer. */
  BigInteger movedFromPayer() {
    return Twin.OPEN.multiply(BigInteger.valueOf(1_000_000)).subtract(twin.wealth(payer()));
  }

  /** INV-FEE-01. */
  boolean covered() {
    BigInteger owed = twin.read(FEES, "liabilities").get(0);
    return twin.host().balance(twin.contract(FEES).address()).toUnsignedBigInteger().compareTo(owed)
        >= 0;
  }
}
