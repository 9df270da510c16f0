package org.openledger.precompile.abi;

import com.esaulpaugh.headlong.abi.ContractError;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import org.apache.tuweni.bytes.Bytes;

/**
 * A custom error of a contract's interface (Solidity ≥ 0.8.4): selector and ABI-encoded arguments.
 */
public final class AbiError {

  private final Function encoding;
  private final TupleType<?> parameters;

  AbiError(ContractError<Tuple> error) {
    this.encoding = error.function();
    // The function that encodes it has no names.
    this.parameters = error.getInputs();
  }

  /** The error's name. */
  public String name() {
    return encoding.getName();
  }

  /** The four bytes that a revert's data begin with. */
  public Bytes selector() {
    return Bytes.wrap(encoding.selector());
  }

  /** Types and names of its arguments. */
  public TupleType<?> parameters() {
    return parameters;
  }

  /** The revert data for some arguments, in the types of the ABI library. */
  public Bytes encode(Object... arguments) {
    return Bytes.wrap(encoding.encodeCall(AbiValues.tuple(arguments)).array());
  }

  /** The arguments in a revert's data. */
  public Tuple decode(Bytes data) {
    return encoding.decodeCall(data.toArrayUnsafe());
  }
}
