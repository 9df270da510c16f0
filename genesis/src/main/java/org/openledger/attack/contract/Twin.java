package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.client.Wallet;
import org.openledger.devnet.transaction.Secp256k1;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.system.GenesisState;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** The native contracts over a host in memory that undoes failed calls; not thread-safe. */
final class Twin {
  static final BigInteger OPEN = BigInteger.TEN.pow(18);
  static final long GAS = 100_000_000;
  static final Address ADMIN = account(1);
  static final Address OPERATOR = account(2);
  static final Address GOVERNOR = account(3);
  static final Address PLATFORM = account(4);
  static final Address TREASURY = account(5);
  static final Address OWNER = account(6);
  static final Address REVIEWER = account(7);
  static final Address CREATOR = account(8);
  static final Address DATANET_TREASURY = account(10);
  static final Bytes32 UTF8 = AbiValues.name("utf8-bytes");
  private static final int VOCABULARY = 256;

  private final MemoryHost host = new MemoryHost();
  private final Wallet servingKey = Wallet.of(BigInteger.valueOf(77));
  private final SortedMap<Bytes32, Segment> segments = new TreeMap<>();
  private final SortedMap<String, NativeContract> contracts = new TreeMap<>();
  private final SortedMap<Long, byte[]> contents = new TreeMap<>();
  private final long chainId;
  private long gasUsed;

  Twin() {
    this(1_612_001, new TreeMap<>());
  }

  Twin(long chainId, SortedMap<Parameter, BigInteger> parameters) {
    this.chainId = chainId;
    host.setRecovery(
        (digest, v, r, s) ->
            Secp256k1.recover(digest, v - 27, r.toUnsignedBigInteger(), s.toUnsignedBigInteger()));
    host.setBlockNumber(100);
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.put(Parameter.PLATFORM_ACCOUNT, PLATFORM.toBigInteger());
    all.put(Parameter.TREASURY, TREASURY.toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(ADMIN)));
    members.put(Role.OPERATOR, new TreeSet<>(List.of(OPERATOR)));
    members.put(Role.GOVERNOR, new TreeSet<>(List.of(GOVERNOR)));
    GenesisState.storage(
            new NetworkConfiguration(
                1, chainId, all, members, NetworkConfiguration.shippedTokenizers()))
        .forEach(
            (account, words) -> words.forEach((key, word) -> host.setStorage(account, key, word)));
    for (NativeContract contract : Contracts.all(this::segment)) {
      contracts.put(contract.name(), contract);
    }
    for (int i = 1; i <= 64; i++) {
      fund(account(i));
    }
  }

  private Segment segment(Bytes32 root) {
    Segment segment = segments.get(root);
    if (segment == null) {
      throw new NodeFailureException("no segment " + root.toHexString() + " was built");
    }
    return segment;
  }

  /** An account without a key. */
  static Address account(int number) {
    return Address.fromWord(UInt256.valueOf(0xacc0000L + number));
  }

  /** Gives an account a million OPEN. */
  void fund(Address account) {
    host.setBalance(account, UInt256.valueOf(OPEN.multiply(BigInteger.valueOf(1_000_000))));
  }

  MemoryHost host() {
    return host;
  }

  long chainId() {
    return chainId;
  }

  Address servingAddress() {
    return servingKey.address();
  }

  NativeContract contract(String name) {
    NativeContract contract = contracts.get(name);
    if (contract == null) {
      throw new IllegalArgumentException("no contract " + name);
    }
    return contract;
  }

  void skip(long blocks) {
    host.setBlockNumber(host.blockNumber() + blocks);
  }

  long gasUsed() {
    return gasUsed;
  }

  static Bytes encode(String contract, String function, Object... arguments) {
    Function it = ContractAbi.of(contract).function(function);
    return Bytes.wrap(it.encodeCall(AbiValues.tuple(arguments)).array());
  }

  /** Runs a call as a host does: value first, everything undone unless it succeeds. */
  Outcome call(Address sender, String contract, BigInteger value, long gas, Bytes input) {
    NativeContract target = contract(contract);
    MemoryHost.Snapshot before = host.snapshot();
    host.setSender(sender);
    host.setRecipient(target.address());
    host.setValue(UInt256.valueOf(value));
    host.setGas(gas);
    host.transfer(sender, target.address(), UInt256.valueOf(value));
    Outcome outcome = target.call(host, input);
    gasUsed = gas - host.remainingGas();
    if (!(outcome instanceof Outcome.Success)) {
      host.restore(before);
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
  Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    Outcome outcome = call(sender, contract, value, GAS, encode(contract, function, arguments));
    if (outcome instanceof Outcome.Success success) {
      return ContractAbi.of(contract).function(function).decodeReturn(success.output().toArray());
    }
    throw new IllegalStateException(contract + "." + function + " " + describe(contract, outcome));
  }

  Tuple send(Address sender, String contract, String function, Object... arguments) {
    return pay(sender, BigInteger.ZERO, contract, function, arguments);
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
    Tuple settings =
        AbiValues.tuple(
            AbiValues.name("attack"),
            Bytes32.ZERO,
            UTF8,
            AbiValues.name("CC0-1.0"),
            DATANET_TREASURY,
            new com.esaulpaugh.headlong.abi.Address[] {AbiValues.address(REVIEWER)},
            1L,
            policy);
    return number(send(OWNER, "Datanets", "createDatanet", "attack", settings));
  }

  static long number(Tuple returned) {
    return returned.<BigInteger>get(0).longValueExact();
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
    BigInteger[] numbers = ids.stream().map(BigInteger::valueOf).toArray(BigInteger[]::new);
    long version = number(send(OWNER, "Datanets", "seal", datanet, numbers));
    Segment segment = Segment.of("utf8-bytes", VOCABULARY, corpus);
    segments.put(Bytes32.wrap(segment.root()), segment);
    send(OPERATOR, "Datanets", "attest", datanet, version, Bytes.wrap(segment.digest()));
    return version;
  }

  /** A model's terms. */
  static Tuple terms(BigInteger outputRate, long[] shares, int unit, Address sink) {
    return AbiValues.tuple(
        Bytes32.ZERO,
        Bytes32.ZERO,
        UTF8,
        Bytes32.ZERO,
        BigInteger.ZERO,
        outputRate,
        shares[0],
        shares[1],
        shares[2],
        8L,
        8L,
        16_384L,
        unit,
        sink);
  }

  /** A deployed model on one version. */
  long deploy(Tuple terms, long datanet, long version) {
    long model = number(send(CREATOR, "Models", "propose", "m", 0L, servingKey.address(), terms));
    send(GOVERNOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    send(CREATOR, "Models", "link", model, datanet, version);
    send(CREATOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    return model;
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
    return host.balance(account)
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
