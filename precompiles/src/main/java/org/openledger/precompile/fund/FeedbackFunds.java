package org.openledger.precompile.fund;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * The feedback pools of all models: the first part of the storage of Feedback, as solc lays it out:
 *
 * <pre>
 *   0  mapping(uint256 model =&gt; struct {
 *        uint112 amount; uint16 share; uint16 nextShare; uint48 fromBlock; uint64 rounds }) pools
 * </pre>
 *
 * <p>The coins are in InferenceFees, and among what that owes: fewer than 2^112.
 */
public final class FeedbackFunds {

  private static final Slot POOLS = Slot.of(NativeAddress.FEEDBACK.address(), 0);

  private static final Field AMOUNT = new Field(0, 14);
  private static final Field SHARE = AMOUNT.then(2);
  private static final Field NEXT_SHARE = SHARE.then(2);
  private static final Field FROM_BLOCK = NEXT_SHARE.then(6);
  private static final Field ROUNDS = FROM_BLOCK.then(8);

  private final Storage storage;

  public FeedbackFunds(Storage storage) {
    this.storage = storage;
  }

  /** What a model has. */
  public FeedbackFund get(long model) {
    UInt256 word = storage.load(POOLS.mapping(model));
    return new FeedbackFund(
        AMOUNT.getNumber(word),
        SHARE.getLong(word),
        NEXT_SHARE.getLong(word),
        FROM_BLOCK.getLong(word),
        ROUNDS.getLong(word));
  }

  /** Replaces what a model has. */
  public void set(long model, FeedbackFund fund) {
    UInt256 word = AMOUNT.set(UInt256.ZERO, fund.amount());
    word = SHARE.set(word, fund.share());
    word = NEXT_SHARE.set(word, fund.nextShare());
    word = FROM_BLOCK.set(word, fund.fromBlock());
    storage.store(POOLS.mapping(model), ROUNDS.set(word, fund.rounds()));
  }

  /** Adds wei that are owed to nobody else. */
  public void add(long model, BigInteger wei) {
    if (wei.signum() > 0) {
      set(model, get(model).plus(wei));
    }
  }

  /**
   * Takes its share of what a model's creator has earned.
   *
   * @param earned wei that are shared out now
   * @return wei of them that are the pool's
   */
  public BigInteger take(long model, BigInteger earned) {
    if (earned.signum() == 0) {
      return BigInteger.ZERO;
    }
    BigInteger part = get(model).part(earned);
    add(model, part);
    return part;
  }
}
