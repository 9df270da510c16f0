package org.hyperledger.besu.evm.precompile;

import org.hyperledger.besu.datatypes.Address;

/** The native contracts of one milestone. */
public class PrecompileContractRegistry {
  public PrecompiledContract get(Address address) {
    throw new UnsupportedOperationException();
  }

  public void put(Address address, PrecompiledContract precompile) {
    throw new UnsupportedOperationException();
  }
}
