package org.openledger.precompile.system;

import java.math.BigInteger;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.AddressSet;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the system contract, as solc lays it out:
 *
 * <pre>
 *   0  struct { uint32 version; uint32 next; uint64 fromBlock } protocol
 *   1  uint256 chainId
 *   2  mapping(bytes32 key =&gt; uint256) parameters
 *   3  mapping(bytes32 role =&gt; struct {
 *        address[] values; mapping(address =&gt; uint256) positions }) members
 *   4  mapping(bytes32 id =&gt; struct { bytes32 hash; uint256 vocabularySize; bytes32 weightTable })
 *      tokenizers
 *   5  struct { uint80 platformFee; uint32 platformAccount; uint32 treasury;
 *        uint32 maxInput; uint16 maxOutput; uint64 chainId } configuration
 *   6  struct { uint96 proposalThreshold; uint24 votingDelay; uint24 votingPeriod;
 *        uint24 timelock; uint24 grace; uint16 quorum; uint8 maxActions } governance
 * </pre>
 *
 * <p>The configuration repeats, in one word, the parameters that every settlement reads; accounts
 * stand in it by their numbers in the ledger. Governance repeats those that every proposal reads.
 * INV-SYS-04: both agree with the parameters.
 *
 * <p>The members of a role are an {@link AddressSet}.
 */
public final class SystemStorage {

  static final Address ACCOUNT = NativeAddress.SYSTEM.address();

  private static final Slot CHAIN_ID = Slot.of(ACCOUNT, 1);
  private static final SortedMap<Parameter, Slot> PARAMETERS = parameterSlots();
  private static final Slot MEMBERS = Slot.of(ACCOUNT, 3);
  private static final Slot TOKENIZERS = Slot.of(ACCOUNT, 4);
  private static final Slot CONFIGURATION = Slot.of(ACCOUNT, 5);

  private static final Slot GOVERNANCE = Slot.of(ACCOUNT, 6);

  private static final Field PLATFORM_FEE = new Field(0, 10);
  private static final Field PLATFORM_ACCOUNT = PLATFORM_FEE.then(4);
  private static final Field TREASURY = PLATFORM_ACCOUNT.then(4);
  private static final Field MAX_INPUT = TREASURY.then(4);
  private static final Field MAX_OUTPUT = MAX_INPUT.then(2);
  private static final Field CONFIGURED_CHAIN_ID = MAX_OUTPUT.then(8);

  private static final Field THRESHOLD = new Field(0, 12);
  private static final Field VOTING_DELAY = THRESHOLD.then(3);
  private static final Field VOTING_PERIOD = VOTING_DELAY.then(3);
  private static final Field TIMELOCK = VOTING_PERIOD.then(3);
  private static final Field GRACE = TIMELOCK.then(3);
  private static final Field QUORUM = GRACE.then(2);
  private static final Field MAX_ACTIONS = QUORUM.then(1);

  private final Storage storage;

  public SystemStorage(Storage storage) {
    this.storage = storage;
  }

  /** Which version of the protocol holds in which block. */
  public Activation protocol() {
    return Activation.of(storage.load(Activation.SLOT));
  }

  void setProtocol(Activation protocol) {
    storage.store(Activation.SLOT, protocol.word());
  }

  /** The chain id. */
  public BigInteger chainId() {
    return storage.loadNumber(CHAIN_ID);
  }

  /** A parameter's value. */
  public BigInteger parameter(Parameter parameter) {
    return storage.loadNumber(slot(parameter));
  }

  /** A parameter that is bounded below 2^63. */
  public long parameterLong(Parameter parameter) {
    return parameter(parameter).longValueExact();
  }

  /** A parameter that names an account. */
  public Address parameterAddress(Parameter parameter) {
    return Address.of(parameter(parameter));
  }

  /** What every settlement needs, read as one word. */
  public Configuration configuration() {
    UInt256 word = storage.load(CONFIGURATION);
    return new Configuration(
        PLATFORM_FEE.getNumber(word),
        PLATFORM_ACCOUNT.getLong(word),
        TREASURY.getLong(word),
        MAX_INPUT.getLong(word),
        (int) MAX_OUTPUT.getLong(word),
        CONFIGURED_CHAIN_ID.getLong(word));
  }

  /** What every proposal needs, read as one word. */
  public GovernanceRules governance() {
    UInt256 word = storage.load(GOVERNANCE);
    return new GovernanceRules(
        THRESHOLD.getNumber(word),
        VOTING_DELAY.getLong(word),
        VOTING_PERIOD.getLong(word),
        TIMELOCK.getLong(word),
        GRACE.getLong(word),
        QUORUM.getLong(word),
        MAX_ACTIONS.getLong(word));
  }

  /** Sets a parameter, and where it is repeated; an account gets a number. */
  void setParameter(Parameter parameter, BigInteger value) {
    storage.store(slot(parameter), value);
    switch (parameter) {
      case PLATFORM_FEE -> configure(PLATFORM_FEE, value);
      case PLATFORM_ACCOUNT -> configure(PLATFORM_ACCOUNT, number(value));
      case TREASURY -> configure(TREASURY, number(value));
      case MAX_INPUT -> configure(MAX_INPUT, value);
      case MAX_OUTPUT -> configure(MAX_OUTPUT, value);
      case PROPOSAL_THRESHOLD -> govern(THRESHOLD, value);
      case VOTING_DELAY -> govern(VOTING_DELAY, value);
      case VOTING_PERIOD -> govern(VOTING_PERIOD, value);
      case TIMELOCK -> govern(TIMELOCK, value);
      case PROPOSAL_GRACE -> govern(GRACE, value);
      case QUORUM -> govern(QUORUM, value);
      case MAX_ACTIONS -> govern(MAX_ACTIONS, value);
      default -> {
        // The others are read by themselves.
      }
    }
  }

  private BigInteger number(BigInteger account) {
    return BigInteger.valueOf(new Ledger(storage).register(Address.of(account)));
  }

  private void configure(Field field, BigInteger value) {
    UInt256 word = storage.load(CONFIGURATION);
    storage.store(CONFIGURATION, field.set(word, UInt256.valueOf(value)));
  }

  private void govern(Field field, BigInteger value) {
    storage.store(GOVERNANCE, field.set(storage.load(GOVERNANCE), UInt256.valueOf(value)));
  }

  private static Slot slot(Parameter parameter) {
    return Objects.requireNonNull(PARAMETERS.get(parameter));
  }

  /** The parameters' slots, hashed once. */
  private static SortedMap<Parameter, Slot> parameterSlots() {
    Slot parameters = Slot.of(ACCOUNT, 2);
    SortedMap<Parameter, Slot> slots = new TreeMap<>();
    for (Parameter parameter : Parameter.values()) {
      slots.put(parameter, parameters.mapping(parameter.key()));
    }
    return slots;
  }

  /** Whether an account holds a role. */
  public boolean hasRole(Bytes32 role, Address account) {
    return members(role).contains(account);
  }

  /** How many accounts hold a role. */
  public long memberCount(Bytes32 role) {
    return members(role).size();
  }

  /**
   * A holder of a role.
   *
   * @param index from 0, below the count
   */
  public Address member(Bytes32 role, long index) {
    return members(role).get(index);
  }

  /** Adds an account that is no member. */
  void addMember(Bytes32 role, Address account) {
    members(role).add(account);
  }

  /** Takes a member out. */
  void removeMember(Bytes32 role, Address account) {
    members(role).remove(account);
  }

  private AddressSet members(Bytes32 role) {
    return new AddressSet(storage, MEMBERS.mapping(role));
  }

  /** A tokenizer; its vocabulary size is 0 where it is not registered. */
  public RegisteredTokenizer tokenizer(Bytes32 id) {
    Slot at = TOKENIZERS.mapping(id);
    return new RegisteredTokenizer(
        storage.loadBytes(at),
        storage.load(at.member(1)).intValue(),
        storage.loadBytes(at.member(2)));
  }

  void setTokenizer(Bytes32 id, RegisteredTokenizer tokenizer) {
    Slot at = TOKENIZERS.mapping(id);
    storage.store(at, tokenizer.hash());
    storage.store(at.member(1), UInt256.valueOf(tokenizer.vocabularySize()));
    storage.store(at.member(2), tokenizer.weightTable());
  }

  /** Writes what a genesis configures; used before there is a chain. */
  void configure(NetworkConfiguration configuration) {
    setProtocol(Activation.of(configuration.protocolVersion()));
    storage.store(CHAIN_ID, configuration.chainId());
    configure(CONFIGURED_CHAIN_ID, BigInteger.valueOf(configuration.chainId()));
    for (Parameter parameter : Parameter.values()) {
      BigInteger value = configuration.parameters().get(parameter);
      setParameter(parameter, value == null ? parameter.standard() : value);
    }
    configuration
        .members()
        .forEach((role, accounts) -> accounts.forEach(account -> addMember(role.id(), account)));
    configuration.tokenizers().forEach(this::setTokenizer);
  }
}
