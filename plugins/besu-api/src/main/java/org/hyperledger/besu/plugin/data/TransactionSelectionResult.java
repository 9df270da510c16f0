package org.hyperledger.besu.plugin.data;

/** What becomes of a transaction that may be taken into a block. */
public class TransactionSelectionResult {
  public static final TransactionSelectionResult SELECTED = new TransactionSelectionResult();

  private TransactionSelectionResult() {}

  /** Not now; it stays in the pool. */
  public static TransactionSelectionResult invalidTransient(String invalidReason) {
    throw new UnsupportedOperationException();
  }
}
