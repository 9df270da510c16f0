package org.openledger.besu;

/**
 * Every way in which the plugin refuses to let a node run. The codes are stable: what each asks of
 * the operator stands in {@code docs/operations/troubleshooting.md}.
 */
enum Refusal {
  /** Options of ours are wrong. */
  OPTIONS("OL-101"),
  /** The node was told to run on without plugins that fail. */
  CONTINUE_ON_ERROR("OL-102"),
  /** This release of Besu is not one that the plugin works with. */
  UNSUPPORTED_BESU("OL-103"),
  /** Another plugin has, or takes, an address of a native contract. */
  ADDRESS_TAKEN("OL-104"),
  /** The chain's state lacks what a genesis file of ours puts there. */
  GENESIS_WITHOUT_CONTRACTS("OL-105"),
  /** State and genesis file name different chain ids. */
  CHAIN_ID("OL-106"),
  /** The first block was made of another configuration than the operator expects. */
  CONFIGURATION_HASH("OL-107"),
  /** The chain runs a protocol that this release does not know. */
  NEWER_PROTOCOL("OL-108"),
  /** The data directory cannot be read and written. */
  DATA_PATH("OL-109"),
  /** The data directory holds another chain's data. */
  OTHER_CHAINS_DATA("OL-110"),
  /** Anything else: a fault of this software. */
  FAULT("OL-199");

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** What the log line begins with. */
  String code() {
    return code;
  }
}
