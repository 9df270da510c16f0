package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * An attester, in one word: {@code uint96 bond; uint40 joined; uint40 since; uint40 unlockBlock;
 * uint8 seat; uint8 state}.
 *
 * @param bond wei
 * @param joined block since which it has had its seat
 * @param since block since which it has been active
 * @param unlockBlock first block in which the bond of one that leaves can be withdrawn
 * @param seat its bit in sets of attesters, from 1; 0: none
 * @param state where it stands
 */
record Attester(
    BigInteger bond, long joined, long since, long unlockBlock, int seat, AttesterState state) {

  static final Attester NONE = new Attester(BigInteger.ZERO, 0, 0, 0, 0, AttesterState.NONE);

  private static final Field BOND = new Field(0, 12);
  private static final Field JOINED = BOND.then(5);
  private static final Field SINCE = JOINED.then(5);
  private static final Field UNLOCK_BLOCK = SINCE.then(5);
  private static final Field SEAT = UNLOCK_BLOCK.then(1);
  private static final Field STATE = SEAT.then(1);

  /** Most wei of one bond. */
  static final BigInteger MAX_BOND = BOND.max();

  static Attester of(UInt256 word) {
    return new Attester(
        BOND.getNumber(word),
        JOINED.getLong(word),
        SINCE.getLong(word),
        UNLOCK_BLOCK.getLong(word),
        (int) SEAT.getLong(word),
        AttesterState.of(STATE.getLong(word)));
  }

  UInt256 word() {
    UInt256 word = BOND.set(UInt256.ZERO, bond);
    word = JOINED.set(word, joined);
    word = SINCE.set(word, since);
    word = UNLOCK_BLOCK.set(word, unlockBlock);
    word = SEAT.set(word, seat);
    return STATE.set(word, state.code());
  }

  /** Whether it answers for what its seat has signed of an epoch: suspended or leaving, too. */
  boolean answersFor(long opened) {
    return seat != 0 && joined < opened;
  }

  /** INV-INF-03: whether its signature counts for an epoch: it was active before that opened. */
  boolean maySign(long opened) {
    return state == AttesterState.ACTIVE && since < opened;
  }

  boolean is(AttesterState other) {
    return state == other;
  }

  Attester withBond(BigInteger wei) {
    return new Attester(wei, joined, since, unlockBlock, seat, state);
  }

  Attester activated(int at, long block) {
    return new Attester(bond, seat == 0 ? block : joined, block, 0, at, AttesterState.ACTIVE);
  }

  Attester suspended() {
    return new Attester(bond, joined, since, unlockBlock, seat, AttesterState.SUSPENDED);
  }

  Attester leaving(long unlock) {
    return new Attester(bond, joined, since, unlock, seat, AttesterState.LEAVING);
  }
}
