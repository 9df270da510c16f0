package org.hyperledger.besu.evm.worldstate;

import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.evm.account.MutableAccount;

/** Changes to a state of the world. */
public interface WorldUpdater extends MutableWorldView {
  default MutableAccount getOrCreate(Address address) {
    throw new UnsupportedOperationException();
  }
}
