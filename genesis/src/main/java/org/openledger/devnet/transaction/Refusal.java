package org.openledger.devnet.transaction;

/** Why a transaction is refused before it is executed. */
public enum Refusal {
  /** The bytes are no transaction. */
  MALFORMED,
  /** A type that the devnet does not take. */
  UNSUPPORTED_TYPE,
  INVALID_SIGNATURE,
  WRONG_CHAIN_ID,
  NONCE_TOO_LOW,
  NONCE_TOO_HIGH,
  NONCE_OVERFLOW,
  UPFRONT_COST_EXCEEDS_BALANCE,
  INTRINSIC_GAS_EXCEEDS_GAS_LIMIT,
  EXCEEDS_BLOCK_GAS_LIMIT,
  /** Above the cap of EIP-7825. */
  EXCEEDS_TRANSACTION_GAS_LIMIT,
  GAS_PRICE_TOO_LOW,
  GAS_PRICE_BELOW_BASE_FEE,
  MAX_PRIORITY_FEE_EXCEEDS_MAX_FEE,
  /** The sender has code (EIP-3607). */
  SENDER_NOT_AUTHORIZED,
  /** As many transactions wait for a block as are kept. */
  POOL_FULL,
  /** Only an EVM could execute it. */
  NEEDS_EVM
}
