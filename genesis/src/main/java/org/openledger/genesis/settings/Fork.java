package org.openledger.genesis.settings;

import java.util.Locale;

/** Ethereum's hard forks after London, in their order; each holds from a time on. */
public enum Fork {
  SHANGHAI("PUSH0, warm coinbase"),
  CANCUN("transient storage, MCOPY"),
  PRAGUE("set-code transactions; a floor on the price of calldata (EIP-7623)"),
  OSAKA("a transaction uses at most 16,777,216 gas (EIP-7825)"),
  AMSTERDAM("block access lists (EIP-7928); not final: leave it at never");

  private final String purpose;

  Fork(String purpose) {
    this.purpose = purpose;
  }

  /** Its name in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its key in a genesis file. */
  public String genesisKey() {
    return key() + "Time";
  }

  /** Whether it holds from block 0 on in a network that says nothing of it. */
  boolean isStandard() {
    return this != AMSTERDAM;
  }

  String purpose() {
    return purpose;
  }
}
