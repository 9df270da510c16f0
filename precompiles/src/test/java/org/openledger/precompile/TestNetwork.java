package org.openledger.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
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

/** A network in memory: the native contracts, a host that undoes failed calls, and test keys. */
public final class TestNetwork {

  public static final long CHAIN_ID = 1612001;
  public static final BigInteger OPEN = BigInteger.TEN.pow(18);
  public static final long GAS = 100_000_000;
  public static final Bytes32 UTF8 = AbiValues.name("utf8-bytes");

  public static final Address ADMIN = account(1);
  public static final Address OPERATOR = account(2);
  public static final Address GOVERNOR = account(3);
  public static final Address PLATFORM = account(4);
  public static final Address TREASURY = account(5);
  public static final Address OWNER = account(6);
  public static final Address REVIEWER = account(7);
  public static final Address CREATOR = account(8);
  public static final Address PAYER = account(9);
  public static final Address DATANET_TREASURY = account(10);

  private static final ConcurrentMap<String, ContractAbi> ABIS = new ConcurrentHashMap<>();

  public final MemoryHost host = new MemoryHost();
  public final TestKey servingKey = TestKey.of(77);
  private final SortedMap<Bytes32, Segment> segments = new TreeMap<>();
  private final SortedMap<String, NativeContract> contracts = new TreeMap<>();
  private final SortedMap<Long, byte[]> contents = new TreeMap<>();
  private long gasUsed;

  public TestNetwork() {
    this(new TreeMap<>());
  }

  /** A network with parameters that differ from the standard. */
  public TestNetwork(SortedMap<Parameter, BigInteger> parameters) {
    host.setRecovery(TestKey::recover);
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.put(Parameter.PLATFORM_ACCOUNT, PLATFORM.toBigInteger());
    all.put(Parameter.TREASURY, TREASURY.toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(ADMIN)));
    members.put(Role.OPERATOR, new TreeSet<>(List.of(OPERATOR)));
    members.put(Role.GOVERNOR, new TreeSet<>(List.of(GOVERNOR)));
    GenesisState.storage(
            new NetworkConfiguration(
                1, CHAIN_ID, all, members, NetworkConfiguration.shippedTokenizers()))
        .forEach(
            (account, words) -> words.forEach((key, word) -> host.setStorage(account, key, word)));
    install(Contracts.all(this::segment));
    for (int i = 1; i <= 64; i++) {
      host.setBalance(account(i), UInt256.valueOf(OPEN.multiply(BigInteger.valueOf(1_000_000))));
    }
  }

  /** An account without a key. */
  public static Address account(int number) {
    return Address.fromWord(UInt256.valueOf(0xacc0000L + number));
  }

  /** Goes on with other code on the same state. */
  public void install(List<NativeContract> code) {
    contracts.clear();
    code.forEach(contract -> contracts.put(contract.name(), contract));
  }

  public NativeContract contract(String name) {
    return contracts.get(name);
  }

  /** Gas that the last call used. */
  public long gasUsed() {
    return gasUsed;
  }

  /** Runs a call as a host does: value first, everything undone unless it succeeds. */
  public Outcome call(Address sender, String contract, BigInteger value, long gas, Bytes input) {
    NativeContract target = contracts.get(contract);
    MemoryHost.Snapshot before = host.snapshot();
    host.setSender(sender);
    host.setRecipient(target.address());
    host.setValue(UInt256.valueOf(value));
    host.setGas(gas);
    host.transfer(sender, target.address(), UInt256.valueOf(value));
    Outcome outcome = target.call(host, input);
    gasUsed = gas - host.remainingGas();
    if (outcome instanceof Outcome.Success) {
      host.release(before);
    } else {
      host.restore(before);
    }
    return outcome;
  }

  /** An interface, parsed once. */
  public static ContractAbi abi(String contract) {
    return ABIS.computeIfAbsent(contract, ContractAbi::of);
  }

  public static Bytes encode(String contract, String function, Object... arguments) {
    Function it = abi(contract).function(function);
    return Bytes.wrap(it.encodeCall(AbiValues.tuple(arguments)).array());
  }

  /** A call that must succeed. */
  public Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    Outcome outcome = call(sender, contract, value, GAS, encode(contract, function, arguments));
    assertThat(outcome)
        .as(() -> contract + "." + function + " " + describe(contract, outcome))
        .isInstanceOf(Outcome.Success.class);
    return abi(contract)
        .function(function)
        .decodeReturn(((Outcome.Success) outcome).output().toArray());
  }

  /** A call without value that must succeed. */
  public Tuple send(Address sender, String contract, String function, Object... arguments) {
    return pay(sender, BigInteger.ZERO, contract, function, arguments);
  }

  /** The first return value of a call without value. */
  public <T> T read(String contract, String function, Object... arguments) {
    return send(account(64), contract, function, arguments).get(0);
  }

  /** A call that must revert with a named error; gives the error's arguments. */
  public Tuple refuse(
      String error,
      Address sender,
      BigInteger value,
      String contract,
      String function,
      Object... arguments) {
    return reverted(
        error, contract, call(sender, contract, value, GAS, encode(contract, function, arguments)));
  }

  public Tuple refuse(
      String error, Address sender, String contract, String function, Object... arguments) {
    return refuse(error, sender, BigInteger.ZERO, contract, function, arguments);
  }

  /** Checks that an outcome is a revert with a named error. */
  public static Tuple reverted(String error, String contract, Outcome outcome) {
    assertThat(describe(contract, outcome)).startsWith("reverted with " + error + "(");
    return abi(contract).error(error).decode(((Outcome.Revert) outcome).data());
  }

  private static String describe(String contract, Outcome outcome) {
    if (outcome instanceof Outcome.Revert revert) {
      for (AbiError error : abi(contract).errors()) {
        if (error.selector().equals(revert.data().slice(0, 4))) {
          return "reverted with " + error.name() + "(" + error.decode(revert.data()) + ")";
        }
      }
    }
    return outcome.toString();
  }

  /** Documents of text in the encoding of {@code contributeInline}. */
  public static byte[] content(String... documents) {
    List<int[]> ids = new ArrayList<>();
    for (String document : documents) {
      ids.add(bytes(document));
    }
    return Content.of(ids, 256).encoded();
  }

  /** The ids of a text in utf8-bytes. */
  public static int[] bytes(String text) {
    return org.openledger.attribution.tokenizer.Tokenizers.byId("utf8-bytes").encode(text);
  }

  /** A text as an answer. */
  public static Bytes output(String text) {
    return Bytes.wrap(TokenPacking.pack(bytes(text), 256));
  }

  /** A policy under which the whole story can be told: direct, in clear, without bond or price. */
  public static Tuple openPolicy() {
    return policy(true, true, true, true, false, 0, 0, 0);
  }

  public static Tuple policy(
      boolean direct,
      boolean inlineContent,
      boolean open,
      boolean openAccess,
      boolean autoGrant,
      long bondPerToken,
      long accessPrice,
      long quota) {
    return AbiValues.tuple(
        direct, inlineContent, open, openAccess, autoGrant, bondPerToken, accessPrice, quota);
  }

  /** Settings of a Datanet of bytes. */
  public static Tuple settings(Tuple policy, long quorum, Address... reviewers) {
    return settings(UTF8, DATANET_TREASURY, policy, quorum, reviewers);
  }

  public static Tuple settings(
      Bytes32 tokenizer, Address treasury, Tuple policy, long quorum, Address... reviewers) {
    com.esaulpaugh.headlong.abi.Address[] accounts =
        new com.esaulpaugh.headlong.abi.Address[reviewers.length];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = AbiValues.address(reviewers[i]);
    }
    return AbiValues.tuple(
        AbiValues.name("tests"),
        Bytes32.repeat((byte) 5),
        tokenizer,
        AbiValues.name("CC0-1.0"),
        treasury,
        accounts,
        quorum,
        policy);
  }

  public long createDatanet() {
    return createDatanet(settings(openPolicy(), 1, REVIEWER));
  }

  public long createDatanet(Tuple settings) {
    return send(OWNER, "Datanets", "createDatanet", "tests", settings)
        .<BigInteger>get(0)
        .longValueExact();
  }

  public long contribute(Address contributor, long datanet, String... documents) {
    byte[] encoded = content(documents);
    long id =
        send(contributor, "Datanets", "contributeInline", datanet, "", encoded)
            .<BigInteger>get(0)
            .longValueExact();
    contents.put(id, encoded);
    return id;
  }

  /** Reveals a commitment with its content. */
  public void revealInline(Address contributor, long id, Bytes32 salt, String... documents) {
    byte[] encoded = content(documents);
    send(contributor, "Datanets", "revealInline", id, salt, "", encoded);
    contents.put(id, encoded);
  }

  /** Contributes and accepts. */
  public long accepted(Address contributor, long datanet, String... documents) {
    long id = contribute(contributor, datanet, documents);
    send(REVIEWER, "Datanets", "accept", id);
    return id;
  }

  /** Seals a version of accepted contributions and builds its segment. */
  public long seal(long datanet, long... contributions) {
    BigInteger[] ids = new BigInteger[contributions.length];
    List<Contribution> corpus = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = BigInteger.valueOf(contributions[i]);
      corpus.add(
          Contribution.of(contributions[i], Content.parse(contents.get(contributions[i]), 256)));
    }
    Tuple result = send(OWNER, "Datanets", "seal", datanet, ids);
    Segment segment = Segment.of("utf8-bytes", 256, corpus);
    assertThat(Bytes.wrap(result.<byte[]>get(1))).isEqualTo(Bytes.wrap(segment.root()));
    segments.put(Bytes32.wrap(segment.root()), segment);
    return result.<BigInteger>get(0).longValueExact();
  }

  public void attest(long datanet, long version) {
    Tuple record = read("Datanets", "version", datanet, version);
    Segment segment = segments.get(Bytes32.wrap(record.<byte[]>get(0)));
    send(OPERATOR, "Datanets", "attest", datanet, version, Bytes.wrap(segment.digest()));
  }

  /** Terms with the published shares and the rates of {@code outputRate} wei per 1,000 tokens. */
  public Tuple terms(BigInteger outputRate, int minSpan, int minRarity) {
    return AbiValues.tuple(
        Bytes32.ZERO,
        Bytes32.ZERO,
        UTF8,
        Bytes32.ZERO,
        BigInteger.ZERO,
        outputRate,
        7_000L,
        1_000L,
        2_000L,
        (long) minSpan,
        (long) minRarity,
        16_384L,
        0,
        Address.ZERO);
  }

  /** Proposes a model, a child where the parent is not 0. */
  public long propose(long parent, Tuple terms) {
    return send(CREATOR, "Models", "propose", "m", parent, servingKey.address(), terms)
        .<BigInteger>get(0)
        .longValueExact();
  }

  /** Proposes a model on one Datanet version and takes it to Deployed. */
  public long deploy(Tuple terms, long datanet, long version) {
    long model = propose(0, terms);
    send(GOVERNOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    send(CREATOR, "Models", "link", model, datanet, version);
    send(CREATOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    return model;
  }

  /** The receipt that the serving key signs for an answer. */
  public Tuple receipt(long model, Address payer, long request, long input, Bytes output) {
    BigInteger version = version(model);
    byte[] digest =
        read(
            "InferenceFees",
            "receiptDigest",
            model,
            version,
            payer,
            request,
            input,
            output,
            Bytes32.ZERO);
    return AbiValues.tuple(version, input, Bytes32.ZERO, servingKey.sign(Bytes32.wrap(digest)));
  }

  /** The version of a model that holds now. */
  public BigInteger version(long model) {
    return read("Models", "currentVersion", model);
  }

  /** The gross fee of an inference. */
  public BigInteger gross(long model, long input, int outputTokens) {
    Tuple fee = read("InferenceFees", "quote", model, input, (long) outputTokens);
    return fee.get(0);
  }

  /** Settles an answer of text at its price, which {@link #PAYER} brings. */
  public Tuple settle(long model, long request, String answer) {
    return settle(PAYER, model, request, answer);
  }

  /** Settles an answer of text at its price, which the payer brings. */
  public Tuple settle(Address payer, long model, long request, String answer) {
    int tokens = bytes(answer).length;
    return pay(
        payer,
        gross(model, 0, tokens),
        "InferenceFees",
        "settle",
        model,
        request,
        output(answer),
        receipt(model, payer, request, 0, output(answer)));
  }

  /** Moves what a model and the platform have earned to their credits. */
  public BigInteger collect(long model) {
    return send(account(64), "InferenceFees", "collect", model).get(0);
  }

  public BigInteger creditOf(Address account) {
    return read("InferenceFees", "creditOf", account);
  }

  /** Sum of all accounts' wei. */
  public BigInteger wealth() {
    BigInteger sum = BigInteger.ZERO;
    for (UInt256 balance : host.balances().values()) {
      sum = sum.add(balance.toUnsignedBigInteger());
    }
    return sum;
  }

  /** A segment that was sealed here. */
  public Segment segment(Bytes32 root) {
    Segment segment = segments.get(root);
    if (segment == null) {
      throw new NodeFailureException("the test built no segment " + root.toHexString());
    }
    return segment;
  }
}
