package org.hyperledger.besu.evm.account;

import org.apache.tuweni.units.bigints.UInt256;
import org.hyperledger.besu.datatypes.Wei;

/** An account that may change. */
public interface MutableAccount extends Account {
  default Wei incrementBalance(Wei value) {
    throw new UnsupportedOperationException();
  }

  default Wei decrementBalance(Wei value) {
    throw new UnsupportedOperationException();
  }

  void setStorageValue(UInt256 key, UInt256 value);
}
