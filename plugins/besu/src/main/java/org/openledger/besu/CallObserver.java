package org.openledger.besu;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;

/** Hears of every call of a native contract on this node; decides nothing, and throws nothing. */
interface CallObserver {

  /** Hears nothing. */
  CallObserver NONE =
      new CallObserver() {
        @Override
        public void ended(
            NativeContract contract, Bytes input, Outcome outcome, long gas, long nanos) {}

        @Override
        public void failed(NativeContract contract) {}
      };

  /**
   * A call came to its end.
   *
   * @param input its calldata
   * @param gas what it used, out of gas: all that it was given
   * @param nanos how long it took
   */
  void ended(NativeContract contract, Bytes input, Outcome outcome, long gas, long nanos);

  /** This node could not compute what others can, and a block needs it. */
  void failed(NativeContract contract);
}
