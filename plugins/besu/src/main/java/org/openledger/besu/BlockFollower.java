package org.openledger.besu;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.besu.plugin.data.BlockContext;
import org.hyperledger.besu.plugin.data.TransactionReceipt;
import org.hyperledger.besu.plugin.services.BlockchainService;
import org.openledger.node.Node;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.log.Seldom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the node with the logs of each block, in order, on a thread of its own: the host announces
 * a block on the thread that makes blocks, and what is thrown there stops it.
 *
 * <p>An announcement is only a signal. The blocks are read from the host's chain, each time the one
 * that the node asks for: so catching up after a restart, following the head and reading lost
 * content again are the same.
 */
final class BlockFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BlockFollower.class);

  private final BlockchainService chain;
  private final Node node;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("openledger-blocks").factory());

  private final Seldom failures = new Seldom();

  BlockFollower(BlockchainService chain, Node node) {
    this.chain = chain;
    this.node = node;
  }

  /** Takes note that the host's chain grew; returns at once. */
  void announce() {
    try {
      thread.execute(this::follow);
    } catch (RejectedExecutionException e) {
      LOG.debug("A block came after the end", e);
    }
  }

  /** Whether the host's chain has blocks that the node has not taken, or asks for once more. */
  boolean isBehind() {
    return node.resumeBlock() <= head();
  }

  /** Waits until every block announced so far was tried, or the time is over. */
  void await(Duration limit) {
    try {
      Future<?> done = thread.submit(() -> {});
      done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.debug("Still behind the chain", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("OL-305 OpenLedger is still busy with block {}", node.resumeBlock());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    node.recentCalls().forget(head());
    long next = node.resumeBlock();
    while (next <= head() && !Thread.currentThread().isInterrupted()) {
      try {
        Optional<List<NodeLog>> logs = logs(next);
        if (logs.isPresent()) {
          node.onBlock(next, logs.get());
        } else if (!stepOver(next)) {
          return;
        }
        next = node.resumeBlock();
      } catch (RuntimeException | Error e) {
        // Tried again at the next block: the disk may be free again by then.
        if (failures.isDue(next + " " + e)) {
          LOG.error(
              "OL-302 OpenLedger's index stands at block {}: block {} failed", next - 1, next, e);
        }
        return;
      }
    }
  }

  /** Whether the node does without a block that the host does not have. */
  private boolean stepOver(long number) {
    boolean goesOn = node.giveUp(number);
    if (goesOn) {
      LOG.error(
          "OL-304 Besu has no receipts of block {}, whose content OpenLedger has lost: copy the"
              + " files that it names from another node's content directory, or synchronise this"
              + " node anew with receipts",
          number);
    } else if (failures.isDue("no receipts " + number)) {
      LOG.error(
          "OL-303 OpenLedger's index stands at block {}: Besu has no receipts of block {};"
              + " synchronise this node with receipts",
          number - 1,
          number);
    }
    return goesOn;
  }

  private long head() {
    return chain.getChainHeadHeader().getNumber();
  }

  private Optional<List<NodeLog>> logs(long number) {
    Optional<BlockContext> block = chain.getBlockByNumber(number);
    if (block.isEmpty()) {
      return Optional.empty();
    }
    return chain
        .getReceiptsByBlockHash(block.get().getBlockHeader().getBlockHash())
        .map(BlockFollower::logs);
  }

  private static List<NodeLog> logs(List<TransactionReceipt> receipts) {
    return receipts.stream().flatMap(receipt -> BesuChain.logs(receipt).stream()).toList();
  }
}
