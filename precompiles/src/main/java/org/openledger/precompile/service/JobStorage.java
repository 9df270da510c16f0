package org.openledger.precompile.service;

import java.math.BigInteger;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the jobs, part of {@link ProviderStorage}:
 *
 * <pre>
 *   4  uint256 jobCount
 *   5  mapping(uint256 =&gt; {@link Job}) jobs
 * </pre>
 */
final class JobStorage {

  /** First slot behind the jobs. */
  static final long END = ProviderStorage.END + 2;

  private static final Slot COUNT = Slot.of(ProviderStorage.ACCOUNT, ProviderStorage.END);
  private static final Slot JOBS = Slot.of(ProviderStorage.ACCOUNT, ProviderStorage.END + 1);

  private final Storage storage;

  JobStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many jobs there are; ids run from 1. */
  long count() {
    return storage.loadLong(COUNT);
  }

  boolean isJob(BigInteger id) {
    return storage.isAmong(COUNT, id);
  }

  Job job(long id) {
    return new Job(storage, JOBS.mapping(id), id);
  }

  /** A new job, of which nothing is written yet. */
  Job add() {
    long id = storage.increment(COUNT);
    return job(id);
  }
}
