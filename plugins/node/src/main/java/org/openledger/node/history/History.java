package org.openledger.node.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.history.recorder.AccountNumbers;
import org.openledger.node.history.recorder.BlockRecorder;
import org.openledger.node.history.store.DamagedStoreException;
import org.openledger.node.history.store.Head;
import org.openledger.node.history.store.HistoryStore;
import org.openledger.node.history.store.Snapshot;
import org.openledger.node.log.Seldom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the chain on a thread of its own and keeps what queries need. A host only says that
 * something changed; what is to be taken in, and what to be taken back because it is no longer
 * canonical, follows from the hashes of its own blocks and the chain's. So a start, a restart, a
 * reorganisation and a chain that went back are the same.
 */
public final class History implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(History.class);

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(1);
  private static final long COMMIT_BYTES = 4L * 1_024 * 1_024;

  /** So often in a row a chain may change under our hands before we wait for it to rest. */
  private static final int MAX_SURPRISES = 100;

  private final ChainView chain;
  private final HistoryStore store;
  private final BlockRecorder recorder;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean announced = new AtomicBoolean();
  private final AtomicLong undone = new AtomicLong();
  private final AtomicLong rebuilds = new AtomicLong();
  private volatile HistoryPhase phase = HistoryPhase.CHECKING;
  private volatile long checkedRows;
  private volatile boolean closing;
  private @Nullable Future<?> resting;

  @SuppressWarnings("UnusedVariable") // What it ends with is told by the next attempt.
  private @Nullable Future<?> retrying;

  /** Before this nothing is tried again, by {@link System#nanoTime}; where it has failed. */
  private volatile @Nullable Long waiting;

  private final Seldom failures = new Seldom();

  private History(ChainView chain, AccountNumbers numbers, HistoryStore store) {
    this.chain = chain;
    this.store = store;
    recorder = new BlockRecorder(numbers);
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("openledger-history").factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Opens or creates a history, and begins to follow the chain.
   *
   * @param directory where its file lies; deleted, it is filled from the chain again
   * @param numbers who stands behind the account numbers of the ledger
   * @throws java.io.UncheckedIOException where the directory cannot be used
   */
  public static History open(Path directory, ChainView chain, AccountNumbers numbers) {
    BlockRef genesis =
        chain.block(0).orElseThrow(() -> new IllegalStateException("the chain has no block 0"));
    String label = chain.chainId() + " " + genesis.hash().toHexString();
    HistoryStore store =
        HistoryStore.open(directory, label, new Head(genesis.number(), genesis.hash()));
    History history = new History(chain, numbers, store);
    history.thread.execute(history::check);
    history.announce();
    return history;
  }

  /** Takes note that the chain changed; returns at once. */
  public void announce() {
    Long until = waiting;
    boolean waits = until != null && System.nanoTime() - until < 0;
    if (!closing && !waits && announced.compareAndSet(false, true)) {
      try {
        thread.execute(this::follow);
      } catch (RejectedExecutionException e) {
        // On the host's thread that announces blocks nothing may be thrown.
        LOG.debug("A block came after the end", e);
      }
    }
  }

  /** How far it is. */
  public HistoryStatus status() {
    Head head = store.head();
    return new HistoryStatus(
        phase,
        head.number(),
        head.hash(),
        chain.head().number(),
        checkedRows,
        store.rowCount(),
        store.fileBytes(),
        undone.get(),
        rebuilds.get());
  }

  /**
   * Waits until the block that is the chain's last one now was taken in, and the file was checked,
   * or the time is over.
   *
   * @return whether it is so
   */
  public boolean await(Duration limit) throws InterruptedException {
    return awaitBlock(chain.head(), limit);
  }

  /**
   * Waits until a block was taken in, and the file was checked, or the time is over.
   *
   * @return whether it is so, and the last block taken in is the chain's
   */
  public boolean awaitBlock(BlockRef block, Duration limit) throws InterruptedException {
    if (hasTaken(block)) {
      return true;
    }
    long end = System.nanoTime() + limit.toNanos();
    announce();
    while (!hasTaken(block)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(1);
    }
    return true;
  }

  /**
   * Asks at the last block that was taken in.
   *
   * @param question asked once; its rows are closed when it returns
   * @throws DamagedStoreException where what it reads is damaged; the history is made anew then
   */
  public <T> T read(Function<Snapshot, T> question) {
    try {
      return store.read(question);
    } catch (DamagedStoreException e) {
      announce();
      throw e;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.warn("OL-340 The history is still busy with block {}", store.head().number() + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private boolean hasTaken(BlockRef head) {
    Head at = store.head();
    return phase != HistoryPhase.CHECKING
        && !store.isDamaged()
        && at.number() >= head.number()
        && chain.block(at.number()).filter(it -> it.hash().equals(at.hash())).isPresent();
  }

  private void check() {
    boolean sound =
        store.verify(
            rows -> {
              checkedRows = rows;
              if (closing) {
                throw new CheckStoppedException();
              }
            });
    if (!sound) {
      rebuild("its file is damaged");
    }
  }

  private void follow() {
    announced.set(false);
    phase = HistoryPhase.FOLLOWING;
    try {
      if (store.isDamaged()) {
        rebuild("its file is damaged");
      }
      int surprises = 0;
      while (!closing && surprises < MAX_SURPRISES) {
        Step step = step();
        if (step == Step.DONE) {
          phase = HistoryPhase.COMPLETE;
          failures.clear();
          if (resting == null || resting.isDone()) {
            resting = thread.schedule(this::rest, COMMIT_AFTER.toMillis(), TimeUnit.MILLISECONDS);
          }
          return;
        }
        surprises = step == Step.SURPRISE ? surprises + 1 : 0;
        if (store.unsavedBytes() > COMMIT_BYTES) {
          store.commit();
        }
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The history was closed meanwhile", e);
    } catch (RuntimeException e) {
      if (failures.isDue(String.valueOf(e))) {
        LOG.error(
            "OL-341 The history stands at block {}; it is tried again every {} s",
            store.head().number(),
            RETRY.toSeconds(),
            e);
      }
    }
    if (!closing) {
      phase = HistoryPhase.WAITING;
      waiting = System.nanoTime() + RETRY.toNanos();
      retrying = thread.schedule(this::retry, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void retry() {
    waiting = null;
    announce();
  }

  private enum Step {
    MOVED,
    SURPRISE,
    DONE
  }

  /** Takes one block in, or one back. */
  private Step step() {
    Head at = store.head();
    Optional<BlockRef> own = chain.block(at.number());
    if (own.isEmpty() || !own.get().hash().equals(at.hash())) {
      if (store.undo()) {
        undone.incrementAndGet();
      } else {
        rebuild("the chain has other blocks than those that can be taken back");
      }
      return Step.MOVED;
    }
    if (at.number() >= chain.head().number()) {
      return Step.DONE;
    }
    Optional<BlockRef> next = chain.block(at.number() + 1);
    if (next.isEmpty() || !next.get().parentHash().equals(at.hash())) {
      return Step.SURPRISE;
    }
    BlockRef block = next.get();
    List<ChainTransaction> transactions =
        chain
            .transactions(block)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the host has no receipts of block "
                            + block.number()
                            + ": synchronise this node with receipts"));
    store.apply(block, rows -> recorder.record(rows, block, transactions));
    return Step.MOVED;
  }

  /** Brings to disk what was taken in last, so that a quiet chain is not read again. */
  private void rest() {
    try {
      if (store.isUncommitted()) {
        store.commit();
        store.compact();
      }
    } catch (RuntimeException e) {
      LOG.error("OL-342 The history could not be written up to block {}", store.head().number(), e);
    }
  }

  private void rebuild(String why) {
    LOG.warn("OL-343 The history is made anew from the chain: {}", why);
    rebuilds.incrementAndGet();
    store.empty();
  }

  /** The node is closed while its history is checked. */
  private static final class CheckStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
