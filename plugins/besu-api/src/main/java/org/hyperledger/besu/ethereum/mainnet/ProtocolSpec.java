package org.hyperledger.besu.ethereum.mainnet;

import org.hyperledger.besu.evm.precompile.PrecompileContractRegistry;

/** The rules of a milestone. */
public class ProtocolSpec {
  private ProtocolSpec() {}

  public PrecompileContractRegistry getPrecompileContractRegistry() {
    throw new UnsupportedOperationException();
  }
}
