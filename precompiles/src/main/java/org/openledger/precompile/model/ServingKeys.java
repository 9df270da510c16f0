package org.openledger.precompile.model;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * The keys that may sign a model's receipts: an enumerable set as OpenZeppelin keeps it, {@code
 * struct { address[] values; mapping(address => uint256) positions; mapping(address => uint256)
 * disputableUntil }}. Positions count from 1, and whichever is taken out is replaced by the last.
 * The first key is the primary one.
 */
final class ServingKeys {

  private final Storage storage;
  private final Slot values;
  private final Slot positions;
  private final Slot disputableUntil;

  ServingKeys(Storage storage, Slot at) {
    this.storage = storage;
    this.values = at;
    this.positions = at.member(1);
    this.disputableUntil = at.member(2);
  }

  long count() {
    return storage.loadLong(values);
  }

  boolean contains(Address key) {
    return storage.loadFlag(positions.mapping(key));
  }

  /** The first key; zero where there is none. */
  Address primary() {
    return storage.loadAddress(values.element(0));
  }

  List<Address> all() {
    List<Address> keys = new ArrayList<>();
    long count = count();
    for (long i = 0; i < count; i++) {
      keys.add(storage.loadAddress(values.element(i)));
    }
    return keys;
  }

  /** Adds a key that is not in the set. */
  void add(Address key) {
    long count = count();
    storage.store(values.element(count), key);
    storage.store(values, count + 1);
    storage.store(positions.mapping(key), count + 1);
  }

  /** Whether what a key signed can be disputed in a block: a revoked one answers for a while. */
  boolean isDisputable(Address key, long block) {
    return contains(key) || block < storage.loadLong(disputableUntil.mapping(key));
  }

  /**
   * Takes a key of the set out.
   *
   * @param end first block in which what it signed can be disputed no more
   */
  void remove(Address key, long end) {
    storage.store(disputableUntil.mapping(key), end);
    long count = count();
    long at = storage.loadLong(positions.mapping(key));
    Address last = storage.loadAddress(values.element(count - 1));
    if (!last.equals(key)) {
      storage.store(values.element(at - 1), last);
      storage.store(positions.mapping(last), at);
    }
    storage.store(values.element(count - 1), UInt256.ZERO);
    storage.store(values, count - 1);
    storage.store(positions.mapping(key), UInt256.ZERO);
  }
}
