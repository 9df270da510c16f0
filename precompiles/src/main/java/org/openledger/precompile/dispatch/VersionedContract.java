package org.openledger.precompile.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;

/**
 * A native contract in all versions of the protocol's rules that this software has: the first guard
 * of every call chooses the one that holds in the call's block. So a chain is replayed, and an old
 * block asked, by the rules of each block.
 */
public final class VersionedContract implements NativeContract {

  private final String name;
  private final Address address;

  /** Of version 1, 2, …; null where a version does not have the contract. */
  private final List<@Nullable NativeContract> versions;

  private VersionedContract(String name, Address address, List<@Nullable NativeContract> versions) {
    this.name = name;
    this.address = address;
    this.versions = Collections.unmodifiableList(versions);
  }

  /**
   * The contracts of a network, in the order of their addresses.
   *
   * @param versions the contracts of version 1, of version 2, …
   */
  public static List<NativeContract> of(List<List<NativeContract>> versions) {
    SortedSet<Address> addresses = new TreeSet<>();
    List<SortedMap<Address, NativeContract>> byAddress = new ArrayList<>();
    for (List<NativeContract> version : versions) {
      SortedMap<Address, NativeContract> contracts = new TreeMap<>();
      for (NativeContract contract : version) {
        if (contracts.put(contract.address(), contract) != null) {
          throw new IllegalArgumentException("two contracts at " + contract.address());
        }
      }
      addresses.addAll(contracts.keySet());
      byAddress.add(contracts);
    }
    List<NativeContract> all = new ArrayList<>();
    for (Address address : addresses) {
      List<@Nullable NativeContract> code = new ArrayList<>();
      String name = "";
      for (SortedMap<Address, NativeContract> contracts : byAddress) {
        NativeContract contract = contracts.get(address);
        code.add(contract);
        name = contract == null ? name : contract.name();
      }
      all.add(new VersionedContract(name, address, code));
    }
    return List.copyOf(all);
  }

  /**
   * What stands at the reserved addresses.
   *
   * @param versions how many versions the software has
   */
  public static List<NativeContract> reserved(int versions) {
    List<@Nullable NativeContract> none = Collections.nCopies(versions, null);
    return NativeAddress.reserved().stream()
        .<NativeContract>map(address -> new VersionedContract("Reserved", address, none))
        .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Address address() {
    return address;
  }

  /**
   * Runs the version that holds in the call's block; absent where none does, or where it does not
   * have this contract.
   *
   * @throws NodeFailureException where this software does not have that version
   */
  @Override
  public Outcome call(Host host, Bytes input) {
    Activation activation = Activation.of(host);
    long version = activation.at(host.blockNumber());
    if (version == 0) {
      return new Outcome.Absent();
    }
    if (version > versions.size()) {
      throw new NodeFailureException(
          "protocol version "
              + version
              + " of the chain holds from block "
              + activation.fromBlock()
              + " on, this node's software knows up to "
              + versions.size()
              + ": install the release that has it, and start this node again");
    }
    NativeContract contract = versions.get((int) version - 1);
    return contract == null ? new Outcome.Absent() : contract.call(host, input);
  }
}
