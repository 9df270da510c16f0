package org.openledger.devnet.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.openledger.devnet.block.Chain;

/** Points to which the chain can go back. A point is a block's number: nothing is copied. */
public final class Snapshots {

  /** The most snapshots at a time. */
  public static final int MAX_SNAPSHOTS = 10_000;

  private record Snapshot(long id, long block, long timeOffset) {}

  private final Chain chain;
  private final BlockProducer producer;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private long lastId;

  public Snapshots(Chain chain, BlockProducer producer) {
    this.chain = chain;
    this.producer = producer;
  }

  /**
   * Remembers the head.
   *
   * @return its id; empty where there are {@link #MAX_SNAPSHOTS}
   */
  public synchronized OptionalLong take() {
    if (snapshots.size() >= MAX_SNAPSHOTS) {
      return OptionalLong.empty();
    }
    lastId++;
    snapshots.add(new Snapshot(lastId, chain.head().number(), producer.timeOffset()));
    return OptionalLong.of(lastId);
  }

  /**
   * Goes back to a snapshot; it and those after it are gone then.
   *
   * @return false where there is no such snapshot
   */
  public synchronized boolean revert(long id) {
    for (int i = 0; i < snapshots.size(); i++) {
      Snapshot snapshot = snapshots.get(i);
      if (snapshot.id == id) {
        snapshots.subList(i, snapshots.size()).clear();
        producer.rewind(snapshot.block, snapshot.timeOffset);
        return true;
      }
    }
    return false;
  }
}
