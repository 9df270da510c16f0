package org.hyperledger.besu.evm.frame;

import org.apache.tuweni.units.bigints.UInt256;
import org.hyperledger.besu.datatypes.Address;

/** What a transaction touches (EIP-7928). */
public interface Eip7928AccessList {
  void addTouchedAccount(Address address);

  void addSlotAccessForAccount(Address address, UInt256 slotKey);
}
