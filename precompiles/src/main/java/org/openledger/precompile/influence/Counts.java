package org.openledger.precompile.influence;

import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.storage.Field;

/**
 * What an attester has done, in one word: {@code uint64 agreed; uint64 disagreed; uint64 absent;
 * uint64 slashed}. It outlasts the attester's leaving.
 *
 * @param agreed results that it signed and that were paid
 * @param disagreed paid epochs of which it signed another result
 * @param absent paid epochs of which it signed nothing
 * @param slashed how often it was slashed
 */
record Counts(long agreed, long disagreed, long absent, long slashed) {

  private static final Field AGREED = new Field(0, 8);
  private static final Field DISAGREED = AGREED.then(8);
  private static final Field ABSENT = DISAGREED.then(8);
  private static final Field SLASHED = ABSENT.then(8);

  static Counts of(UInt256 word) {
    return new Counts(
        AGREED.getLong(word), DISAGREED.getLong(word), ABSENT.getLong(word), SLASHED.getLong(word));
  }

  UInt256 word() {
    UInt256 word = AGREED.set(UInt256.ZERO, agreed);
    word = DISAGREED.set(word, disagreed);
    word = ABSENT.set(word, absent);
    return SLASHED.set(word, slashed);
  }

  Counts agreedOnce() {
    return new Counts(agreed + 1, disagreed, absent, slashed);
  }

  Counts disagreedOnce() {
    return new Counts(agreed, disagreed + 1, absent, slashed);
  }

  Counts absentOnce() {
    return new Counts(agreed, disagreed, absent + 1, slashed);
  }

  Counts slashedOnce() {
    return new Counts(agreed, disagreed, absent, slashed + 1);
  }
}
