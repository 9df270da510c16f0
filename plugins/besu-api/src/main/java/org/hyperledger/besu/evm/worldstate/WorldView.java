package org.hyperledger.besu.evm.worldstate;

import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.evm.account.Account;

/** A state of the world. */
public interface WorldView {
  Account get(Address address);
}
