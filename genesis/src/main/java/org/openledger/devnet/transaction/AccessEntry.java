package org.openledger.devnet.transaction;

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * One entry of an access list (EIP-2930).
 *
 * @param address the account
 * @param storageKeys its storage keys
 */
public record AccessEntry(Address address, List<Bytes32> storageKeys) {

  public AccessEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
