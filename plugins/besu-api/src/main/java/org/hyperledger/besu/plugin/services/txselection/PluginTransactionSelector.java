package org.hyperledger.besu.plugin.services.txselection;

import org.hyperledger.besu.plugin.data.TransactionProcessingResult;
import org.hyperledger.besu.plugin.data.TransactionSelectionResult;

/** A plugin's say about each transaction of a block that is being built. */
public interface PluginTransactionSelector extends TransactionSelector {
  TransactionSelectionResult evaluateTransactionPreProcessing(
      TransactionEvaluationContext evaluationContext);

  TransactionSelectionResult evaluateTransactionPostProcessing(
      TransactionEvaluationContext evaluationContext, TransactionProcessingResult processingResult);

  default void onTransactionNotSelected(
      TransactionEvaluationContext evaluationContext,
      TransactionSelectionResult transactionSelectionResult) {}
}
