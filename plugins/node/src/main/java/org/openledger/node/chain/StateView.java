package org.openledger.node.chain;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/**
 * The state after one block. Any number of threads read it; some hosts hold resources for it until
 * it is closed.
 */
public interface StateView extends AutoCloseable {

  /** A storage word of an account; zero where nothing was stored. */
  UInt256 storage(Address account, UInt256 key);

  /** Wei that an account holds. */
  UInt256 balance(Address account);

  @Override
  default void close() {}
}
