package org.openledger.besu;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.evm.frame.ExceptionalHaltReason;
import org.hyperledger.besu.evm.frame.MessageFrame;
import org.hyperledger.besu.evm.precompile.PrecompiledContract;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NodeFailureException;

/** A native contract as the host's EVM calls it. */
final class BesuPrecompile implements PrecompiledContract {

  private final NativeContract contract;
  private final PrecompiledContract recovery;
  private final Standstill standstill;
  private final CallObserver observer;

  /**
   * @param recovery the precompile at 0x01 of the same milestone
   * @param standstill what becomes of a call that this node cannot execute
   * @param observer hears of every call
   */
  BesuPrecompile(
      NativeContract contract,
      PrecompiledContract recovery,
      Standstill standstill,
      CallObserver observer) {
    this.contract = new ContainedContract(contract);
    this.recovery = recovery;
    this.standstill = standstill;
    this.observer = observer;
  }

  Address address() {
    return contract.address();
  }

  @Override
  public String getName() {
    return contract.name();
  }

  /**
   * Nothing: the contract's own meter charges while it runs, because its price depends on state.
   */
  @Override
  public long gasRequirement(Bytes input) {
    return 0;
  }

  @Override
  public PrecompileContractResult computePrecompile(Bytes input, MessageFrame frame) {
    Outcome outcome = observed(input, frame);
    return switch (outcome) {
      case Outcome.Success success -> PrecompileContractResult.success(success.output());
      case Outcome.Revert revert -> revert(revert.data(), frame);
      case Outcome.OutOfGas outOfGas ->
          PrecompileContractResult.halt(
              Bytes.EMPTY, Optional.of(ExceptionalHaltReason.INSUFFICIENT_GAS));
      case Outcome.Absent absent ->
          new PrecompileContractResult(
              Bytes.EMPTY, false, MessageFrame.State.CODE_EXECUTING, Optional.empty());
    };
  }

  private Outcome observed(Bytes input, MessageFrame frame) {
    long gas = frame.getRemainingGas();
    long start = System.nanoTime();
    standstill.enter(frame.getBlockValues());
    try {
      Outcome outcome = contract.call(new BesuHost(frame, recovery), input);
      long used = outcome instanceof Outcome.OutOfGas ? gas : gas - frame.getRemainingGas();
      observer.ended(contract, input, outcome, used, System.nanoTime() - start);
      return outcome;
    } catch (NodeFailureException e) {
      throw standstill.failed(
          contract.name(), frame.getBlockValues(), e, () -> observer.failed(contract));
    }
  }

  private static PrecompileContractResult revert(Bytes data, MessageFrame frame) {
    // The host takes the reason from the result only where the frame has already reverted.
    frame.setRevertReason(data);
    return new PrecompileContractResult(data, false, MessageFrame.State.REVERT, Optional.empty());
  }
}
