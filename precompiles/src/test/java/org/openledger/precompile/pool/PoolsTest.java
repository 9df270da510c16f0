package org.openledger.precompile.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.storage.Storage;

/**
 * Rewards of a pool over a million random operations, beside a book that goes through all accounts
 * with each: nobody gains by rounding, by often claiming, or by when he comes and goes.
 */
class PoolsTest {

  private static final int OPERATIONS = 1_000_000;
  private static final int ACCOUNTS = 6;
  private static final long POOL = 3;
  private static final int FINE = 192;
  private static final BigInteger ZERO = BigInteger.ZERO;

  private final MemoryHost host = new MemoryHost();
  private final SplittableRandom random;
  private final long seed = Long.getLong("seed", 20261121L);

  private Pools pools;
  private final BigInteger[] stake = new BigInteger[ACCOUNTS];
  private final BigInteger[] paid = new BigInteger[ACCOUNTS];

  /** What each has earned in proportion, in 2^-192 wei, rounded down each time. */
  private final BigInteger[] due = new BigInteger[ACCOUNTS];

  private BigInteger total = ZERO;
  private BigInteger shared = ZERO;
  private BigInteger refused = ZERO;

  PoolsTest() {
    random = new SplittableRandom(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      stake[i] = ZERO;
      paid[i] = ZERO;
      due[i] = ZERO;
    }
    open();
  }

  @Test
  @Timeout(120)
  void aMillionOperationsPayEveryWeiOnceAndInProportion() {
    for (int operation = 0; operation < OPERATIONS; operation++) {
      if (operation % 4 == 0) {
        open();
      }
      int account = random.nextInt(ACCOUNTS);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> share(amount());
        case 3 -> change(account, amount());
        case 4 -> change(account, stake[account].negate());
        case 5 -> change(account, ofStake(account).negate());
        default -> settle(account);
      }
      if (operation % 1_000 == 0) {
        audit(operation);
      }
    }
    for (int account = 0; account < ACCOUNTS; account++) {
      settle(account);
    }
    audit(OPERATIONS);
    assertThat(refused).as("wei that came while nobody had a share").isPositive();
  }

  private void open() {
    host.setGas(Long.MAX_VALUE);
    pools = new Pools(new Storage(host, new GasMeter(host)));
  }

  /** From one wei to more than all coins of most networks. */
  private BigInteger amount() {
    return BigInteger.valueOf(random.nextLong(1L << 62))
        .shiftLeft(20)
        .shiftRight(random.nextInt(82))
        .add(BigInteger.ONE);
  }

  private BigInteger ofStake(int account) {
    return stake[account].multiply(BigInteger.valueOf(random.nextInt(100))).divide(wei(100));
  }

  private void share(BigInteger wei) {
    boolean any = pools.share(POOL, wei);
    assertThat(any).isEqualTo(total.signum() > 0);
    if (!any) {
      refused = refused.add(wei);
      return;
    }
    shared = shared.add(wei);
    for (int i = 0; i < ACCOUNTS; i++) {
      due[i] = due[i].add(wei.shiftLeft(FINE).multiply(stake[i]).divide(total));
    }
  }

  private void settle(int account) {
    BigInteger expected = pools.reward(POOL, address(account), ZERO);
    BigInteger reward = pools.settle(POOL, address(account));
    assertThat(reward).isEqualTo(expected);
    paid[account] = paid[account].add(reward);
  }

  private void change(int account, BigInteger change) {
    settle(account);
    stake[account] = stake[account].add(change);
    total = total.add(change);
    // A pool that was never slashed: a share is a wei.
    Position position = pools.position(POOL, address(account));
    pools.setPosition(POOL, address(account), position.withShares(stake[account]));
    pools.setActive(POOL, new Side(total, total));
  }

  private void audit(int operation) {
    String when = "seed " + seed + ", operation " + operation;
    BigInteger settled = ZERO;
    BigInteger open = ZERO;
    for (int i = 0; i < ACCOUNTS; i++) {
      settled = settled.add(paid[i]);
      BigInteger reward = pools.reward(POOL, address(i), ZERO);
      open = open.add(reward);
      // INV-STAKE-03: within a wei of the proportion, whatever the others did and however often.
      BigInteger had = paid[i].add(reward);
      assertThat(had.subtract(due[i].shiftRight(FINE)).abs()).as(when).isLessThan(wei(2));
    }
    assertThat(pools.rewards(POOL)).as(when).isEqualTo(shared.subtract(settled));
    // What is owed to no whole wei yet: less than one for each position, and one for the pool.
    BigInteger dust = pools.rewards(POOL).subtract(open);
    assertThat(dust).as(when).isBetween(ZERO, wei(ACCOUNTS));
  }

  private static Address address(int account) {
    return TestNetwork.account(100 + account);
  }

  private static BigInteger wei(long amount) {
    return BigInteger.valueOf(amount);
  }
}
