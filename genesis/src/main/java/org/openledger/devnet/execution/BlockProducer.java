package org.openledger.devnet.execution;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.BlockBuilder;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.LogBloom;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.execution.ExecutionResult.Ending;
import org.openledger.devnet.state.Journal;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.Refusal;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.precompile.host.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes blocks. A transaction is executed when it arrives, on top of those that wait; its block is
 * sealed at once, or when {@link #mine} is called. That gives the same result as execution at the
 * time of sealing: a contract sees the number of its block, which is known, and no clock.
 */
public final class BlockProducer {

  /** The most transactions that wait for their blocks. */
  public static final int MAX_PENDING = 4096;

  /** The most bytes of transactions that wait for their blocks: 16 MiB. */
  public static final long MAX_PENDING_BYTES = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(BlockProducer.class);

  private final Chain chain;
  private final ChainRules rules;
  private final Executor executor;
  private final BlockBuilder builder;
  private final List<BlockListener> listeners;
  private final BlockTime time;

  /** Blocks to come: each on top of the one before, the first on top of the head. */
  private final Deque<PendingBlock> pending = new ArrayDeque<>();

  private final Map<Bytes32, SignedTransaction> waiting = new ConcurrentHashMap<>();

  private long pendingBytes;
  private boolean automine = true;
  private volatile @Nullable WorldState pendingState;

  /**
   * @param listeners told of every block, in this order
   */
  public BlockProducer(
      Chain chain,
      ChainRules rules,
      Executor executor,
      BlockBuilder builder,
      List<BlockListener> listeners,
      InstantSource clock) {
    this.chain = chain;
    this.rules = rules;
    this.executor = executor;
    this.builder = builder;
    this.listeners = List.copyOf(listeners);
    this.time = new BlockTime(clock);
  }

  /**
   * Executes a transaction and, where each gets a block of its own, appends it.
   *
   * @throws RefusedException where it may not enter a block; nothing has changed then
   * @throws org.openledger.precompile.host.NodeFailureException where this node cannot execute it;
   *     nothing has changed then
   */
  public synchronized void submit(SignedTransaction transaction) throws RefusedException {
    requireRoom(transaction);
    PendingBlock last = lastPending();
    Journal journal = new Journal(last.state());
    Address to = new TransactionCheck(rules, executor).check(transaction, journal);
    boolean fits = transaction.gasLimit() <= rules.blockGasLimit() - last.gasUsed();
    PendingBlock block = fits ? last : PendingBlock.empty(last.number() + 1, last.state());
    Message message = Message.of(transaction, to, rules.baseFeePerGas());
    ExecutionResult result = executor.execute(journal, message, block.number());
    Receipt receipt = receipt(transaction, result, block.gasUsed() + result.gasUsed());
    if (fits) {
      pending.pollLast();
    }
    pending.addLast(block.with(transaction, receipt, journal.commit()));
    waiting.put(transaction.hash(), transaction);
    pendingBytes += transaction.raw().size();
    pendingState = pending.getLast().state();
    tell(listener -> listener.onPending(transaction));
    if (automine) {
      mine();
    }
  }

  /** Seals the next block: with the transactions that wait for it, or without any. */
  public synchronized SealedBlock mine() {
    SealedBlock parent = chain.head();
    PendingBlock next = pending.pollFirst();
    if (next == null) {
      next = PendingBlock.empty(parent.number() + 1, chain.headEntry().state());
    }
    SealedBlock block =
        builder.next(
            parent,
            time.take(parent.timestamp()),
            next.state(),
            next.transactions(),
            next.receipts());
    chain.append(block, next.state());
    for (SignedTransaction transaction : next.transactions()) {
      waiting.remove(transaction.hash());
      pendingBytes -= transaction.raw().size();
    }
    if (pending.isEmpty()) {
      pendingState = null;
    }
    tell(listener -> listener.onBlock(block));
    return block;
  }

  /**
   * Goes back to a block of the chain. Transactions that wait are dropped.
   *
   * @param number of the last block that stays
   * @param timeOffset what {@link #timeOffset} was then
   */
  public synchronized void rewind(long number, long timeOffset) {
    pending.clear();
    waiting.clear();
    pendingBytes = 0;
    pendingState = null;
    time.setOffset(timeOffset);
    List<SealedBlock> removed = chain.rewind(number);
    if (!removed.isEmpty()) {
      SealedBlock head = chain.head();
      tell(listener -> listener.onRewind(head, removed));
    }
  }

  /**
   * Sets whether each transaction gets a block at once. Those that wait are sealed where it is.
   *
   * @param each false where blocks come from {@link #mine} alone
   */
  public synchronized void setAutomine(boolean each) {
    automine = each;
    while (each && !pending.isEmpty()) {
      mine();
    }
  }

  /** Whether each transaction gets a block at once. */
  public synchronized boolean automine() {
    return automine;
  }

  /** Seconds by which blocks are ahead of the clock, or behind. */
  public synchronized long timeOffset() {
    return time.offset();
  }

  /** As it was when a chain was saved. */
  public synchronized void setTimeOffset(long seconds) {
    time.setOffset(seconds);
  }

  /**
   * Moves the time of blocks forward.
   *
   * @return the new offset in seconds
   * @throws IllegalArgumentException where it cannot move by that much
   */
  public synchronized long increaseTime(long seconds) {
    return time.increase(seconds);
  }

  /**
   * Fixes the timestamp of the next block, from which time goes on.
   *
   * @throws IllegalArgumentException where it is not after the head's, or past the year 9999
   */
  public synchronized void setNextTimestamp(long timestamp) {
    time.setNext(timestamp, chain.head().timestamp());
  }

  /** The state after all transactions that wait; the head's where none does. */
  public WorldState pendingState() {
    WorldState state = pendingState;
    return state == null ? chain.headEntry().state() : state;
  }

  /** A transaction that waits for its block. */
  public Optional<SignedTransaction> waiting(Bytes32 hash) {
    return Optional.ofNullable(waiting.get(hash));
  }

  /** The transactions that wait, in no order. */
  public Collection<SignedTransaction> waiting() {
    return List.copyOf(waiting.values());
  }

  /** The transactions that wait, in the order of their execution. */
  public synchronized List<SignedTransaction> pendingTransactions() {
    List<SignedTransaction> all = new ArrayList<>();
    pending.forEach(block -> all.addAll(block.transactions()));
    return all;
  }

  private void requireRoom(SignedTransaction transaction) throws RefusedException {
    if (waiting.size() >= MAX_PENDING
        || pendingBytes + transaction.raw().size() > MAX_PENDING_BYTES) {
      throw new RefusedException(
          Refusal.POOL_FULL,
          waiting.size() + " transactions of " + pendingBytes + " bytes wait for a block");
    }
  }

  private PendingBlock lastPending() {
    PendingBlock last = pending.peekLast();
    return last != null
        ? last
        : PendingBlock.empty(chain.head().number() + 1, chain.headEntry().state());
  }

  private Receipt receipt(SignedTransaction transaction, ExecutionResult result, long cumulative) {
    return new Receipt(
        transaction.hash(),
        transaction.type(),
        result.isSuccess(),
        result.gasUsed(),
        cumulative,
        transaction.effectiveGasPrice(rules.baseFeePerGas()),
        result.logs(),
        LogBloom.of(result.logs()),
        revertData(result));
  }

  private static @Nullable Bytes revertData(ExecutionResult result) {
    return result.ending() == Ending.REVERT ? result.output() : null;
  }

  private void tell(Consumer<BlockListener> news) {
    for (BlockListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener failed at block {}; the block stands", chain.head().number(), e);
      }
    }
  }
}
