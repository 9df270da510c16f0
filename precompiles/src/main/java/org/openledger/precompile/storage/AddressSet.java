package org.openledger.precompile.storage;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/**
 * A set of accounts that can be listed, as OpenZeppelin's EnumerableSet keeps it: {@code struct {
 * address[] values; mapping(address => uint256) positions; }}. Positions count from 1; whoever is
 * taken out is replaced by the last.
 */
public final class AddressSet {

  private final Storage storage;
  private final Slot values;

  /**
   * @param at the struct's slot
   */
  public AddressSet(Storage storage, Slot at) {
    this.storage = storage;
    this.values = at;
  }

  /** How many accounts are in it. */
  public long size() {
    return storage.loadLong(values);
  }

  /**
   * An account.
   *
   * @param index from 0, below the size
   */
  public Address get(long index) {
    return storage.loadAddress(values.element(index));
  }

  public boolean contains(Address account) {
    return storage.loadFlag(position(account));
  }

  /** Adds an account that is not in it. */
  public void add(Address account) {
    long count = size();
    storage.store(values.element(count), account);
    storage.store(values, count + 1);
    storage.store(position(account), count + 1);
  }

  /** Takes out an account that is in it. */
  public void remove(Address account) {
    long count = size();
    long at = storage.loadLong(position(account));
    Address last = get(count - 1);
    if (!last.equals(account)) {
      storage.store(values.element(at - 1), last);
      storage.store(position(last), at);
    }
    storage.store(values.element(count - 1), UInt256.ZERO);
    storage.store(values, count - 1);
    storage.store(position(account), UInt256.ZERO);
  }

  private Slot position(Address account) {
    return values.member(1).mapping(account);
  }
}
