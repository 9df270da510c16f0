package org.openledger.besu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.ethereum.mainnet.ProtocolSchedule;
import org.hyperledger.besu.evm.precompile.PrecompileContractRegistry;
import org.hyperledger.besu.evm.precompile.PrecompiledContract;
import org.openledger.precompile.dispatch.NativeContract;

/**
 * The native contracts in the registries of all milestones. All milestones of a schedule exist from
 * the start, future forks and transitions included, so one pass reaches every block there will be.
 */
final class Installation {

  private final List<NativeContract> contracts;
  private final List<NativeContract> all;
  private final Standstill standstill;
  private final CallObserver observer;
  private final IdentityHashMap<PrecompileContractRegistry, List<BesuPrecompile>> installed =
      new IdentityHashMap<>();

  /**
   * @param reserved what stands at the addresses of later versions' contracts
   * @param standstill what becomes of a call that this node cannot execute
   * @param observer hears of every call
   */
  Installation(
      List<NativeContract> contracts,
      List<NativeContract> reserved,
      Standstill standstill,
      CallObserver observer) {
    this.contracts = List.copyOf(contracts);
    this.all = Stream.concat(contracts.stream(), reserved.stream()).toList();
    this.standstill = standstill;
    this.observer = observer;
  }

  /** How many native contracts there are. */
  int contractCount() {
    return contracts.size();
  }

  /**
   * Puts the contracts into every milestone.
   *
   * @return how many registries there are
   */
  int install(ProtocolSchedule schedule) {
    return install(registries(schedule));
  }

  /** As above, into these registries. */
  int install(Set<PrecompileContractRegistry> registries) {
    for (PrecompileContractRegistry registry : registries) {
      PrecompiledContract recovery = registry.get(Address.ECREC);
      if (recovery == null) {
        throw new StartUpException(
            Refusal.UNSUPPORTED_BESU, "a milestone of this chain lacks the precompile at 0x01");
      }
      List<BesuPrecompile> ours = new ArrayList<>();
      for (NativeContract contract : all) {
        Address address = Address.wrap(contract.address().bytes());
        PrecompiledContract taken = registry.get(address);
        if (taken != null) {
          throw new StartUpException(
              Refusal.ADDRESS_TAKEN,
              contract.address()
                  + " is taken by "
                  + taken.getName()
                  + ", so "
                  + contract.name()
                  + " cannot be installed: remove the other plugin");
        }
        BesuPrecompile precompile = new BesuPrecompile(contract, recovery, standstill, observer);
        registry.put(address, precompile);
        ours.add(precompile);
      }
      installed.put(registry, List.copyOf(ours));
    }
    return installed.size();
  }

  /** Checks that every milestone holds the very objects that were installed. */
  void verify(ProtocolSchedule schedule) {
    verify(registries(schedule));
  }

  /** As above, in these registries. */
  void verify(Set<PrecompileContractRegistry> registries) {
    for (PrecompileContractRegistry registry : registries) {
      List<BesuPrecompile> ours = installed.get(registry);
      if (ours == null) {
        throw new StartUpException(
            Refusal.UNSUPPORTED_BESU,
            "Besu made a milestone after the plugin had installed its contracts: this release is"
                + " not supported");
      }
    }
    requireInPlace();
    if (registries.size() != installed.size()) {
      throw new StartUpException(
          Refusal.UNSUPPORTED_BESU,
          "Besu runs on another protocol schedule than the one the contracts were installed in:"
              + " this release is not supported");
    }
  }

  /**
   * Checks that what was installed stands where it was put: another plugin may start after this
   * one, and take an address whenever it likes.
   */
  void requireInPlace() {
    installed.forEach(
        (registry, ours) -> {
          for (BesuPrecompile precompile : ours) {
            PrecompiledContract found = registry.get(Address.wrap(precompile.address().bytes()));
            if (found != precompile) {
              throw new StartUpException(
                  Refusal.ADDRESS_TAKEN,
                  precompile.address()
                      + " holds "
                      + (found == null ? "nothing" : found.getName())
                      + " instead of "
                      + precompile.getName()
                      + ": remove the plugin that replaced it");
            }
          }
        });
  }

  private static Set<PrecompileContractRegistry> registries(ProtocolSchedule schedule) {
    Set<PrecompileContractRegistry> registries = Collections.newSetFromMap(new IdentityHashMap<>());
    // anyMatch is the schedule's one public way to see all of its milestones.
    boolean stopped =
        schedule.anyMatch(
            milestone -> {
              registries.add(
                  Objects.requireNonNull(milestone.spec().getPrecompileContractRegistry()));
              return false;
            });
    if (stopped || registries.isEmpty()) {
      throw new StartUpException(
          Refusal.UNSUPPORTED_BESU, "Besu shows no milestones to the plugin");
    }
    return registries;
  }
}
