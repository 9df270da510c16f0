package org.openledger.precompile.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The host's twin in memory: a world of accounts and one call's context that its user sets. It
 * cannot recover signers unless it is given a way to.
 *
 * <p>Not thread-safe, and it undoes nothing by itself: {@link #snapshot} and {@link #restore} do.
 */
public class MemoryHost implements Host {

  /** Recovers signers. */
  @FunctionalInterface
  public interface Recovery {
    /** As {@link Host#recover}. */
    Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s);
  }

  /**
   * A log that a contract emitted.
   *
   * @param emitter the contract
   * @param topics the event's signature and its indexed parameters
   * @param data the rest, ABI-encoded
   */
  public record Emitted(Address emitter, List<Bytes32> topics, Bytes data) {}

  /**
   * The world at one moment.
   *
   * @param storage words of each account
   * @param balances wei of each account
   * @param logCount logs emitted so far
   */
  public record Snapshot(
      SortedMap<Address, SortedMap<UInt256, UInt256>> storage,
      SortedMap<Address, UInt256> balances,
      int logCount) {}

  /** Any order will do in here; this one looks at few bytes. */
  private static final Comparator<UInt256> BY_HASH =
      (a, b) -> {
        int order = Integer.compare(a.hashCode(), b.hashCode());
        return order != 0 || a.equals(b) ? order : a.compareTo(b);
      };

  private SortedMap<Address, SortedMap<UInt256, UInt256>> storage = new TreeMap<>();
  private SortedMap<Address, UInt256> balances = new TreeMap<>();
  private final List<Emitted> logs = new ArrayList<>();
  private Recovery recovery = (digest, v, r, s) -> Optional.empty();
  private Address sender = Address.ZERO;
  private Address recipient = Address.ZERO;
  private UInt256 value = UInt256.ZERO;
  private boolean isStatic;
  private long blockNumber;
  private long gas;

  public void setSender(Address newSender) {
    this.sender = newSender;
  }

  public void setRecipient(Address newRecipient) {
    this.recipient = newRecipient;
  }

  public void setValue(UInt256 newValue) {
    this.value = newValue;
  }

  public void setStatic(boolean newStatic) {
    this.isStatic = newStatic;
  }

  public void setBlockNumber(long number) {
    this.blockNumber = number;
  }

  public void setGas(long newGas) {
    this.gas = newGas;
  }

  public void setRecovery(Recovery newRecovery) {
    this.recovery = newRecovery;
  }

  public void setBalance(Address account, UInt256 amount) {
    balances.put(account, amount);
  }

  /** All logs, in order. */
  public List<Emitted> logs() {
    return List.copyOf(logs);
  }

  /** Non-zero storage of an account, by key. */
  public SortedMap<UInt256, UInt256> storageOf(Address account) {
    SortedMap<UInt256, UInt256> ascending = new TreeMap<>();
    ascending.putAll(storage.getOrDefault(account, new TreeMap<>()));
    return ascending;
  }

  /** All balances, by account. */
  public SortedMap<Address, UInt256> balances() {
    return new TreeMap<>(balances);
  }

  /** The world as it is now. */
  public Snapshot snapshot() {
    SortedMap<Address, SortedMap<UInt256, UInt256>> copy = new TreeMap<>();
    storage.forEach((account, words) -> copy.put(account, new TreeMap<>(words)));
    return new Snapshot(copy, new TreeMap<>(balances), logs.size());
  }

  /** Puts the world back to a snapshot, which is used up. */
  public void restore(Snapshot snapshot) {
    storage = snapshot.storage();
    balances = snapshot.balances();
    logs.subList(snapshot.logCount(), logs.size()).clear();
  }

  @Override
  public Address sender() {
    return sender;
  }

  @Override
  public Address recipient() {
    return recipient;
  }

  @Override
  public UInt256 value() {
    return value;
  }

  @Override
  public boolean isStatic() {
    return isStatic;
  }

  @Override
  public long blockNumber() {
    return blockNumber;
  }

  @Override
  public long remainingGas() {
    return gas;
  }

  @Override
  public void consumeGas(long amount) {
    if (amount < 0 || amount > gas) {
      throw new IllegalStateException("the meter let " + amount + " of " + gas + " gas through");
    }
    gas -= amount;
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    SortedMap<UInt256, UInt256> words = storage.get(account);
    return words == null ? UInt256.ZERO : words.getOrDefault(key, UInt256.ZERO);
  }

  @Override
  public void setStorage(Address account, UInt256 key, UInt256 word) {
    SortedMap<UInt256, UInt256> words =
        storage.computeIfAbsent(account, a -> new TreeMap<>(BY_HASH));
    if (word.isZero()) {
      words.remove(key);
    } else {
      words.put(key, word);
    }
  }

  @Override
  public UInt256 balance(Address account) {
    return balances.getOrDefault(account, UInt256.ZERO);
  }

  @Override
  public void transfer(Address from, Address to, UInt256 amount) {
    UInt256 has = balance(from);
    if (has.compareTo(amount) < 0) {
      throw new IllegalStateException(from + " holds " + has + " wei, not " + amount);
    }
    balances.put(from, has.subtract(amount));
    balances.put(to, balance(to).add(amount));
  }

  @Override
  public void log(Address emitter, List<Bytes32> topics, Bytes data) {
    logs.add(new Emitted(emitter, List.copyOf(topics), data));
  }

  @Override
  public Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    return recovery.recover(digest, v, r, s);
  }
}
