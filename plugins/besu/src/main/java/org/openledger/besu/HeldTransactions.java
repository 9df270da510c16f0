package org.openledger.besu;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.plugin.data.TransactionProcessingResult;
import org.hyperledger.besu.plugin.data.TransactionSelectionResult;
import org.hyperledger.besu.plugin.services.txselection.PluginTransactionSelector;
import org.hyperledger.besu.plugin.services.txselection.PluginTransactionSelectorFactory;
import org.hyperledger.besu.plugin.services.txselection.SelectorsStateManager;
import org.hyperledger.besu.plugin.services.txselection.TransactionEvaluationContext;
import org.openledger.node.Unready;

/**
 * Transactions that this node cannot execute now, and so leaves to other proposers. They stay in
 * its pool, and are tried again when something has changed about what it lacks, or after a while.
 * All others are taken into its blocks as ever.
 */
final class HeldTransactions implements PluginTransactionSelectorFactory {

  /** Most transactions of which this is remembered; the others are tried in each block. */
  private static final int MOST = 10_000;

  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** Where the node lacks nothing that it knows of: it is only a little behind its own blocks. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

  /** The transaction that this thread executes for a block that is being built. */
  private static final ThreadLocal<Hash> EVALUATED = new ThreadLocal<>();

  private static final String REASON = "OPENLEDGER_NODE_NOT_READY";

  /**
   * @param lacking what the node lacked when it was held back
   * @param end when it is tried again in any case, by {@link System#nanoTime}
   */
  private record Hold(List<Unready> lacking, long end) {}

  private final Supplier<List<Unready>> unready;
  private final Map<Hash, Hold> holds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Hold> eldest) {
          return size() > MOST;
        }
      };

  private final PluginTransactionSelector selector = new Selector();

  /**
   * @param unready what the node lacks now
   */
  HeldTransactions(Supplier<List<Unready>> unready) {
    this.unready = unready;
  }

  @Override
  public PluginTransactionSelector create(SelectorsStateManager states) {
    return selector;
  }

  /** Whether this thread executes a transaction for a block that this node builds. */
  boolean isBuilding() {
    return EVALUATED.get() != null;
  }

  /** Holds back the transaction that this thread executes. */
  void hold() {
    List<Unready> lacking = unready.get();
    Duration pause = lacking.isEmpty() ? SHORT_PAUSE : PAUSE;
    synchronized (holds) {
      holds.put(EVALUATED.get(), new Hold(lacking, System.nanoTime() + pause.toNanos()));
    }
  }

  private boolean isHeld(Hash transaction) {
    synchronized (holds) {
      Hold hold = holds.get(transaction);
      if (hold == null) {
        return false;
      }
      boolean over = hold.end() - System.nanoTime() <= 0 || !hold.lacking().equals(unready.get());
      if (over) {
        holds.remove(transaction);
      }
      return !over;
    }
  }

  /** Asked before and after each transaction, on the thread that executes it. */
  private final class Selector implements PluginTransactionSelector {

    @Override
    public TransactionSelectionResult evaluateTransactionPreProcessing(
        TransactionEvaluationContext context) {
      Hash transaction = context.getPendingTransaction().getTransaction().getHash();
      if (isHeld(transaction)) {
        return TransactionSelectionResult.invalidTransient(REASON);
      }
      EVALUATED.set(transaction);
      return TransactionSelectionResult.SELECTED;
    }

    @Override
    public TransactionSelectionResult evaluateTransactionPostProcessing(
        TransactionEvaluationContext context, TransactionProcessingResult result) {
      EVALUATED.remove();
      return TransactionSelectionResult.SELECTED;
    }

    @Override
    public void onTransactionNotSelected(
        TransactionEvaluationContext context, TransactionSelectionResult result) {
      EVALUATED.remove();
    }
  }
}
