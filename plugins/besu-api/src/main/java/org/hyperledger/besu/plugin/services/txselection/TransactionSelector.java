package org.hyperledger.besu.plugin.services.txselection;

/** Any selector. */
public interface TransactionSelector {}
