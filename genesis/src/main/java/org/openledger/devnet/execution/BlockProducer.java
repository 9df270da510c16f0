package org.openledger.devnet.execution;

import java.time.InstantSource;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.BlockBuilder;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.LogBloom;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.execution.ExecutionResult.Ending;
import org.openledger.devnet.state.Journal;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.precompile.host.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a block of each transaction that is accepted. */
public final class BlockProducer {

  private static final Logger LOG = LoggerFactory.getLogger(BlockProducer.class);

  private final Chain chain;
  private final ChainRules rules;
  private final Executor executor;
  private final BlockBuilder builder;
  private final BlockListener listener;
  private final InstantSource clock;

  public BlockProducer(
      Chain chain,
      ChainRules rules,
      Executor executor,
      BlockBuilder builder,
      BlockListener listener,
      InstantSource clock) {
    this.chain = chain;
    this.rules = rules;
    this.executor = executor;
    this.builder = builder;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Executes a transaction and appends its block; one caller at a time.
   *
   * @throws RefusedException where it may not enter a block; nothing has changed then
   * @throws org.openledger.precompile.host.NodeFailureException where this node cannot execute it;
   *     nothing has changed then
   */
  public synchronized SealedBlock include(SignedTransaction transaction) throws RefusedException {
    Chain.Entry head = chain.headEntry();
    Journal journal = new Journal(head.state());
    Address to = new TransactionCheck(rules, executor).check(transaction, journal);
    Message message = Message.of(transaction, to, rules.baseFeePerGas());
    long number = head.block().number() + 1;
    ExecutionResult result = executor.execute(journal, message, number);
    Chain.Entry next = seal(head.block(), journal, transaction, result);
    chain.append(next.block(), next.state());
    tell(next.block());
    return next.block();
  }

  private Chain.Entry seal(
      SealedBlock parent, Journal journal, SignedTransaction transaction, ExecutionResult result) {
    Receipt receipt =
        new Receipt(
            transaction.hash(),
            transaction.type(),
            result.isSuccess(),
            result.gasUsed(),
            result.gasUsed(),
            transaction.effectiveGasPrice(rules.baseFeePerGas()),
            result.logs(),
            LogBloom.of(result.logs()),
            revertData(result));
    // Strictly increasing, even when several blocks fall into one second of the clock.
    long timestamp = Math.max(parent.timestamp() + 1, clock.instant().getEpochSecond());
    var state = journal.commit();
    return new Chain.Entry(
        builder.next(parent, timestamp, state, List.of(transaction), List.of(receipt)), state);
  }

  private static @Nullable Bytes revertData(ExecutionResult result) {
    return result.ending() == Ending.REVERT ? result.output() : null;
  }

  private void tell(SealedBlock block) {
    try {
      listener.onBlock(block);
    } catch (RuntimeException e) {
      LOG.error("a listener failed at block {}; the block stands", block.number(), e);
    }
  }
}
