package org.openledger.devnet.execution;

import java.math.BigInteger;
import org.openledger.devnet.state.Journal;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.devnet.transaction.Refusal;
import org.openledger.devnet.transaction.RefusedException;

/**
 * Executes messages on a state without changing it.
 *
 * @param executor the executor of the chain
 */
public record Simulator(Executor executor) {

  /**
   * Executes a message as {@code eth_call} does.
   *
   * @param state the state to start from; stays as it is
   * @param blockNumber what the contract sees as the number of its block
   * @throws RefusedException where the sender cannot pay or the gas does not cover the call
   */
  public ExecutionResult call(WorldState state, Message message, long blockNumber)
      throws RefusedException {
    Journal journal = new Journal(state);
    executor.requireExecutable(journal, message.to());
    TransactionCheck.requireIntrinsic(
        message.gasLimit(),
        Math.max(
            IntrinsicGas.of(message.input(), message.accessList()),
            IntrinsicGas.floor(message.input())));
    BigInteger cost =
        BigInteger.valueOf(message.gasLimit())
            .multiply(message.gasPrice())
            .add(message.value().toUnsignedBigInteger());
    BigInteger balance = journal.balance(message.sender()).toUnsignedBigInteger();
    if (cost.compareTo(balance) > 0) {
      throw new RefusedException(
          Refusal.UPFRONT_COST_EXCEEDS_BALANCE,
          "transaction up-front cost 0x"
              + cost.toString(16)
              + " exceeds transaction sender account balance 0x"
              + balance.toString(16)
              + " for sender "
              + message.sender());
    }
    return executor.execute(journal, message, blockNumber);
  }

  /**
   * The least gas limit with which a message succeeds, at most its own.
   *
   * @return the result of the last run, or the failure under the message's own limit
   */
  public Estimate estimate(WorldState state, Message message, long blockNumber)
      throws RefusedException {
    ExecutionResult widest = call(state, message, blockNumber);
    if (!widest.isSuccess()) {
      return new Estimate(message.gasLimit(), widest);
    }
    // What it used is enough, unless the contract's path depends on the gas that is left.
    long low = widest.gasUsed() - 1;
    long high = message.gasLimit();
    long tried = widest.gasUsed();
    while (low + 1 < high) {
      ExecutionResult result = call(state, message.withGasLimit(tried), blockNumber);
      if (result.isSuccess()) {
        high = tried;
      } else {
        low = tried;
      }
      tried = low + (high - low) / 2;
    }
    return new Estimate(high, widest);
  }

  /**
   * A gas estimate.
   *
   * @param gasLimit the least limit, where the result is a success
   * @param result how the message ended under its own limit
   */
  public record Estimate(long gasLimit, ExecutionResult result) {}
}
