package org.openledger.node.history.api;

import java.time.Duration;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.history.History;
import org.openledger.node.history.HistorySource;
import org.openledger.node.history.query.Leaderboard;
import org.openledger.node.history.store.DamagedStoreException;
import org.openledger.node.history.store.Snapshot;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;

/** How methods come to the rows of a block. */
final class Asked {

  /** A request waits so long for blocks that the chain has and the history does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Answers from rows. */
  @FunctionalInterface
  interface Question<T> {
    T answer(Snapshot rows) throws RpcException, Leaderboard.TooManyException;
  }

  /** Takes what a question throws through a function that throws nothing. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown(Exception cause) {
      super(cause);
    }
  }

  private final HistorySource source;
  private final Queries queries;

  Asked(HistorySource source, Queries queries) {
    this.source = source;
    this.queries = queries;
  }

  Queries queries() {
    return queries;
  }

  History history() throws RpcException {
    if (!source.isKept()) {
      throw RpcFailure.INDEX_NOT_READY.because(
          "This node keeps no history, by its options: ask another one",
          Map.of("index", "history"));
    }
    return source
        .get()
        .orElseThrow(() -> RpcFailure.NODE_STARTING.because("The node is being started"));
  }

  /**
   * Asks the history, once it has taken in a block.
   *
   * @throws RpcException {@link RpcFailure#UNKNOWN_BLOCK} where it is not canonical, or a failure
   *     of this node
   */
  <T> T at(BlockRef block, Question<T> question) throws RpcException {
    History history = history();
    if (!isCanonical(block.number(), block.hash())) {
      throw RpcFailure.UNKNOWN_BLOCK.because(
          "The history follows the chain, and the block is not on it");
    }
    try {
      if (!history.awaitBlock(block, PATIENCE)) {
        throw notReady(block, "has come to block " + history.status().block() + " of ");
      }
      return history.read(
          rows -> {
            try {
              requireOnChain(rows.head().number(), rows.head().hash());
              return question.answer(rows);
            } catch (RpcException | Leaderboard.TooManyException e) {
              throw new Thrown(e);
            }
          });
    } catch (Thrown e) {
      if (e.getCause() instanceof RpcException failure) {
        throw failure;
      }
      throw RpcFailure.limit(
          "maxCompared",
          HistoryLimits.MAX_COMPARED,
          "More than " + HistoryLimits.MAX_COMPARED + " would be compared");
    } catch (DamagedStoreException e) {
      throw notReady(block, "was damaged and is made anew, up to ");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RpcFailure.NODE_BUSY.because("The node is being stopped");
    }
  }

  /** The block that rows were read at. */
  BlockRef last(Snapshot rows) throws RpcException {
    return queries
        .chain()
        .block(rows.head().hash())
        .orElseThrow(
            () -> RpcFailure.INDEX_NOT_READY.because("The chain was reorganised: ask again"));
  }

  /** What the state knows and the history does not: one of them is of another chain by now. */
  static RpcException moved() {
    return RpcFailure.INDEX_NOT_READY.because("The chain was reorganised just now: ask again");
  }

  /** Rows of a branch that was left meanwhile must not be told as those of the chain. */
  private void requireOnChain(long number, Bytes32 hash) throws RpcException {
    if (!isCanonical(number, hash)) {
      throw moved();
    }
  }

  private boolean isCanonical(long number, Bytes32 hash) throws RpcException {
    return queries.chain().block(number).filter(it -> it.hash().equals(hash)).isPresent();
  }

  private static RpcException notReady(BlockRef block, String how) {
    return RpcFailure.INDEX_NOT_READY.because(
        "The history " + how + block.number() + ", see openledger_historyStatus",
        Map.of("index", "history"));
  }
}
