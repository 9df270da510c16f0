package org.openledger.node.chain;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.NativeAddress;

/**
 * Runs views of the native contracts on the state of a block: the code that the chain executes,
 * without a transaction and without the host's simulator. Any number of threads use it.
 */
public final class ContractReader {

  private record Installed(NativeContract contract, ContractAbi abi) {}

  private final Map<NativeAddress, Installed> installed = new EnumMap<>(NativeAddress.class);
  private final long gasLimit;

  /**
   * @param contracts all native contracts
   * @param gasLimit gas that one view may use: this node's limit, no part of consensus
   */
  public ContractReader(List<NativeContract> contracts, long gasLimit) {
    for (NativeAddress place : NativeAddress.values()) {
      NativeContract found =
          contracts.stream()
              .filter(contract -> contract.address().equals(place.address()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no contract at " + place));
      installed.put(place, new Installed(found, ContractAbi.of(place.contract())));
    }
    this.gasLimit = gasLimit;
  }

  /** A function of a contract's interface. */
  public Function function(NativeAddress contract, String name) {
    return Objects.requireNonNull(installed.get(contract)).abi().function(name);
  }

  /**
   * Runs a view.
   *
   * @param state the state of a block
   * @param blockNumber what the contract sees as the number of its block
   * @param function name of a view of the contract's interface
   * @param arguments as the ABI library takes them
   * @return the return values
   * @throws ViewException where it does not succeed
   * @throws org.openledger.precompile.host.NodeFailureException where this node lacks an index
   */
  public Tuple call(
      StateView state,
      long blockNumber,
      NativeAddress contract,
      String function,
      Object... arguments)
      throws ViewException {
    Installed target = Objects.requireNonNull(installed.get(contract));
    Function view = target.abi().function(function);
    QueryHost host = new QueryHost(state, contract.address(), blockNumber, gasLimit);
    Bytes input = Bytes.wrap(view.encodeCall(AbiValues.tuple(arguments)).array());
    String name = contract.contract() + "." + function;
    return switch (target.contract().call(host, input)) {
      case Outcome.Success it -> view.decodeReturn(it.output().toArrayUnsafe());
      case Outcome.Revert it ->
          throw new ViewException(
              ViewException.Cause.REVERTED, name + " reverted: " + it.data(), it.data());
      case Outcome.OutOfGas it ->
          throw new ViewException(
              ViewException.Cause.OUT_OF_GAS,
              name + " needs more than " + gasLimit + " gas",
              Bytes.EMPTY);
      case Outcome.Absent it ->
          throw new ViewException(
              ViewException.Cause.ABSENT,
              name + " is not active in block " + blockNumber,
              Bytes.EMPTY);
    };
  }
}
