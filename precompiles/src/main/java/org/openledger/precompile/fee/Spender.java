package org.openledger.precompile.fee;

/**
 * As what a payer paid.
 *
 * @param agent that he was the wallet of; 0: as himself
 * @param period first block of the agent's period in which it counts
 */
record Spender(long agent, long period) {

  /** A payer of his own. */
  static final Spender PLAIN = new Spender(0, 0);

  boolean isAgent() {
    return agent != 0;
  }
}
