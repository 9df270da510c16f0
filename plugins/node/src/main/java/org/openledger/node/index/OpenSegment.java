package org.openledger.node.index;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.segment.Segment;

/**
 * A segment that stays mapped as long as somebody reads it: its owner, until it is retired, and
 * each reader, from {@link #hold} to {@link #release}. No reader waits for another one or for the
 * owner, and the count is touched twice for each question, not for each look-up.
 */
final class OpenSegment {

  private final Segment segment;
  private final Bytes32 digest;
  private final int tokens;
  private final Runnable whenGone;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final AtomicBoolean retired = new AtomicBoolean();

  /**
   * @param whenGone told once it is unmapped, on the thread of whoever left last
   */
  OpenSegment(Segment segment, Runnable whenGone) {
    this.segment = segment;
    this.digest = Bytes32.wrap(segment.digest());
    this.tokens = segment.tokens();
    this.whenGone = whenGone;
  }

  /** The segment; to be read by who holds it. */
  Segment segment() {
    return segment;
  }

  /** Digest of its index; known after it is unmapped, too. */
  Bytes32 digest() {
    return digest;
  }

  /** How many tokens it indexes; known after it is unmapped, too. */
  int tokens() {
    return tokens;
  }

  /** Takes hold of it; false where it is no longer mapped. */
  boolean hold() {
    int now = holders.get();
    while (now > 0 && !holders.compareAndSet(now, now + 1)) {
      now = holders.get();
    }
    return now > 0;
  }

  /** Ends what {@link #hold} began. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      segment.close();
      whenGone.run();
    }
  }

  /** Whether its owner no longer keeps it mapped. */
  boolean isRetired() {
    return retired.get();
  }

  /** The owner's end: it is unmapped when its last reader leaves. */
  void retire() {
    if (retired.compareAndSet(false, true)) {
      release();
    }
  }
}
