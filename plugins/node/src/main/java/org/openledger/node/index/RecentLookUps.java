package org.openledger.node.index;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
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

  /** A root with its array and the reference to it. */
  private static final int ROOT_BYTES = 80;

  /**
   * Of the answer, by a key that nobody knows: whoever could choose answers of one hash would make
   * each of them as dear to find as all are many, for no more gas.
   */
  private final HashFunction hash;

  /** A question, and its hash. */
  private record Key(LookUp.Question question, int hash) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key it && question.equals(it.question);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private final Cache<Key, LookUp> found;
  private volatile boolean stopped;
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
    SecureRandom random = new SecureRandom();
    this.hash = Hashing.sipHash24(random.nextLong(), random.nextLong());
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
    LookUp known = stopped ? null : found.getIfPresent(key(question));
    if (known != null) {
      recalled.increment();
    }
    return known;
  }

  @Override
  public void remember(LookUp.Question question, LookUp lookUp) {
    if (!stopped) {
      found.put(key(question), lookUp);
    }
    made.increment();
  }

  /**
   * Tells nothing from memory any more: an index was found to be wrong, and so may be what it was
   * asked for, even by a look-up that is still at it.
   */
  void stop() {
    stopped = true;
    found.invalidateAll();
  }

  /** How many questions were answered from memory. */
  public long recalled() {
    return recalled.sum();
  }

  /** How many were looked up in indexes. */
  public long made() {
    return made.sum();
  }

  private Key key(LookUp.Question question) {
    ByteBuffer ids = ByteBuffer.allocate(Integer.BYTES * question.output().length);
    ids.asIntBuffer().put(question.output());
    return new Key(question, hash.hashBytes(ids.array()).asInt());
  }

  private static int bytes(Key key, LookUp lookUp) {
    LookUp.Question question = key.question();
    int roots = question.corpus().stream().mapToInt(List::size).sum();
    return ENTRY_BYTES
        + ROOT_BYTES * roots
        + Integer.BYTES * (question.output().length + lookUp.weights().length)
        + Long.BYTES * lookUp.owners().length;
  }
}
