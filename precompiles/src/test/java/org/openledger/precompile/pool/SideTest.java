package org.openledger.precompile.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Shares of a pool that is slashed, bought and sold a million times. INV-STAKE-07: whoever buys or
 * sells may lose a wei of rounding by it, and takes none from anybody.
 */
class SideTest {

  private static final int OPERATIONS = 1_000_000;
  private static final int OWNERS = 4;

  /** Behind it a pool is emptied and begun anew: slashes have left its shares next to no worth. */
  private static final int MOST_BITS = 124;

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final BigInteger[] shares = new BigInteger[OWNERS];
  private final BigInteger[] worths = new BigInteger[OWNERS];

  private Side side = new Side(BigInteger.ZERO, BigInteger.ZERO);
  private BigInteger paid = BigInteger.ZERO;
  private int operation;
  private int emptied;
  private int lost;

  @Test
  void aMillionPurchasesAndSalesTakeNothingFromAnybody() {
    Arrays.fill(shares, BigInteger.ZERO);
    look();
    for (operation = 0; operation < OPERATIONS; operation++) {
      int owner = random.nextInt(OWNERS);
      switch (random.nextInt(32)) {
        case 0 -> slash();
        case 1 -> slash(owner);
        default -> trade(owner);
      }
      if (side.shares().bitLength() > MOST_BITS) {
        empty();
      }
      check(side.wei().compareTo(side.shares()) <= 0);
      check(side.wei().signum() == side.shares().signum());
    }
    empty();
    assertThat(paid).as("coins that nobody has").isZero();
    assertThat(emptied).isGreaterThan(100);
    assertThat(lost).as("operations that cost a wei").isGreaterThan(1_000);
  }

  /** Buys or sells, for what was a wei to all: others have no less, he has at most a wei less. */
  private void trade(int owner) {
    BigInteger wei = random.nextBoolean() ? buy(owner) : sell(owner).negate();
    BigInteger loss = wei.subtract(gains(owner));
    check(loss.signum() >= 0 && loss.bitLength() <= 1);
    lost += loss.signum();
  }

  /**
   * Looks at what all have after somebody's operation; what he has gained by it, others no loss.
   */
  private BigInteger gains(int owner) {
    BigInteger own = BigInteger.ZERO;
    for (int each = 0; each < OWNERS; each++) {
      BigInteger now = side.worth(shares[each]);
      BigInteger gain = now.subtract(worths[each]);
      worths[each] = now;
      check(each == owner || gain.signum() >= 0);
      own = each == owner ? gain : own;
    }
    return own;
  }

  private void look() {
    for (int owner = 0; owner < OWNERS; owner++) {
      worths[owner] = side.worth(shares[owner]);
    }
  }

  private BigInteger buy(int owner) {
    BigInteger wei = BigInteger.valueOf(1 + random.nextLong(1L << (1 + random.nextInt(62))));
    BigInteger bought = side.bought(wei);
    side = side.plus(wei, bought);
    shares[owner] = shares[owner].add(bought);
    paid = paid.add(wei);
    return wei;
  }

  private BigInteger sell(int owner) {
    BigInteger worth = worths[owner];
    if (worth.signum() == 0) {
      return BigInteger.ZERO;
    }
    BigInteger part = BigInteger.valueOf(1 + random.nextInt(100));
    BigInteger wei =
        switch (random.nextInt(32)) {
          case 0 -> worth;
          case 1, 2, 3, 4, 5 -> BigInteger.ONE;
          default -> worth.multiply(part).divide(BigInteger.valueOf(100)).max(BigInteger.ONE);
        };
    take(owner, side.sold(shares[owner], wei), wei);
    return wei;
  }

  private void take(int owner, BigInteger sold, BigInteger wei) {
    side = side.minus(wei, sold);
    shares[owner] = shares[owner].subtract(sold);
    paid = paid.subtract(wei);
    check(shares[owner].signum() >= 0);
  }

  /** A slash of the pool: wei leave, shares stay. */
  private void slash() {
    BigInteger taken = side.part(1 + random.nextInt(5_000));
    side = side.minus(taken, BigInteger.ZERO);
    paid = paid.subtract(taken);
    look();
  }

  /** A slash of one owner: what his shares are worth leaves with them. */
  private void slash(int owner) {
    BigInteger sold = Side.part(shares[owner], 1 + random.nextInt(5_000));
    take(owner, sold, side.worth(sold));
    check(gains(owner).signum() <= 0);
  }

  /** Everybody leaves with what he has. */
  private void empty() {
    for (int owner = 0; owner < OWNERS; owner++) {
      take(owner, shares[owner], side.worth(shares[owner]));
    }
    check(side.isEmpty() && side.wei().signum() == 0);
    emptied++;
    look();
  }

  private void check(boolean holds) {
    if (!holds) {
      throw new AssertionError(
          "seed " + seed + ", operation " + operation + ": " + side + Arrays.toString(shares));
    }
  }
}
