package org.openledger.devnet.rpc;

import org.jspecify.annotations.Nullable;

/** The errors of the devnet's methods, with Besu's codes and messages for the same failures. */
public enum RpcFailure {
  PARSE_ERROR(-32700, "Parse error"),
  INVALID_REQUEST(-32600, "Invalid Request"),
  METHOD_NOT_FOUND(-32601, "Method not found"),
  INTERNAL_ERROR(-32603, "Internal error"),

  INVALID_PARAMS(-32602, "Invalid params"),
  INVALID_ADDRESS_PARAMS(-32602, "Invalid address params"),
  INVALID_BLOCK_PARAMS(-32602, "Invalid block param (block not found)"),
  INVALID_BLOCK_COUNT_PARAMS(-32602, "Invalid block count params"),
  INVALID_BLOCK_HASH_PARAMS(-32602, "Invalid block hash params"),
  INVALID_BLOCK_NUMBER_PARAMS(-32602, "Invalid block number params"),
  INVALID_CALL_PARAMS(-32602, "Invalid call params"),
  INVALID_DATA_PARAMS(-32602, "Invalid data params"),
  INVALID_FILTER_PARAMS(-32602, "Invalid filter params"),
  INVALID_PARAM_COUNT(-32602, "Invalid number of params"),
  INVALID_STORAGE_KEYS_PARAMS(-32602, "Invalid storage keys params"),
  INVALID_SUBSCRIPTION_PARAMS(-32602, "Invalid subscription params"),
  INVALID_POSITION_PARAMS(-32602, "Invalid position params"),
  INVALID_RETURN_COMPLETE_TRANSACTION_PARAMS(-32602, "Invalid return complete transaction params"),
  INVALID_REWARD_PERCENTILES_PARAMS(-32602, "Invalid reward percentiles params"),
  INVALID_TRANSACTION_PARAMS(-32602, "Invalid transaction params (missing or incorrect)"),
  INVALID_TRANSACTION_HASH_PARAMS(-32602, "Invalid transaction hash params"),
  INVALID_TRANSACTION_ID_PARAMS(-32602, "Invalid transaction id params"),
  INVALID_TRANSACTION_INDEX_PARAMS(-32602, "Invalid transaction index params"),
  INVALID_TRANSACTION_TYPE(-32602, "Invalid transaction type"),

  NONCE_TOO_LOW(-32001, "Nonce too low"),
  INVALID_TRANSACTION_SIGNATURE(-32002, "Invalid signature"),
  INTRINSIC_GAS_EXCEEDS_LIMIT(-32003, "Intrinsic gas exceeds gas limit"),
  TRANSACTION_UPFRONT_COST_EXCEEDS_BALANCE(-32004, "Upfront cost exceeds account balance"),
  EXCEEDS_BLOCK_GAS_LIMIT(-32005, "Transaction gas limit exceeds block gas limit"),
  EXCEEDS_TRANSACTION_GAS_LIMIT(-32005, "Transaction gas limit cap exceeded"),
  EXCEEDS_RPC_MAX_ACTIVE_SUBSCRIPTIONS(-32005, "Maximum number of active subscriptions exceeded"),
  EXCEEDS_RPC_MAX_ACTIVE_FILTERS(-32005, "Maximum number of active filters exceeded"),
  EXCEEDS_RPC_MAX_BLOCK_RANGE(-32005, "Requested range exceeds maximum RPC range limit"),
  EXCEEDS_RPC_MAX_BATCH_SIZE(-32005, "Number of requests exceeds max batch size"),
  NONCE_TOO_HIGH(-32006, "Nonce too high"),
  TX_SENDER_NOT_AUTHORIZED(-32007, "Sender account not authorized to send transactions"),
  GAS_PRICE_TOO_LOW(-32009, "Gas price below configured minimum gas price"),
  GAS_PRICE_BELOW_CURRENT_BASE_FEE(-32009, "Gas price below current base fee"),
  WRONG_CHAIN_ID(-32000, "Wrong chainId"),
  MAX_PRIORITY_FEE_PER_GAS_EXCEEDS_MAX_FEE_PER_GAS(
      -32000, "Max priority fee per gas exceeds max fee per gas"),
  BLOCK_NOT_FOUND(-32000, "Block not found"),
  UNKNOWN_BLOCK(-39001, "Unknown block"),
  FILTER_NOT_FOUND(-32000, "Filter not found"),
  LOGS_FILTER_NOT_FOUND(-32000, "Logs filter not found"),
  SUBSCRIPTION_NOT_FOUND(-32000, "Subscription not found"),
  EXECUTION_HALTED(-32000, "Transaction processing could not be completed due to an exception"),
  REVERT_ERROR(3, "Execution reverted"),

  // Besu answers -32603 here.
  NONCE_OVERFLOW(-32000, "Nonce must be less than 2^64-1"),

  // The devnet's own.
  TOO_MANY_LOGS(-32005, "Query returns too many logs"),
  TOO_MANY_CONNECTIONS(-32005, "Too many connections"),
  TOO_MANY_BYTES(-32005, "Too many bytes are on their way"),
  TOO_MANY_SNAPSHOTS(-32005, "Too many snapshots"),
  ANSWER_TOO_LARGE(-32005, "The answer is too large"),
  POOL_FULL(-32005, "Too many transactions wait for a block"),
  INVALID_TIME_PARAMS(-32602, "Invalid time params"),
  INVALID_MINING_PARAMS(-32602, "Invalid mining params"),
  INVALID_SNAPSHOT_PARAMS(-32602, "Invalid snapshot params"),
  NODE_FAILURE(-32050, "This node cannot execute the transaction"),
  NEEDS_EVM(-32051, "Not supported by the devnet");

  private final int code;
  private final String text;

  RpcFailure(int code, String text) {
    this.code = code;
    this.text = text;
  }

  public int code() {
    return code;
  }

  /** The failure without further words. */
  public RpcError error() {
    return new RpcError(code, text);
  }

  /** The failure with a reason in brackets, as Besu appends it. */
  public RpcError because(String reason) {
    return new RpcError(code, text + " (" + reason + ")");
  }

  /** The failure in Besu's words, and data with it. */
  public RpcError with(@Nullable String data) {
    return new RpcError(code, text, data);
  }
}
