package org.openledger.attack.contract;

import java.math.BigInteger;
import java.util.List;
import org.openledger.attack.search.Attack;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Trial;

/** An attack on the contracts. */
abstract class ContractAttack implements Attack {
  private static final BigInteger POOL = BigInteger.valueOf(Trial.POOL);

  private final String name;
  private final String what;
  private final String claim;
  private final List<Dial> dials;

  ContractAttack(String name, String what, String claim, Dial... dials) {
    this.name = name;
    this.what = what;
    this.claim = claim;
    this.dials = List.of(dials);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String what() {
    return what;
  }

  @Override
  public final String claim() {
    return claim;
  }

  @Override
  public final List<Dial> dials() {
    return dials;
  }

  @Override
  public List<String> grounds() {
    return List.of("contracts");
  }

  @Override
  public final int cost() {
    return 10;
  }

  /** Wei as a part of so many, rounded up, in wei of {@link Trial#POOL}. */
  static long part(BigInteger wei, BigInteger of) {
    BigInteger[] parts = wei.multiply(POOL).divideAndRemainder(of);
    BigInteger up = parts[1].signum() > 0 ? BigInteger.ONE : BigInteger.ZERO;
    // What is beyond all measure is cut at nine times the pool: it fits.
    BigInteger most = POOL.multiply(BigInteger.valueOf(9));
    return parts[0].add(up).min(most).max(most.negate()).longValueExact();
  }

  /** Everything or nothing: for what must not happen at all. */
  static Trial unless(boolean safe, long reach) {
    return new Trial(safe ? 0 : Trial.POOL, 0, 0, 0, reach);
  }
}
