package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.attribution.Attribution;
import org.openledger.precompile.attribution.CorpusAttributor;
import org.openledger.precompile.attribution.WeightTables;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.fee.InferenceFees;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.system.GenesisState;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.Role;

/**
 * A network in memory with accounts that hold coins. A signature is the signer's address in its
 * place of r: recovering a key takes no time here, and the real one is priced as the EVM's.
 */
public final class BenchNetwork implements SegmentSource {

  /** Gas that no call needs. */
  public static final long PLENTY = 1L << 50;

  static final Bytes32 UTF8 = AbiValues.name("utf8-bytes");
  static final int VOCABULARY = 256;
  static final Address ADMIN = account(1);
  static final Address OPERATOR = account(2);
  static final Address GOVERNOR = account(3);
  static final Address OWNER = account(6);
  static final Address REVIEWER = account(7);
  static final Address CREATOR = account(8);
  static final Address KEY = account(9);
  static final Address PAYER = account(10);
  static final Address ALICE = account(20);
  static final Address BOB = account(21);
  static final Address CAROL = account(22);

  private static final long CHAIN_ID = 1_612_001;
  private static final BigInteger COINS = BigInteger.TEN.pow(27);

  private final RewindHost host = new RewindHost();
  private final SortedMap<Bytes32, Segment> segments = new TreeMap<>();
  private final SortedMap<String, NativeContract> contracts = new TreeMap<>();
  private boolean remembers;
  private @Nullable Object remembered;
  private long gasUsed;

  /** A network whose parameters differ from the standard in these. */
  public BenchNetwork(SortedMap<Parameter, BigInteger> parameters) {
    this(parameters, NetworkConfiguration.shippedTokenizers());
  }

  BenchNetwork(
      SortedMap<Parameter, BigInteger> parameters,
      SortedMap<Bytes32, RegisteredTokenizer> tokenizers) {
    host.setRecovery((digest, v, r, s) -> Optional.of(Address.fromWord(UInt256.fromBytes(r))));
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.put(Parameter.PLATFORM_ACCOUNT, account(4).toBigInteger());
    all.put(Parameter.TREASURY, account(5).toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(ADMIN)));
    members.put(Role.OPERATOR, new TreeSet<>(List.of(OPERATOR)));
    members.put(Role.GOVERNOR, new TreeSet<>(List.of(GOVERNOR)));
    GenesisState.storage(new NetworkConfiguration(1, CHAIN_ID, all, members, tokenizers))
        .forEach(
            (account, words) -> words.forEach((key, word) -> host.setStorage(account, key, word)));
    for (NativeContract contract : Contracts.all(this)) {
      contracts.put(contract.name(), contract);
    }
    for (int i = 1; i <= 64; i++) {
      host.setBalance(account(i), UInt256.valueOf(COINS));
    }
    host.setBlockNumber(100);
    host.mark();
  }

  static Address account(int number) {
    return Address.fromWord(UInt256.valueOf(0xacc0000L + number));
  }

  RewindHost host() {
    return host;
  }

  /**
   * From now on settlements repeat the first attribution that one asks for, without its work and
   * gas: what is left is the contract's own.
   */
  void repeatAttribution() {
    CorpusAttributor corpus = new CorpusAttributor(this, WeightTables.shipped());
    Attribution[] first = new Attribution[1];
    contracts.put(
        "InferenceFees",
        InferenceFees.create(
            (call, terms, output) -> {
              if (first[0] == null) {
                first[0] = corpus.attribute(call, terms, output);
              }
              return first[0];
            }));
  }

  /** Gas that the last call used. */
  public long gasUsed() {
    return gasUsed;
  }

  /** From now on the first answer of the segments is given again: attribution takes no time. */
  void remember(boolean whether) {
    remembers = whether;
    remembered = null;
  }

  @Override
  public Segment segment(Bytes32 root) {
    Segment segment = segments.get(root);
    if (segment == null) {
      throw new NodeFailureException("no segment " + root.toHexString());
    }
    return segment;
  }

  @Override
  @SuppressWarnings("unchecked") // One kind of question is asked while it remembers.
  public <T> T read(List<List<Bytes32>> corpus, Function<List<Segment>, T> question) {
    if (!remembers) {
      return SegmentSource.super.read(corpus, question);
    }
    if (remembered == null) {
      remembered = SegmentSource.super.read(corpus, question);
    }
    return (T) remembered;
  }

  /** A call, not made yet. */
  static ContractCall of(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    byte[] input =
        ContractAbi.of(contract).function(function).encodeCall(AbiValues.tuple(arguments)).array();
    return new ContractCall(contract, function, sender, value, Bytes.wrap(input));
  }

  /** Makes a call; what it wrote stays until the host is rewound. */
  public Outcome make(ContractCall call, long gas) {
    NativeContract target = contracts.get(call.contract());
    if (target == null) {
      throw new IllegalStateException("no contract " + call.contract());
    }
    UInt256 value = UInt256.valueOf(call.value());
    host.setSender(call.sender());
    host.setRecipient(target.address());
    host.setValue(value);
    host.setGas(gas);
    host.transfer(call.sender(), target.address(), value);
    Outcome outcome = target.call(host, call.input());
    gasUsed = gas - host.remainingGas();
    return outcome;
  }

  /** Makes a call that must succeed, and keeps what it wrote. */
  Tuple run(ContractCall call) {
    Outcome outcome = make(call, PLENTY);
    if (!(outcome instanceof Outcome.Success success)) {
      throw new IllegalStateException(call.name() + " ended in " + outcome);
    }
    host.mark();
    return ContractAbi.of(call.contract())
        .function(call.function())
        .decodeReturn(success.output().toArray());
  }

  Tuple send(Address sender, String contract, String function, Object... arguments) {
    return run(of(sender, BigInteger.ZERO, contract, function, arguments));
  }

  Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    return run(of(sender, value, contract, function, arguments));
  }

  /** The number that a view returns. */
  BigInteger read(String contract, String function, Object... arguments) {
    return send(CAROL, contract, function, arguments).get(0);
  }

  static long id(Tuple returned) {
    return returned.<BigInteger>get(0).longValueExact();
  }

  static Bytes signature(Address signer) {
    Bytes32 r = signer.toWord().toBytes();
    return Bytes.concatenate(r, UInt256.ONE.toBytes(), Bytes.of(27));
  }

  static Bytes answer(int... ids) {
    return Bytes.wrap(AnswerPacking.pack(ids, VOCABULARY));
  }

  static Tuple receipt(Bytes32 commitment) {
    return AbiValues.tuple(1L, 0L, commitment, signature(KEY));
  }

  /** What evidence says of an answer with a receipt of its own. */
  static Tuple noBatch() {
    Tuple permit = AbiValues.tuple(Address.ZERO, 0L, 0L, 0L, 0L);
    return AbiValues.tuple(permit, false, new byte[0][], 0L);
  }

  /** {@code direct, inline, open, openAccess, autoGrant, bondPerToken, accessPrice, quota}. */
  static Tuple policy(boolean open, long bond, long price) {
    return AbiValues.tuple(true, true, open, open, false, bond, price, 0L);
  }

  static Tuple settings(Tuple policy, long quorum, Address... reviewers) {
    com.esaulpaugh.headlong.abi.Address[] accounts =
        new com.esaulpaugh.headlong.abi.Address[reviewers.length];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = AbiValues.address(reviewers[i]);
    }
    return AbiValues.tuple(
        AbiValues.name("bench"),
        Bytes32.ZERO,
        UTF8,
        AbiValues.name("CC0-1.0"),
        OWNER,
        accounts,
        quorum,
        policy);
  }

  static Tuple terms(long outputRate, long minSpan, long minRarity) {
    return AbiValues.tuple(
        Bytes32.ZERO,
        Bytes32.ZERO,
        UTF8,
        Bytes32.ZERO,
        BigInteger.ZERO,
        BigInteger.valueOf(outputRate),
        7_000L,
        1_000L,
        2_000L,
        minSpan,
        minRarity,
        16_384L,
        0,
        Address.ZERO);
  }

  /** A Datanet that everybody may use for nothing. */
  long openDatanet() {
    return id(
        send(
            OWNER, "Datanets", "createDatanet", "open", settings(policy(true, 0, 0), 1, REVIEWER)));
  }

  /** Contributions of one document each, accepted and not sealed. */
  List<Contribution> contribute(long datanet, List<Address> contributors, List<int[]> texts) {
    List<Contribution> corpus = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Content content = Content.of(List.of(texts.get(i)), VOCABULARY);
      long id =
          id(
              send(
                  contributors.get(i),
                  "Datanets",
                  "contributeInline",
                  datanet,
                  "",
                  content.encoded()));
      send(REVIEWER, "Datanets", "accept", id);
      corpus.add(Contribution.of(id, content));
    }
    return corpus;
  }

  static BigInteger[] ids(List<Contribution> corpus) {
    return corpus.stream().map(it -> BigInteger.valueOf(it.order())).toArray(BigInteger[]::new);
  }

  /** Seals contributions and attests the version. */
  long seal(long datanet, List<Contribution> corpus) {
    Segment segment = Segment.of("utf8-bytes", VOCABULARY, corpus);
    long version = id(send(OWNER, "Datanets", "seal", datanet, ids(corpus)));
    segments.put(Bytes32.wrap(segment.root()), segment);
    send(OPERATOR, "Datanets", "attest", datanet, version, Bytes.wrap(segment.digest()));
    return version;
  }

  /** A Datanet of one version with these texts. */
  long datanet(List<Address> contributors, List<int[]> texts) {
    long datanet = openDatanet();
    seal(datanet, contribute(datanet, contributors, texts));
    return datanet;
  }

  /** A deployed model on the first version of each Datanet. */
  long deploy(Tuple terms, long... datanets) {
    long model = id(send(CREATOR, "Models", "propose", "m", 0L, KEY, terms));
    send(GOVERNOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    for (long datanet : datanets) {
      send(CREATOR, "Models", "link", model, datanet, 1L);
    }
    for (int i = 0; i < 3; i++) {
      send(CREATOR, "Models", "advance", model);
    }
    return model;
  }
}
