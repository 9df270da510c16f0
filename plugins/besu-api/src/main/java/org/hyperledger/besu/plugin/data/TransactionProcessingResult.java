package org.hyperledger.besu.plugin.data;

/** What a transaction did. */
public interface TransactionProcessingResult {}
