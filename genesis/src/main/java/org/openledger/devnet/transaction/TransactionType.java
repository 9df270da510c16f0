package org.openledger.devnet.transaction;

/** The types of transaction that the devnet takes. */
public enum TransactionType {
  /** Before EIP-2718, with or without the replay protection of EIP-155. */
  LEGACY(0),
  /** EIP-2930. */
  ACCESS_LIST(1),
  /** EIP-1559. */
  FEE_MARKET(2);

  private final int number;

  TransactionType(int number) {
    this.number = number;
  }

  /** The type's number in the envelope. */
  public int number() {
    return number;
  }
}
