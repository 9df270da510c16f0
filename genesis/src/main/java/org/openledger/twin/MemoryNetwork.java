package org.openledger.twin;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.GenesisState;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.Role;

/**
 * The native contracts of a network that is in memory only: its genesis state, accounts, segments,
 * and calls as a host makes them. What becomes of the effects of a call is the subclass's. Not
 * thread-safe.
 *
 * @param <H> the host
 */
public abstract class MemoryNetwork<H extends MemoryHost> {

  /** Chain id of the development network. */
  public static final long CHAIN_ID = 1_612_001;

  public static final Address ADMIN = account(1);
  public static final Address OPERATOR = account(2);
  public static final Address GOVERNOR = account(3);
  public static final Address PLATFORM = account(4);
  public static final Address TREASURY = account(5);
  public static final Address OWNER = account(6);
  public static final Address REVIEWER = account(7);
  public static final Address CREATOR = account(8);
  public static final Bytes32 UTF8 = AbiValues.name("utf8-bytes");
  public static final int VOCABULARY = 256;

  /** Accounts from 1 on that hold coins. */
  private static final int FUNDED = 64;

  private final H host;
  private final MemorySegments segments = new MemorySegments();
  private final SortedMap<String, NativeContract> contracts = new TreeMap<>();
  private long gasUsed;

  /**
   * A network at block 100.
   *
   * @param parameters that differ from the standard
   * @param coins wei that each of the accounts 1 … 64 holds
   */
  protected MemoryNetwork(
      H host,
      long chainId,
      SortedMap<Parameter, BigInteger> parameters,
      SortedMap<Bytes32, RegisteredTokenizer> tokenizers,
      BigInteger coins) {
    this.host = host;
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.put(Parameter.PLATFORM_ACCOUNT, PLATFORM.toBigInteger());
    all.put(Parameter.TREASURY, TREASURY.toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(ADMIN)));
    members.put(Role.OPERATOR, new TreeSet<>(List.of(OPERATOR)));
    members.put(Role.GOVERNOR, new TreeSet<>(List.of(GOVERNOR)));
    GenesisState.storage(new NetworkConfiguration(1, chainId, all, members, tokenizers))
        .forEach(
            (account, words) -> words.forEach((key, word) -> host.setStorage(account, key, word)));
    for (NativeContract contract : Contracts.all(segments)) {
      contracts.put(contract.name(), contract);
    }
    for (int i = 1; i <= FUNDED; i++) {
      host.setBalance(account(i), UInt256.valueOf(coins));
    }
    host.setBlockNumber(100);
  }

  /** An account without a key. */
  public static Address account(int number) {
    return Address.fromWord(UInt256.valueOf(0xacc0000L + number));
  }

  /** The host that all contracts run on. */
  public H host() {
    return host;
  }

  /** The segments that settlements read. */
  protected final MemorySegments segments() {
    return segments;
  }

  /** A contract by its name. */
  public NativeContract contract(String name) {
    NativeContract contract = contracts.get(name);
    if (contract == null) {
      throw new IllegalArgumentException("no contract " + name);
    }
    return contract;
  }

  /** Puts another contract in the place of the one of its name. */
  protected void replace(NativeContract contract) {
    contracts.put(contract.name(), contract);
  }

  /** Lets blocks pass. */
  public void skip(long blocks) {
    host.setBlockNumber(host.blockNumber() + blocks);
  }

  /** Gas that the last call used. */
  public long gasUsed() {
    return gasUsed;
  }

  /** The calldata of a call. */
  public static Bytes encode(String contract, String function, Object... arguments) {
    Function it = ContractAbi.of(contract).function(function);
    return Bytes.wrap(it.encodeCall(AbiValues.tuple(arguments)).array());
  }

  /** Makes a call as a host does, value first; undoes nothing. */
  protected Outcome make(Address sender, String contract, BigInteger value, long gas, Bytes input) {
    NativeContract target = contract(contract);
    UInt256 wei = UInt256.valueOf(value);
    host.setSender(sender);
    host.setRecipient(target.address());
    host.setValue(wei);
    host.setGas(gas);
    host.transfer(sender, target.address(), wei);
    Outcome outcome = target.call(host, input);
    gasUsed = gas - host.remainingGas();
    return outcome;
  }

  /** A call that must succeed and whose effects stay: what it returns. */
  public abstract Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments);

  /** A call without value that must succeed and whose effects stay: what it returns. */
  public Tuple send(Address sender, String contract, String function, Object... arguments) {
    return pay(sender, BigInteger.ZERO, contract, function, arguments);
  }

  /** The number that a call returned first. */
  public static long number(Tuple returned) {
    return returned.<BigInteger>get(0).longValueExact();
  }

  /** The settings of a Datanet of public texts as byte tokens. */
  protected static Tuple settings(
      String domain, Address treasury, Tuple policy, long quorum, Address... reviewers) {
    com.esaulpaugh.headlong.abi.Address[] accounts =
        new com.esaulpaugh.headlong.abi.Address[reviewers.length];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = AbiValues.address(reviewers[i]);
    }
    return AbiValues.tuple(
        AbiValues.name(domain),
        Bytes32.ZERO,
        UTF8,
        AbiValues.name("CC0-1.0"),
        treasury,
        accounts,
        quorum,
        policy);
  }

  /** The terms of a model of byte tokens whose weights end at 16 bits. */
  protected static Tuple terms(
      BigInteger outputRate, long[] shares, long minSpan, long minRarity, int unit, Address sink) {
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
        minSpan,
        minRarity,
        16_384L,
        unit,
        sink);
  }

  /** The numbers of contributions. */
  public static BigInteger[] ids(List<Contribution> corpus) {
    return corpus.stream().map(it -> BigInteger.valueOf(it.order())).toArray(BigInteger[]::new);
  }

  /** Seals accepted contributions, builds their segment and attests it: an active version. */
  public long seal(long datanet, List<Contribution> corpus) {
    long version = number(send(OWNER, "Datanets", "seal", datanet, ids(corpus)));
    Segment segment = Segment.of("utf8-bytes", VOCABULARY, corpus);
    segments.add(segment);
    send(OPERATOR, "Datanets", "attest", datanet, version, Bytes.wrap(segment.digest()));
    return version;
  }

  /** A deployed model on a version of each Datanet. */
  protected long deploy(Tuple terms, Address servingKey, long version, long... datanets) {
    long model = number(send(CREATOR, "Models", "propose", "m", 0L, servingKey, terms));
    send(GOVERNOR, "Models", "advance", model);
    send(CREATOR, "Models", "advance", model);
    for (long datanet : datanets) {
      send(CREATOR, "Models", "link", model, datanet, version);
    }
    for (int i = 0; i < 3; i++) {
      send(CREATOR, "Models", "advance", model);
    }
    return model;
  }
}
