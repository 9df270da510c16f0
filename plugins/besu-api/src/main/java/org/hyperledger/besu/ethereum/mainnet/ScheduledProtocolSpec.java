package org.hyperledger.besu.ethereum.mainnet;

/** A milestone. */
public interface ScheduledProtocolSpec {
  ProtocolSpec spec();
}
