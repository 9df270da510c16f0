package org.openledger.precompile.system;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the system contract, as solc lays it out:
 *
 * <pre>
 *   0  uint256 protocolVersion
 *   1  uint256 chainId
 *   2  mapping(bytes32 key =&gt; uint256) parameters
 *   3  mapping(bytes32 role =&gt; struct {
 *        address[] values; mapping(address =&gt; uint256) positions }) members
 *   4  mapping(bytes32 id =&gt; struct { bytes32 hash; uint256 vocabularySize; bytes32 weightTable })
 *      tokenizers
 * </pre>
 *
 * The members of a role are an enumerable set as OpenZeppelin keeps it: positions count from 1, and
 * whoever is taken out is replaced by the last.
 */
public final class SystemStorage {

  static final Address ACCOUNT = NativeAddress.SYSTEM.address();

  private static final Slot CHAIN_ID = Slot.of(ACCOUNT, 1);
  private static final Slot PARAMETERS = Slot.of(ACCOUNT, 2);
  private static final Slot MEMBERS = Slot.of(ACCOUNT, 3);
  private static final Slot TOKENIZERS = Slot.of(ACCOUNT, 4);

  private final Storage storage;

  public SystemStorage(Storage storage) {
    this.storage = storage;
  }

  /** The active protocol version. */
  public long protocolVersion() {
    return storage.loadLong(Activation.PROTOCOL_VERSION);
  }

  /** The chain id. */
  public BigInteger chainId() {
    return storage.loadNumber(CHAIN_ID);
  }

  /** A parameter's value. */
  public BigInteger parameter(Parameter parameter) {
    return storage.loadNumber(PARAMETERS.mapping(parameter.key()));
  }

  /** A parameter that is bounded below 2^63. */
  public long parameterLong(Parameter parameter) {
    return parameter(parameter).longValueExact();
  }

  /** A parameter that names an account. */
  public Address parameterAddress(Parameter parameter) {
    return Address.of(parameter(parameter));
  }

  void setParameter(Parameter parameter, BigInteger value) {
    storage.store(PARAMETERS.mapping(parameter.key()), value);
  }

  /** Whether an account holds a role. */
  public boolean hasRole(Bytes32 role, Address account) {
    return storage.loadFlag(position(role, account));
  }

  /** How many accounts hold a role. */
  public long memberCount(Bytes32 role) {
    return storage.loadLong(values(role));
  }

  /**
   * A holder of a role.
   *
   * @param index from 0, below the count
   */
  public Address member(Bytes32 role, long index) {
    return storage.loadAddress(values(role).element(index));
  }

  /** Adds an account that is no member. */
  void addMember(Bytes32 role, Address account) {
    long count = memberCount(role);
    storage.store(values(role).element(count), account);
    storage.store(values(role), count + 1);
    storage.store(position(role, account), count + 1);
  }

  /** Takes a member out. */
  void removeMember(Bytes32 role, Address account) {
    long count = memberCount(role);
    long at = storage.loadLong(position(role, account));
    Address last = member(role, count - 1);
    if (!last.equals(account)) {
      storage.store(values(role).element(at - 1), last);
      storage.store(position(role, last), at);
    }
    storage.store(values(role).element(count - 1), UInt256.ZERO);
    storage.store(values(role), count - 1);
    storage.store(position(role, account), UInt256.ZERO);
  }

  private static Slot values(Bytes32 role) {
    return MEMBERS.mapping(role);
  }

  private static Slot position(Bytes32 role, Address account) {
    return MEMBERS.mapping(role).member(1).mapping(account);
  }

  /** A tokenizer; its vocabulary size is 0 where it is not registered. */
  public RegisteredTokenizer tokenizer(Bytes32 id) {
    Slot at = TOKENIZERS.mapping(id);
    return new RegisteredTokenizer(
        storage.loadBytes(at),
        storage.load(at.member(1)).intValue(),
        storage.loadBytes(at.member(2)));
  }

  /** Writes what a genesis configures; used before there is a chain. */
  void configure(NetworkConfiguration configuration) {
    storage.store(Activation.PROTOCOL_VERSION, configuration.protocolVersion());
    storage.store(CHAIN_ID, configuration.chainId());
    for (Parameter parameter : Parameter.values()) {
      BigInteger value = configuration.parameters().get(parameter);
      setParameter(parameter, value == null ? parameter.standard() : value);
    }
    configuration
        .members()
        .forEach((role, accounts) -> accounts.forEach(account -> addMember(role.id(), account)));
    configuration
        .tokenizers()
        .forEach(
            (id, tokenizer) -> {
              Slot at = TOKENIZERS.mapping(id);
              storage.store(at, tokenizer.hash());
              storage.store(at.member(1), UInt256.valueOf(tokenizer.vocabularySize()));
              storage.store(at.member(2), tokenizer.weightTable());
            });
  }
}
