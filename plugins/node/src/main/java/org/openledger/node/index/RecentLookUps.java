package org.openledger.node.index;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.LookUp;
import org.openledger.precompile.host.LookUps;

/**
 * The look-ups that were used last, as many as a bound of memory allows: those of some blocks,
 * which is how long any is of use.
 */
public final class RecentLookUps implements LookUps {

  /** Some 10,000 answers of 200 tokens. */
  private static final long BYTES = 64L << 20;

  /** Objects and references of one entry. */
  private static final int ENTRY_BYTES = 512;

  private final Cache<LookUp.Question, LookUp> found;
  private final LongAdder recalled = new LongAdder();
  private final LongAdder made = new LongAdder();

  /** Within the usual bound. */
  public RecentLookUps() {
    this(BYTES);
  }

  /**
   * @param bytes most memory, about
   */
  RecentLookUps(long bytes) {
    // One part, so that it drops what was used least lately of all.
    this.found =
        CacheBuilder.newBuilder()
            .maximumWeight(bytes)
            .weigher(RecentLookUps::bytes)
            .concurrencyLevel(1)
            .build();
  }

  @Override
  public @Nullable LookUp recall(LookUp.Question question) {
    LookUp known = found.getIfPresent(question);
    if (known != null) {
      recalled.increment();
    }
    return known;
  }

  @Override
  public void remember(LookUp.Question question, LookUp lookUp) {
    found.put(question, lookUp);
    made.increment();
  }

  /** How many questions were answered from memory. */
  public long recalled() {
    return recalled.sum();
  }

  /** How many were looked up in indexes. */
  public long made() {
    return made.sum();
  }

  private static int bytes(LookUp.Question question, LookUp lookUp) {
    return ENTRY_BYTES
        + Integer.BYTES * (question.output().length + lookUp.weights().length)
        + Long.BYTES * lookUp.owners().length;
  }
}
