package org.openledger.precompile.epoch;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * A closed epoch of a model, in one word: {@code uint96 pool; uint16 version; uint40 opened; uint40
 * deadline; uint8 attesters; uint8 state; uint8 round}.
 *
 * @param pool wei of the contributors
 * @param version of the model, which all its inferences were answered by
 * @param opened block of its first inference: only who was an attester before it may sign
 * @param deadline last block in which a result can come
 * @param attesters how many were active when it opened: n
 * @param state where it stands
 * @param round how many results were overturned
 */
public record Epoch(
    BigInteger pool,
    long version,
    long opened,
    long deadline,
    long attesters,
    EpochState state,
    long round) {

  private static final Field POOL = new Field(0, 12);
  private static final Field VERSION = POOL.then(2);
  private static final Field OPENED = VERSION.then(5);
  private static final Field DEADLINE = OPENED.then(5);
  private static final Field ATTESTERS = DEADLINE.then(1);
  private static final Field STATE = ATTESTERS.then(1);
  private static final Field ROUND = STATE.then(1);

  static Epoch of(UInt256 word) {
    return new Epoch(
        POOL.getNumber(word),
        VERSION.getLong(word),
        OPENED.getLong(word),
        DEADLINE.getLong(word),
        ATTESTERS.getLong(word),
        EpochState.of(STATE.getLong(word)),
        ROUND.getLong(word));
  }

  UInt256 word() {
    UInt256 word = POOL.set(UInt256.ZERO, pool);
    word = VERSION.set(word, version);
    word = OPENED.set(word, opened);
    word = DEADLINE.set(word, deadline);
    word = ATTESTERS.set(word, attesters);
    word = STATE.set(word, state.code());
    return ROUND.set(word, round);
  }

  /** In another state. */
  public Epoch in(EpochState next) {
    return new Epoch(pool, version, opened, deadline, attesters, next, round);
  }

  /** After its result was overturned. */
  public Epoch nextRound(EpochState next, long until) {
    return new Epoch(pool, version, opened, until, attesters, next, round + 1);
  }
}
