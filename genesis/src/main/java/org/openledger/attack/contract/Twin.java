package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.client.Wallet;
import org.openledger.devnet.transaction.Secp256k1;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.twin.MemoryNetwork;

/** The native contracts over a host in memory that undoes failed calls; not thread-safe. */
final class Twin extends MemoryNetwork<MemoryHost> {
  static final BigInteger OPEN = BigInteger.TEN.pow(18);
  static final long GAS = 100_000_000;
  static final Address DATANET_TREASURY = account(10);
  private static final BigInteger MILLION = OPEN.multiply(BigInteger.valueOf(1_000_000));

  private final Wallet servingKey = Wallet.of(BigInteger.valueOf(77));
  private final SortedMap<Long, byte[]> contents = new TreeMap<>();
  private final long chainId;

  Twin() {
    this(CHAIN_ID, new TreeMap<>());
  }

  Twin(long chainId, SortedMap<Parameter, BigInteger> parameters) {
    super(new MemoryHost(), chainId, parameters, NetworkConfiguration.shippedTokenizers(), MILLION);
    this.chainId = chainId;
    host()
        .setRecovery(
            (digest, v, r, s) ->
                Secp256k1.recover(
                    digest, v - 27, r.toUnsignedBigInteger(), s.toUnsignedBigInteger()));
  }

  /** Gives an account a million OPEN. */
  void fund(Address account) {
    host().setBalance(account, UInt256.valueOf(MILLION));
  }

  long chainId() {
    return chainId;
  }

  Address servingAddress() {
    return servingKey.address();
  }

  /** Runs a call as a host does: value first, everything undone unless it succeeds. */
  Outcome call(Address sender, String contract, BigInteger value, long gas, Bytes input) {
    MemoryHost.Snapshot before = host().snapshot();
    Outcome outcome = make(sender, contract, value, gas, input);
    if (!(outcome instanceof Outcome.Success)) {
      host().restore(before);
    }
    return outcome;
  }

  /** Whether a call succeeds; its effects stay. */
  boolean tries(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    return call(sender, contract, value, GAS, encode(contract, function, arguments))
        instanceof Outcome.Success;
  }

  /** A call that must succeed, for an attack needs it. */
  @Override
  public Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    Outcome outcome = call(sender, contract, value, GAS, encode(contract, function, arguments));
    if (outcome instanceof Outcome.Success success) {
      return ContractAbi.of(contract).function(function).decodeReturn(success.output().toArray());
    }
    throw new IllegalStateException(contract + "." + function + " " + describe(contract, outcome));
  }

  /** What a view returns. */
  Tuple read(String contract, String function, Object... arguments) {
    return send(account(64), contract, function, arguments);
  }

  private static String describe(String contract, Outcome outcome) {
    if (outcome instanceof Outcome.Revert revert) {
      for (AbiError error : ContractAbi.of(contract).errors()) {
        if (revert.data().size() >= 4 && error.selector().equals(revert.data().slice(0, 4))) {
          return "reverted with " + error.name() + error.decode(revert.data());
        }
      }
    }
    return outcome.toString();
  }

  /** A Datanet that takes everything from everybody, one reviewer. */
  long createDatanet() {
    Tuple policy = AbiValues.tuple(true, true, true, true, false, 0L, 0L, 0L);
    Tuple settings = settings("attack", DATANET_TREASURY, policy, 1, REVIEWER);
    return number(send(OWNER, "Datanets", "createDatanet", "attack", settings));
  }

  static int[] bytes(String text) {
    return org.openledger.attribution.tokenizer.Tokenizers.byId("utf8-bytes").encode(text);
  }

  static Content content(String document) {
    return Content.of(List.of(bytes(document)), VOCABULARY);
  }

  /** Contributes in clear. */
  long contribute(Address contributor, long datanet, String document) {
    byte[] encoded = content(document).encoded();
    long id = number(send(contributor, "Datanets", "contributeInline", datanet, "", encoded));
    contents.put(id, encoded);
    return id;
  }

  /** What has been revealed or contributed under a number otherwise. */
  void know(long id, String document) {
    contents.put(id, content(document).encoded());
  }

  void accept(long id) {
    send(REVIEWER, "Datanets", "accept", id);
  }

  long accepted(Address contributor, long datanet, String document) {
    long id = contribute(contributor, datanet, document);
    accept(id);
    return id;
  }

  /** Seals and activates a version. */
  long activate(long datanet, List<Long> ids) {
    List<Contribution> corpus = new ArrayList<>();
    for (long id : ids) {
      byte[] encoded = contents.getOrDefault(id, new byte[0]);
      corpus.add(Contribution.of(id, Content.parse(encoded, VOCABULARY)));
    }
    return seal(datanet, corpus);
  }

  /** A model's terms. */
  static Tuple terms(BigInteger outputRate, long[] shares, int unit, Address sink) {
    return terms(outputRate, shares, 8, 8, unit, sink);
  }

  /** A deployed model on one version. */
  long deploy(Tuple terms, long datanet, long version) {
    return deploy(terms, servingKey.address(), version, datanet);
  }

  Bytes served(String digest, Object... arguments) {
    return sign(servingKey, digest, arguments);
  }

  Bytes served(Bytes32 digest) {
    return servingKey.sign(digest);
  }

  Bytes sign(Wallet key, String digest, Object... arguments) {
    return key.sign(Bytes32.wrap(read("InferenceFees", digest, arguments).<byte[]>get(0)));
  }

  /** What the serving key signs about an answer. */
  Tuple receipt(long model, Address payer, long request, Bytes output, Bytes32 commitment) {
    BigInteger version = version(model);
    Bytes signature =
        served("receiptDigest", model, version, payer, request, 0L, output, commitment);
    return AbiValues.tuple(version, 0L, commitment, signature);
  }

  /** The version of a model that holds now. */
  BigInteger version(long model) {
    return read("Models", "currentVersion", model).get(0);
  }

  BigInteger gross(long model, int tokens) {
    Tuple fee = read("InferenceFees", "quote", model, 0L, (long) tokens).get(0);
    return fee.get(0);
  }

  /** Settles an answer of an account's, paid with the call; gives the gross fee. */
  BigInteger settle(Address payer, long model, long request, Bytes output, int tokens) {
    BigInteger gross = gross(model, tokens);
    Tuple receipt = receipt(model, payer, request, output, Bytes32.ZERO);
    pay(payer, gross, "InferenceFees", "settle", model, request, output, receipt);
    return gross;
  }

  /** Everything that an account has: coins, earnings, deposit, reservations. */
  BigInteger wealth(Address account) {
    Tuple statement = read("InferenceFees", "statement", account).get(0);
    return host()
        .balance(account)
        .toUnsignedBigInteger()
        .add(statement.get(1))
        .add(statement.get(2))
        .add(statement.get(5));
  }

  BigInteger credit(Address account) {
    return read("InferenceFees", "creditOf", account).get(0);
  }

  /** Moves what a model has earned to those who earned it. */
  void collect(long model) {
    tries(account(64), BigInteger.ZERO, "InferenceFees", "collect", model);
  }
}
