package org.hyperledger.besu.evm.account;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.hyperledger.besu.datatypes.Wei;

/** State of an account. */
public interface AccountState {
  Wei getBalance();

  Bytes getCode();

  UInt256 getStorageValue(UInt256 key);
}
