package org.openledger.node.history.store;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;

/** The rows as they are after one block, whatever is written meanwhile. */
public final class Snapshot implements Rows {

  private final MVStore store;
  private final MVStore.TxCounter usage;
  private final MapRows rows;
  private final Head head;
  private final long rowCount;
  private final long weight;

  /** Readers, and one while this is the newest. */
  private final AtomicInteger users = new AtomicInteger(1);

  Snapshot(MVStore store, MVMap<byte[], byte[]> map, Head head, long rowCount, long weight) {
    this.store = store;
    this.head = head;
    this.rowCount = rowCount;
    this.weight = weight;
    // From here on the library keeps the pages that this root leads to.
    usage = store.registerVersionUsage();
    RootReference<byte[], byte[]> root = map.flushAndGetRoot();
    rows = new MapRows(map, () -> root);
  }

  /** The block. */
  public Head head() {
    return head;
  }

  @Override
  public Optional<Fields> get(Key key) {
    return rows.get(key);
  }

  @Override
  public Iterator<Row> ascending(Key from, Key to) {
    return rows.ascending(from, to);
  }

  @Override
  public Iterator<Row> descending(Key from, Key to) {
    return rows.descending(from, to);
  }

  /** How many rows there are. */
  long rowCount() {
    return rowCount;
  }

  /** The sum of their weights, modulo 2^64. */
  long weight() {
    return weight;
  }

  /** The rows from a key on, with their checks. */
  SealedRows sealed(Key from) {
    return rows.sealed(from);
  }

  /** Whether it can still be read; then {@link #release} is due. */
  boolean acquire() {
    int now = users.get();
    while (now > 0) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
      now = users.get();
    }
    return false;
  }

  void release() {
    if (users.decrementAndGet() == 0 && !store.isClosed()) {
      store.deregisterVersionUsage(usage);
    }
  }
}
