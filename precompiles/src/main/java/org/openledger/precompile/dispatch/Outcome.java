package org.openledger.precompile.dispatch;

import org.apache.tuweni.bytes.Bytes;

/** How a call into a native contract ended. */
public sealed interface Outcome {

  /**
   * The call succeeded.
   *
   * @param output ABI-encoded return values
   */
  record Success(Bytes output) implements Outcome {}

  /**
   * The call was refused for a reason that every node sees: effects are undone, gas that is left is
   * kept.
   *
   * @param data an ABI-encoded custom error
   */
  record Revert(Bytes data) implements Outcome {}

  /** The gas did not suffice: effects are undone and all gas is burned. */
  record OutOfGas() implements Outcome {}

  /**
   * The network has not activated the contracts (yet): the host must behave as if no contract were
   * here, and charge nothing.
   */
  record Absent() implements Outcome {}
}
