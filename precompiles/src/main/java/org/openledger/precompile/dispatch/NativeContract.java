package org.openledger.precompile.dispatch;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;

/**
 * A native contract as a host calls it. Instances hold no state and serve any number of threads.
 */
public interface NativeContract {

  /** The contract's name in its Solidity interface, without the leading I: {@code Datanets}. */
  String name();

  /** The address at which the contract lives. */
  Address address();

  /**
   * Executes one call.
   *
   * @param host this call's context
   * @param input calldata: selector and ABI-encoded arguments
   * @throws org.openledger.precompile.host.NodeFailureException where this node cannot compute what
   *     others can
   */
  Outcome call(Host host, Bytes input);
}
