package org.openledger.precompile.dispatch;

import org.openledger.precompile.host.Address;

/** A native contract with something around its calls. */
public interface WrappedContract extends NativeContract {

  /** What is within. */
  NativeContract contract();

  @Override
  default String name() {
    return contract().name();
  }

  @Override
  default Address address() {
    return contract().address();
  }
}
