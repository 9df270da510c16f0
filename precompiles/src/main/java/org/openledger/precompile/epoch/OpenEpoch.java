package org.openledger.precompile.epoch;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * The epoch of a model that settlements add to, in one word, as solc packs it: {@code uint32 epoch;
 * uint16 version; uint40 opened; uint40 end; uint24 resultWindow; uint96 pool; uint8 attesters}.
 *
 * @param number from 1; 0: the model never had one
 * @param version of the model, which all its inferences were answered by
 * @param opened block of its first inference
 * @param end first block that is not of it
 * @param resultWindow blocks after the end in which a result can come, as it was when it opened
 * @param pool wei of the contributors
 * @param attesters how many were active when it opened: n
 */
public record OpenEpoch(
    long number,
    long version,
    long opened,
    long end,
    long resultWindow,
    BigInteger pool,
    long attesters) {

  private static final Field NUMBER = new Field(0, 4);
  private static final Field VERSION = NUMBER.then(2);
  private static final Field OPENED = VERSION.then(5);
  private static final Field END = OPENED.then(5);
  private static final Field RESULT_WINDOW = END.then(3);
  private static final Field POOL = RESULT_WINDOW.then(12);
  private static final Field ATTESTERS = POOL.then(1);

  /** Most wei of one epoch. */
  public static final BigInteger MAX_POOL = POOL.max();

  static OpenEpoch of(UInt256 word) {
    return new OpenEpoch(
        NUMBER.getLong(word),
        VERSION.getLong(word),
        OPENED.getLong(word),
        END.getLong(word),
        RESULT_WINDOW.getLong(word),
        POOL.getNumber(word),
        ATTESTERS.getLong(word));
  }

  UInt256 word() {
    UInt256 word = NUMBER.set(UInt256.ZERO, number);
    word = VERSION.set(word, version);
    word = OPENED.set(word, opened);
    word = END.set(word, end);
    word = RESULT_WINDOW.set(word, resultWindow);
    word = POOL.set(word, pool);
    return ATTESTERS.set(word, attesters);
  }

  /** Whether there is one that nobody has closed. */
  public boolean isOpen() {
    return opened != 0;
  }

  /** With more in its pool, at most {@link #MAX_POOL}. */
  public OpenEpoch plus(BigInteger wei) {
    return new OpenEpoch(number, version, opened, end, resultWindow, pool.add(wei), attesters);
  }

  /** What stays in its word when it is closed: the number, so that the next one gets another. */
  OpenEpoch closed() {
    return new OpenEpoch(number, 0, 0, 0, 0, BigInteger.ZERO, 0);
  }

  /**
   * As an epoch of its own that waits for a result.
   *
   * @param block in which it is closed; before its end where another version has taken over
   */
  Epoch awaiting(long block) {
    return new Epoch(
        pool,
        version,
        opened,
        Math.min(end, block) + resultWindow,
        attesters,
        EpochState.AWAITING,
        0);
  }
}
