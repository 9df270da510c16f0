package org.openledger.devnet.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/**
 * The changes of one transaction on top of a state: every change can be undone back to a mark, and
 * marks nest. Used by one thread.
 */
public final class Journal {

  private final WorldState base;
  private final Map<Address, Draft> drafts = new LinkedHashMap<>();
  private final List<Runnable> undo = new ArrayList<>();
  private final List<Log> logs = new ArrayList<>();

  public Journal(WorldState base) {
    this.base = base;
  }

  /** A point to which {@link #undoTo} can return. */
  public int mark() {
    return undo.size();
  }

  /** Undoes all changes since {@code mark}, logs included. */
  public void undoTo(int mark) {
    while (undo.size() > mark) {
      undo.removeLast().run();
    }
  }

  public long nonce(Address address) {
    return draft(address).nonce;
  }

  public UInt256 balance(Address address) {
    return draft(address).balance;
  }

  public Bytes code(Address address) {
    return draft(address).base.code();
  }

  /** A storage word; zero where nothing was stored. */
  public UInt256 word(Address address, UInt256 key) {
    return draft(address).word(key);
  }

  public void setNonce(Address address, long nonce) {
    Draft draft = touch(address);
    long old = draft.nonce;
    undo.add(() -> draft.nonce = old);
    draft.nonce = nonce;
  }

  public void setWord(Address address, UInt256 key, UInt256 value) {
    Draft draft = touch(address);
    UInt256 old = draft.word(key);
    undo.add(() -> draft.words.put(key, old));
    draft.words.put(key, value);
  }

  /** Adds wei; the supply fits 256 bits, so this cannot overflow. */
  public void credit(Address address, UInt256 amount) {
    setBalance(address, balance(address).addExact(amount));
  }

  /**
   * Takes wei.
   *
   * @throws IllegalArgumentException where the account holds less than {@code amount}
   */
  public void debit(Address address, UInt256 amount) {
    UInt256 balance = balance(address);
    if (balance.compareTo(amount) < 0) {
      throw new IllegalArgumentException(
          address + " holds " + balance.toBigInteger() + " wei, not " + amount.toBigInteger());
    }
    setBalance(address, balance.subtract(amount));
  }

  /** Appends a log. */
  public void append(Log log) {
    undo.add(logs::removeLast);
    logs.add(log);
  }

  /** The logs that were not undone, in order. */
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  /** The state with all changes; touched accounts that are empty leave it (EIP-161). */
  public WorldState commit() {
    PatriciaTrie<Account> accounts = base.accounts();
    for (Map.Entry<Address, Draft> entry : drafts.entrySet()) {
      Draft draft = entry.getValue();
      if (draft.touches == 0) {
        continue;
      }
      Account account = draft.commit();
      accounts =
          account.isEmpty()
              ? accounts.remove(WorldState.path(entry.getKey()))
              : accounts.put(WorldState.path(entry.getKey()), account);
    }
    return new WorldState(accounts);
  }

  private void setBalance(Address address, UInt256 balance) {
    Draft draft = touch(address);
    UInt256 old = draft.balance;
    undo.add(() -> draft.balance = old);
    draft.balance = balance;
  }

  private Draft draft(Address address) {
    return drafts.computeIfAbsent(address, a -> new Draft(base.account(a)));
  }

  private Draft touch(Address address) {
    Draft draft = draft(address);
    draft.touches++;
    undo.add(() -> draft.touches--);
    return draft;
  }

  private static final class Draft {
    final Account base;
    final Map<UInt256, UInt256> words = new LinkedHashMap<>();
    long nonce;
    UInt256 balance;
    int touches;

    Draft(Account base) {
      this.base = base;
      this.nonce = base.nonce();
      this.balance = base.balance();
    }

    UInt256 word(UInt256 key) {
      UInt256 word = words.get(key);
      return word == null ? base.word(key) : word;
    }

    Account commit() {
      Account account = new Account(nonce, balance, base.code(), base.storage());
      for (Map.Entry<UInt256, UInt256> word : words.entrySet()) {
        if (!base.word(word.getKey()).equals(word.getValue())) {
          account = account.withWord(word.getKey(), word.getValue());
        }
      }
      return account;
    }
  }
}
