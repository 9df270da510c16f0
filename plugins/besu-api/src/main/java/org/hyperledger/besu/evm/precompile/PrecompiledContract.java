package org.hyperledger.besu.evm.precompile;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.evm.frame.ExceptionalHaltReason;
import org.hyperledger.besu.evm.frame.MessageFrame;

/** A contract in native code. */
public interface PrecompiledContract {
  String getName();

  long gasRequirement(Bytes input);

  PrecompileContractResult computePrecompile(Bytes input, MessageFrame messageFrame);

  /** How a call ended. */
  record PrecompileContractResult(
      Bytes output,
      boolean isRefundGas,
      MessageFrame.State state,
      Optional<ExceptionalHaltReason> haltReason) {

    public static PrecompileContractResult success(Bytes output) {
      throw new UnsupportedOperationException();
    }

    public static PrecompileContractResult halt(
        Bytes output, Optional<ExceptionalHaltReason> haltReason) {
      throw new UnsupportedOperationException();
    }
  }
}
