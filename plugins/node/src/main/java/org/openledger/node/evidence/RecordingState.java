package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.host.Address;

/** Takes note of the storage words that are read: those are to be proved. */
final class RecordingState implements StateView {

  private final StateView state;
  private final SortedMap<Address, SortedSet<UInt256>> read = new TreeMap<>();

  RecordingState(StateView state) {
    this.state = state;
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    read.computeIfAbsent(account, any -> new TreeSet<>()).add(key);
    return state.storage(account, key);
  }

  @Override
  public UInt256 balance(Address account) {
    return state.balance(account);
  }

  /** Accounts in ascending order. */
  List<Address> accounts() {
    return new ArrayList<>(read.keySet());
  }

  /** Keys of an account in ascending order. */
  List<UInt256> keys(Address account) {
    return new ArrayList<>(read.getOrDefault(account, new TreeSet<>()));
  }
}
