package org.openledger.devnet.rpc;

import org.openledger.devnet.transaction.Refusal;
import org.openledger.devnet.transaction.RefusedException;

/** Refused transactions and calls as JSON-RPC errors. */
final class RefusalErrors {

  private RefusalErrors() {}

  /** For {@code eth_call} and {@code eth_estimateGas}, where Besu tells the reason. */
  static RpcError ofCall(RefusedException refused) {
    return failure(refused.refusal()).because(detail(refused));
  }

  /**
   * For {@code eth_sendRawTransaction}, where Besu's message is the bare failure: the details go to
   * the error's data. Failures that Besu does not have carry them in the message.
   */
  static RpcError ofTransaction(RefusedException refused) {
    return switch (refused.refusal()) {
      case MALFORMED, UNSUPPORTED_TYPE, NEEDS_EVM, NONCE_TOO_HIGH, POOL_FULL -> ofCall(refused);
      default -> failure(refused.refusal()).with(detail(refused));
    };
  }

  private static String detail(RefusedException refused) {
    String message = refused.getMessage();
    return message == null ? refused.refusal().name() : message;
  }

  private static RpcFailure failure(Refusal refusal) {
    return switch (refusal) {
      case MALFORMED -> RpcFailure.INVALID_PARAMS;
      case UNSUPPORTED_TYPE -> RpcFailure.INVALID_TRANSACTION_TYPE;
      case INVALID_SIGNATURE -> RpcFailure.INVALID_TRANSACTION_SIGNATURE;
      case WRONG_CHAIN_ID -> RpcFailure.WRONG_CHAIN_ID;
      case NONCE_TOO_LOW -> RpcFailure.NONCE_TOO_LOW;
      case NONCE_TOO_HIGH -> RpcFailure.NONCE_TOO_HIGH;
      case NONCE_OVERFLOW -> RpcFailure.NONCE_OVERFLOW;
      case UPFRONT_COST_EXCEEDS_BALANCE -> RpcFailure.TRANSACTION_UPFRONT_COST_EXCEEDS_BALANCE;
      case INTRINSIC_GAS_EXCEEDS_GAS_LIMIT -> RpcFailure.INTRINSIC_GAS_EXCEEDS_LIMIT;
      case EXCEEDS_BLOCK_GAS_LIMIT -> RpcFailure.EXCEEDS_BLOCK_GAS_LIMIT;
      case EXCEEDS_TRANSACTION_GAS_LIMIT -> RpcFailure.EXCEEDS_TRANSACTION_GAS_LIMIT;
      case GAS_PRICE_TOO_LOW -> RpcFailure.GAS_PRICE_TOO_LOW;
      case GAS_PRICE_BELOW_BASE_FEE -> RpcFailure.GAS_PRICE_BELOW_CURRENT_BASE_FEE;
      case MAX_PRIORITY_FEE_EXCEEDS_MAX_FEE ->
          RpcFailure.MAX_PRIORITY_FEE_PER_GAS_EXCEEDS_MAX_FEE_PER_GAS;
      case SENDER_NOT_AUTHORIZED -> RpcFailure.TX_SENDER_NOT_AUTHORIZED;
      case POOL_FULL -> RpcFailure.POOL_FULL;
      case NEEDS_EVM -> RpcFailure.NEEDS_EVM;
    };
  }
}
