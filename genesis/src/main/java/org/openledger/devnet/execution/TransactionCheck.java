package org.openledger.devnet.execution;

import java.math.BigInteger;
import org.openledger.devnet.state.Journal;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.devnet.transaction.Refusal;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.precompile.host.Address;

/**
 * Decides whether a transaction enters the next block, in the order in which Besu looks.
 *
 * @param rules the chain's rules
 * @param executor knows which accounts can be called
 */
public record TransactionCheck(ChainRules rules, Executor executor) {

  private static final long MAX_NONCE = -1;

  /**
   * Checks a transaction against the head's state.
   *
   * @return the account that it calls
   * @throws RefusedException for the first reason that is found
   */
  public Address check(SignedTransaction transaction, Journal journal) throws RefusedException {
    checkChain(transaction);
    checkFees(transaction);
    checkGas(transaction);
    checkSender(transaction, journal);
    Address to =
        transaction
            .recipient()
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.NEEDS_EVM,
                        "the devnet has no EVM and cannot create contracts: use a Besu node for"
                            + " them"));
    executor.requireExecutable(journal, to);
    return to;
  }

  private void checkChain(SignedTransaction transaction) throws RefusedException {
    BigInteger chainId = transaction.chainId();
    if (chainId != null && !chainId.equals(BigInteger.valueOf(rules.chainId()))) {
      throw new RefusedException(
          Refusal.WRONG_CHAIN_ID,
          "transaction was meant for chain id "
              + chainId
              + " and not this chain id "
              + rules.chainId());
    }
  }

  private void checkFees(SignedTransaction transaction) throws RefusedException {
    if (transaction.maxPriorityFeePerGas().compareTo(transaction.maxFeePerGas()) > 0) {
      throw new RefusedException(
          Refusal.MAX_PRIORITY_FEE_EXCEEDS_MAX_FEE,
          "max priority fee per gas cannot be greater than max fee per gas");
    }
    if (transaction.maxFeePerGas().compareTo(rules.baseFeePerGas()) < 0) {
      throw new RefusedException(
          Refusal.GAS_PRICE_BELOW_BASE_FEE,
          "gas price "
              + transaction.maxFeePerGas()
              + " is less than the base fee "
              + rules.baseFeePerGas());
    }
    BigInteger price = transaction.effectiveGasPrice(rules.baseFeePerGas());
    if (price.compareTo(rules.minGasPrice()) < 0) {
      throw new RefusedException(
          Refusal.GAS_PRICE_TOO_LOW,
          "gas price " + price + " is less than the minimum " + rules.minGasPrice());
    }
  }

  private void checkGas(SignedTransaction transaction) throws RefusedException {
    long limit = transaction.gasLimit();
    if (limit > IntrinsicGas.TRANSACTION_CAP) {
      throw new RefusedException(
          Refusal.EXCEEDS_TRANSACTION_GAS_LIMIT,
          "Transaction gas limit must be at most " + IntrinsicGas.TRANSACTION_CAP);
    }
    if (limit > rules.blockGasLimit()) {
      throw new RefusedException(
          Refusal.EXCEEDS_BLOCK_GAS_LIMIT,
          "gas limit " + limit + " exceeds the block's " + rules.blockGasLimit());
    }
    requireIntrinsic(
        limit,
        Math.max(
            IntrinsicGas.of(transaction.input(), transaction.accessList()),
            IntrinsicGas.floor(transaction.input())));
  }

  static void requireIntrinsic(long limit, long needed) throws RefusedException {
    if (limit < needed) {
      throw new RefusedException(
          Refusal.INTRINSIC_GAS_EXCEEDS_GAS_LIMIT,
          "intrinsic gas cost " + needed + " exceeds gas limit " + limit);
    }
  }

  private static void checkSender(SignedTransaction transaction, Journal journal)
      throws RefusedException {
    Address sender = transaction.sender();
    BigInteger balance = journal.balance(sender).toUnsignedBigInteger();
    BigInteger cost = transaction.upfrontCost();
    if (cost.compareTo(balance) > 0) {
      throw new RefusedException(
          Refusal.UPFRONT_COST_EXCEEDS_BALANCE,
          "transaction up-front cost 0x"
              + cost.toString(16)
              + " exceeds transaction sender account balance 0x"
              + balance.toString(16)
              + " for sender "
              + sender);
    }
    checkNonce(transaction, journal.nonce(sender));
    if (!journal.code(sender).isEmpty()) {
      throw new RefusedException(
          Refusal.SENDER_NOT_AUTHORIZED,
          "Sender " + sender + " has deployed code and so is not authorized to send transactions");
    }
  }

  private static void checkNonce(SignedTransaction transaction, long expected)
      throws RefusedException {
    String found =
        "transaction nonce "
            + Long.toUnsignedString(transaction.nonce())
            + ", next nonce "
            + Long.toUnsignedString(expected)
            + " for sender "
            + transaction.sender();
    int order = Long.compareUnsigned(transaction.nonce(), expected);
    if (order < 0) {
      throw new RefusedException(Refusal.NONCE_TOO_LOW, found);
    }
    if (order > 0) {
      throw new RefusedException(
          Refusal.NONCE_TOO_HIGH, found + "; the devnet keeps no transactions for later");
    }
    if (transaction.nonce() == MAX_NONCE) {
      throw new RefusedException(Refusal.NONCE_OVERFLOW, "Nonce must be less than 2^64-1");
    }
  }
}
