package org.openledger.precompile.service;

import java.math.BigInteger;

/**
 * A provider's bond and record. INV-SERV-02: locked + unlocking ≤ bond.
 *
 * @param bond wei
 * @param locked wei of it that answer for accepted jobs
 * @param openWork jobs, offers and subscriptions that have not ended
 * @param slashedBlock last block in which a governor slashed it; 0: never
 * @param unlocking wei of the bond that a withdrawal was announced for
 * @param unlockBlock first block in which it can be finished
 * @param paidJobs how many
 * @param missedJobs how many
 * @param lostDisputes how many
 * @param number from 1; 0: not registered
 */
record Provider(
    BigInteger bond,
    BigInteger locked,
    long openWork,
    long slashedBlock,
    BigInteger unlocking,
    long unlockBlock,
    long paidJobs,
    long missedJobs,
    long lostDisputes,
    long number) {

  static final Provider NONE =
      new Provider(BigInteger.ZERO, BigInteger.ZERO, 0, 0, BigInteger.ZERO, 0, 0, 0, 0, 0);

  /** Wei that no job has locked. */
  BigInteger unlocked() {
    return bond.subtract(locked);
  }

  /** Wei that a job may lock: neither locked, nor leaving, nor the minimum; may be negative. */
  BigInteger free(BigInteger minimum) {
    return unlocked().subtract(unlocking).subtract(minimum);
  }

  Provider numbered(long as) {
    return with(bond, locked, openWork, unlocking, unlockBlock, slashedBlock, as);
  }

  Provider plus(BigInteger wei) {
    return with(bond.add(wei), locked, openWork, unlocking, unlockBlock, slashedBlock, number);
  }

  /** With less bond, all of it unlocked; what was announced shrinks last. */
  Provider minus(BigInteger wei) {
    BigInteger rest = bond.subtract(wei);
    BigInteger leaving = unlocking.min(rest.subtract(locked));
    return with(rest, locked, openWork, leaving, unlockBlock, slashedBlock, number);
  }

  Provider unlocking(BigInteger wei, long block) {
    return with(bond, locked, openWork, wei, block, slashedBlock, number);
  }

  Provider slashedIn(long block) {
    return with(bond, locked, openWork, unlocking, unlockBlock, block, number);
  }

  /** With one more thing to do. */
  Provider begun(BigInteger lock) {
    return with(bond, locked.add(lock), openWork + 1, unlocking, unlockBlock, slashedBlock, number);
  }

  /** With one thing less to do; what it locked is free, but for a penalty. */
  Provider ended(BigInteger lock, BigInteger penalty) {
    return with(
        bond.subtract(penalty),
        locked.subtract(lock),
        openWork - 1,
        unlocking,
        unlockBlock,
        slashedBlock,
        number);
  }

  /** With more ends of jobs on its record. */
  Provider recorded(long paid, long missed, long lost) {
    return new Provider(
        bond,
        locked,
        openWork,
        slashedBlock,
        unlocking,
        unlockBlock,
        paidJobs + paid,
        missedJobs + missed,
        lostDisputes + lost,
        number);
  }

  private Provider with(
      BigInteger wei,
      BigInteger lock,
      long work,
      BigInteger leaving,
      long leavingBlock,
      long slashed,
      long id) {
    return new Provider(
        wei, lock, work, slashed, leaving, leavingBlock, paidJobs, missedJobs, lostDisputes, id);
  }
}
