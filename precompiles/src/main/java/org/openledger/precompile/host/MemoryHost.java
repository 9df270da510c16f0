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
 * While a snapshot is open each write notes in a journal how it is undone, so that a snapshot costs
 * nothing and going back costs what was written since.
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
   * A moment to which the world can be put back.
   *
   * @param depth snapshots that were open when it was taken
   * @param writes writes noted until then
   * @param logCount logs emitted until then
   */
  public record Snapshot(int depth, int writes, int logCount) {}

  /**
   * All that a world holds, as a copy to compare.
   *
   * @param storage words of each account
   * @param balances wei of each account
   * @param logs all logs, in order
   */
  public record World(
      SortedMap<Address, SortedMap<UInt256, UInt256>> storage,
      SortedMap<Address, UInt256> balances,
      List<Emitted> logs) {}

  /** Any order will do in here; this one looks at few bytes. */
  private static final Comparator<UInt256> BY_HASH =
      (a, b) -> {
        int order = Integer.compare(a.hashCode(), b.hashCode());
        return order != 0 || a.equals(b) ? order : a.compareTo(b);
      };

  private final SortedMap<Address, SortedMap<UInt256, UInt256>> storage = new TreeMap<>();
  private final SortedMap<Address, UInt256> balances = new TreeMap<>();
  private final List<Emitted> logs = new ArrayList<>();
  private final List<Runnable> journal = new ArrayList<>(); // How each write is undone, in order.
  private int openSnapshots;
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

  /** Gives an account so many wei, whatever it had. */
  public void setBalance(Address account, UInt256 amount) {
    UInt256 before = balances.put(account, amount);
    note(
        () -> {
          if (before == null) {
            balances.remove(account);
          } else {
            balances.put(account, before);
          }
        });
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

  /** A copy of all that there is now. */
  public World world() {
    SortedMap<Address, SortedMap<UInt256, UInt256>> copy = new TreeMap<>();
    for (Address account : storage.keySet()) {
      SortedMap<UInt256, UInt256> words = storageOf(account);
      if (!words.isEmpty()) {
        copy.put(account, words);
      }
    }
    return new World(copy, balances(), logs());
  }

  /** Marks this moment; the snapshot is open until it is put back to, or released. */
  public Snapshot snapshot() {
    return new Snapshot(openSnapshots++, journal.size(), logs.size());
  }

  /**
   * Puts the world back to an open snapshot, which is used up, as are all that were taken since.
   */
  public void restore(Snapshot snapshot) {
    requireOpen(snapshot);
    List<Runnable> since = journal.subList(snapshot.writes(), journal.size());
    since.reversed().forEach(Runnable::run);
    since.clear();
    logs.subList(snapshot.logCount(), logs.size()).clear();
    openSnapshots = snapshot.depth();
  }

  /** Keeps what was done since an open snapshot, which is used up, as are all taken since. */
  public void release(Snapshot snapshot) {
    requireOpen(snapshot);
    openSnapshots = snapshot.depth();
    if (openSnapshots == 0) {
      journal.clear();
    }
  }

  private void requireOpen(Snapshot snapshot) {
    if (snapshot.depth() >= openSnapshots || snapshot.writes() > journal.size()) {
      throw new IllegalStateException("the snapshot is used up");
    }
  }

  private void note(Runnable undo) {
    if (openSnapshots > 0) {
      journal.add(undo);
    }
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
    UInt256 before = put(words, key, word);
    note(() -> put(words, key, before));
  }

  private static UInt256 put(SortedMap<UInt256, UInt256> words, UInt256 key, UInt256 word) {
    UInt256 before = word.isZero() ? words.remove(key) : words.put(key, word);
    return before == null ? UInt256.ZERO : before;
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
    setBalance(from, has.subtract(amount));
    setBalance(to, balance(to).add(amount));
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
