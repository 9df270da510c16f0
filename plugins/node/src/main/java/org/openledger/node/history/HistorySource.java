package org.openledger.node.history;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.ContractReader;
import org.openledger.node.history.recorder.ContractAccounts;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.SegmentSource;

/**
 * The history that queries are answered from. Methods are declared before a host has its chain, and
 * a history begins with the chain.
 */
public final class HistorySource implements AutoCloseable {

  /** Gas of a view of one storage word, many times over. */
  private static final long VIEW_GAS = 1_000_000;

  private volatile @Nullable History history;
  private volatile boolean kept = true;

  /**
   * Opens the history; once, when the host has its chain.
   *
   * @param directory where it is kept
   */
  public synchronized void open(Path directory, ChainView chain) {
    // Who stands behind an account number is asked of the ledger, not of an index.
    ContractReader reader = new ContractReader(Contracts.all(SegmentSource.none()), VIEW_GAS);
    history = History.open(directory, chain, new ContractAccounts(chain, reader));
  }

  /** Has no history on this node, instead of opening one. */
  public void keepNone() {
    kept = false;
  }

  /** Whether this node keeps a history, open or not. */
  public boolean isKept() {
    return kept;
  }

  /** The history, where there is one. */
  public Optional<History> get() {
    return Optional.ofNullable(history);
  }

  /** Takes note that the chain changed; returns at once. */
  public void announce() {
    History current = history;
    if (current != null) {
      current.announce();
    }
  }

  @Override
  public synchronized void close() {
    History current = history;
    if (current != null) {
      history = null;
      current.close();
    }
  }
}
