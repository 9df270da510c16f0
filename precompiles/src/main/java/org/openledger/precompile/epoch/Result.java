package org.openledger.precompile.epoch;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * The result of an epoch that stands, and who has signed or challenged it.
 *
 * @param weights hash of the packed weights
 * @param agreed seats of those who signed it, a bit each
 * @param disagreed seats of those who signed another one
 * @param challengeUntil last block of its challenge window
 * @param resolveUntil last block in which a challenge of it can be decided
 * @param challenger zero: nobody
 * @param challengeBond wei that the challenger put down
 * @param rerunWeights hash of the weights that a re-run found; zero: there was none
 * @param rerunSeats seats of those who signed them
 */
public record Result(
    Bytes32 weights,
    BigInteger agreed,
    BigInteger disagreed,
    long challengeUntil,
    long resolveUntil,
    Address challenger,
    BigInteger challengeBond,
    Bytes32 rerunWeights,
    BigInteger rerunSeats) {

  /** No result. */
  public static final Result NONE = of(Bytes32.ZERO, BigInteger.ZERO, 0, 0);

  /** A result that nobody has challenged. */
  public static Result of(
      Bytes32 weights, BigInteger agreed, long challengeUntil, long resolveUntil) {
    return new Result(
        weights,
        agreed,
        BigInteger.ZERO,
        challengeUntil,
        resolveUntil,
        Address.ZERO,
        BigInteger.ZERO,
        Bytes32.ZERO,
        BigInteger.ZERO);
  }

  /** With further signers. */
  public Result signedBy(BigInteger more, boolean agreeing) {
    return new Result(
        weights,
        agreeing ? agreed.or(more) : agreed,
        agreeing ? disagreed : disagreed.or(more),
        challengeUntil,
        resolveUntil,
        challenger,
        challengeBond,
        rerunWeights,
        rerunSeats);
  }

  public Result challengedBy(Address account, BigInteger bond) {
    return new Result(
        weights,
        agreed,
        disagreed,
        challengeUntil,
        resolveUntil,
        account,
        bond,
        rerunWeights,
        rerunSeats);
  }

  public Result rerun(Bytes32 found, BigInteger seats) {
    return new Result(
        weights,
        agreed,
        disagreed,
        challengeUntil,
        resolveUntil,
        challenger,
        challengeBond,
        found,
        seats);
  }

  /** Whether a re-run found other weights. */
  public boolean isContradicted() {
    return !rerunWeights.isZero() && !rerunWeights.equals(weights);
  }
}
