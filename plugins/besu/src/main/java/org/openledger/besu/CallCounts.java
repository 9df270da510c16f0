package org.openledger.besu;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;

/**
 * What this node has executed since its start, by contract and function. Each execution counts: a
 * block is executed more than once on its way into the chain, and so are estimates and views. The
 * labels are bounded by the interfaces: whatever else is called is {@link #UNKNOWN}.
 */
final class CallCounts implements CallObserver {

  /** The function of calldata whose selector the contract does not have. */
  static final String UNKNOWN = "unknown";

  private static final int SELECTOR_BYTES = 4;

  /** Of one function. */
  static final class Function {
    final LongAdder calls = new LongAdder();
    final LongAdder gas = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final LongAdder reverts = new LongAdder();
    final LongAdder outOfGas = new LongAdder();
  }

  /** Of one contract. */
  static final class Contract {
    final LongAdder failures = new LongAdder();
    private final SortedMap<String, Function> functions = new TreeMap<>();
    private final Map<Integer, Function> bySelector = new HashMap<>();
    private final Function unknown = new Function();

    private Contract(String name) {
      ContractAbi.of(name)
          .functions()
          .forEach(
              (function, abi) -> {
                Function counts = new Function();
                functions.put(function, counts);
                bySelector.put(Bytes.wrap(abi.selector()).toInt(), counts);
              });
      functions.put(UNKNOWN, unknown);
    }

    /** By name. */
    SortedMap<String, Function> functions() {
      return Collections.unmodifiableSortedMap(functions);
    }

    private Function of(Bytes input) {
      return input.size() < SELECTOR_BYTES
          ? unknown
          : bySelector.getOrDefault(input.getInt(0), unknown);
    }
  }

  private final SortedMap<String, Contract> contracts = new TreeMap<>();

  CallCounts(Collection<NativeContract> observed) {
    List<String> names = observed.stream().map(NativeContract::name).toList();
    names.forEach(name -> contracts.put(name, new Contract(name)));
  }

  /** By name. */
  SortedMap<String, Contract> contracts() {
    return Collections.unmodifiableSortedMap(contracts);
  }

  @Override
  public void ended(NativeContract contract, Bytes input, Outcome outcome, long gas, long nanos) {
    Contract counted = contracts.get(contract.name());
    if (counted == null || outcome instanceof Outcome.Absent) {
      return;
    }
    Function counts = counted.of(input);
    counts.calls.increment();
    counts.gas.add(gas);
    counts.nanos.add(nanos);
    if (outcome instanceof Outcome.Revert) {
      counts.reverts.increment();
    } else if (outcome instanceof Outcome.OutOfGas) {
      counts.outOfGas.increment();
    }
  }

  @Override
  public void failed(NativeContract contract) {
    Contract counted = contracts.get(contract.name());
    if (counted != null) {
      counted.failures.increment();
    }
  }
}
