package org.hyperledger.besu.plugin.services;

import org.hyperledger.besu.plugin.services.txselection.PluginTransactionSelectorFactory;

/** Lets plugins take part in choosing the transactions of a block. */
public interface TransactionSelectionService extends BesuService {
  void registerPluginTransactionSelectorFactory(
      PluginTransactionSelectorFactory transactionSelectorFactory);
}
