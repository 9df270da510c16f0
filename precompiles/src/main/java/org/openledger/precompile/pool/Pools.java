package org.openledger.precompile.pool;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * The pools of stake, one for each model and one for all that is staked generally (0), with what
 * they have earned: part of the storage of Staking, as solc lays it out:
 *
 * <pre>
 *   6  mapping(uint256 pool =&gt; struct {
 *        uint96 staked; uint128 shares;
 *        uint256 rewardPerShare;
 *        uint96 cooling; uint128 coolingShares; uint32 slashedBlock;
 *        uint128 remainder; uint128 rewards }) pools
 *   7  mapping(uint256 pool =&gt; mapping(address =&gt; struct {
 *        uint128 shares; uint128 fraction;
 *        uint256 rewardPerShare;
 *        uint128 coolingShares; uint48 unlockBlock; uint48 slashedBlock })) positions
 *   8  mapping(address =&gt; uint256) positionCounts
 * </pre>
 *
 * <p>A reward per share is in 2^-128 wei and grows modulo 2^256: differences are right as long as
 * one share earns less than 2^128 wei between two looks at it, more than there will ever be. What a
 * division by shares leaves over stays with the pool (remainder), what a position has earned below
 * one wei with the position (fraction). INV-STAKE-02: 2^128·rewards = Σ (shares · (rewardPerShare −
 * that of the position) + fraction) + remainder, over all positions of the pool.
 */
public final class Pools {

  /** The pool of what is staked on no model. */
  public static final long GENERAL = 0;

  private static final Address ACCOUNT = NativeAddress.STAKING.address();
  private static final Slot POOLS = Slot.of(ACCOUNT, 6);
  private static final Slot POSITIONS = Slot.of(ACCOUNT, 7);
  private static final Slot POSITION_COUNTS = Slot.of(ACCOUNT, 8);

  private static final Field WEI = new Field(0, 12);
  private static final Field SHARES = WEI.then(16);
  private static final Field SLASHED = SHARES.then(4);
  private static final Field LOW = new Field(0, 16);
  private static final Field HIGH = LOW.then(16);
  private static final Field UNLOCK = LOW.then(6);
  private static final Field SLASHED_POSITION = UNLOCK.then(6);

  private static final long ACTIVE = 0;
  private static final long REWARD_PER_SHARE = 1;
  private static final long COOLING = 2;
  private static final long REWARDS = 3;

  private static final int SCALE = 128;
  private static final BigInteger FRACTION =
      BigInteger.ONE.shiftLeft(SCALE).subtract(BigInteger.ONE);
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private final Storage storage;

  public Pools(Storage storage) {
    this.storage = storage;
  }

  /** What earns in a pool. */
  public Side active(long pool) {
    return side(pool, ACTIVE);
  }

  /** What cools in a pool. */
  public Side cooling(long pool) {
    return side(pool, COOLING);
  }

  /** The block in which a pool was slashed last; 0: never. */
  public long slashedBlock(long pool) {
    return SLASHED.getLong(storage.load(at(pool, COOLING)));
  }

  /** What a share has earned, in 2^-128 wei, modulo 2^256. */
  public BigInteger rewardPerShare(long pool) {
    return storage.loadNumber(at(pool, REWARD_PER_SHARE));
  }

  /** What the last division by shares left over, in 2^-128 wei. */
  public BigInteger remainder(long pool) {
    return number(LOW, storage.load(at(pool, REWARDS)));
  }

  /** Wei that were shared out and not yet settled. */
  public BigInteger rewards(long pool) {
    return number(HIGH, storage.load(at(pool, REWARDS)));
  }

  public void setActive(long pool, Side side) {
    setSide(pool, ACTIVE, side);
  }

  public void setCooling(long pool, Side side) {
    setSide(pool, COOLING, side);
  }

  public void setSlashedBlock(long pool, long block) {
    Slot slot = at(pool, COOLING);
    storage.store(slot, SLASHED.set(storage.load(slot), block));
  }

  /** In how many pools an account has something that earns or cools. */
  public long positionCount(Address account) {
    return storage.loadLong(POSITION_COUNTS.mapping(account));
  }

  /** What an account has in a pool. */
  public Position position(long pool, Address account) {
    Slot slot = at(pool, account);
    UInt256 word = storage.load(slot.member(2));
    return new Position(
        number(LOW, storage.load(slot)),
        number(LOW, word),
        UNLOCK.getLong(word),
        SLASHED_POSITION.getLong(word));
  }

  /** Replaces what an account has in a pool; what it has earned must have been settled. */
  public void setPosition(long pool, Address account, Position position) {
    boolean before = position(pool, account).isEmpty();
    if (before != position.isEmpty()) {
      Slot count = POSITION_COUNTS.mapping(account);
      storage.store(count, storage.loadLong(count) + (before ? 1 : -1));
    }
    Slot slot = at(pool, account);
    storage.store(slot, set(LOW, storage.load(slot), position.shares()));
    UInt256 word = set(LOW, UInt256.ZERO, position.coolingShares());
    word = UNLOCK.set(word, position.unlockBlock());
    storage.store(slot.member(2), SLASHED_POSITION.set(word, position.slashedBlock()));
  }

  /**
   * Shares wei out to all who have a part of a pool now.
   *
   * @param wei ≥ 0, owed to nobody else
   * @return whether there is anybody; if not, nothing was done
   */
  public boolean share(long pool, BigInteger wei) {
    Side active = active(pool);
    if (active.isEmpty()) {
      return false;
    }
    UInt256 word = storage.load(at(pool, REWARDS));
    BigInteger[] each = each(wei, number(LOW, word), active);
    Slot slot = at(pool, REWARD_PER_SHARE);
    storage.store(slot, storage.loadNumber(slot).add(each[0]).and(WORD));
    word = set(LOW, word, each[1]);
    storage.store(at(pool, REWARDS), set(HIGH, word, number(HIGH, word).add(wei)));
    return true;
  }

  /**
   * Takes what an account has earned in a pool, up to what was shared out last.
   *
   * @return whole wei; the fraction stays
   */
  public BigInteger settle(long pool, Address account) {
    Slot slot = at(pool, account);
    UInt256 word = storage.load(slot);
    BigInteger now = rewardPerShare(pool);
    BigInteger earned = earned(slot, word, now);
    storage.store(slot, set(HIGH, word, earned.and(FRACTION)));
    storage.store(slot.member(1), now);
    BigInteger whole = earned.shiftRight(SCALE);
    if (whole.signum() > 0) {
      Slot rewards = at(pool, REWARDS);
      UInt256 before = storage.load(rewards);
      storage.store(rewards, set(HIGH, before, number(HIGH, before).subtract(whole)));
    }
    return whole;
  }

  /**
   * What an account would be paid were wei shared out in its pool now, and then settled.
   *
   * @param accrued wei
   */
  public BigInteger reward(long pool, Address account, BigInteger accrued) {
    BigInteger now = rewardPerShare(pool);
    Side active = active(pool);
    if (!active.isEmpty()) {
      now = now.add(each(accrued, remainder(pool), active)[0]).and(WORD);
    }
    Slot slot = at(pool, account);
    return earned(slot, storage.load(slot), now).shiftRight(SCALE);
  }

  private static BigInteger[] each(BigInteger wei, BigInteger remainder, Side active) {
    return wei.shiftLeft(SCALE).add(remainder).divideAndRemainder(active.shares());
  }

  /** What a position has earned, in 2^-128 wei. */
  private BigInteger earned(Slot slot, UInt256 word, BigInteger now) {
    BigInteger growth = now.subtract(storage.loadNumber(slot.member(1))).and(WORD);
    return number(LOW, word).multiply(growth).add(number(HIGH, word));
  }

  private Side side(long pool, long member) {
    UInt256 word = storage.load(at(pool, member));
    return new Side(number(WEI, word), number(SHARES, word));
  }

  private void setSide(long pool, long member, Side side) {
    Slot slot = at(pool, member);
    UInt256 word = set(WEI, storage.load(slot), side.wei());
    storage.store(slot, set(SHARES, word, side.shares()));
  }

  private static BigInteger number(Field field, UInt256 word) {
    return field.get(word).toUnsignedBigInteger();
  }

  private static UInt256 set(Field field, UInt256 word, BigInteger value) {
    return field.set(word, UInt256.valueOf(value));
  }

  private static Slot at(long pool, long member) {
    return POOLS.mapping(pool).member(member);
  }

  private static Slot at(long pool, Address account) {
    return POSITIONS.mapping(pool).mapping(account);
  }
}
