package org.openledger.precompile.feedback;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Corrections, part of {@link FeedbackStorage}:
 *
 * <pre>
 *   6  uint256 correctionCount
 *   7  mapping(uint256 correction =&gt; struct {
 *        address author; uint88 bounty; uint8 state;
 *        uint64 model; uint64 round; uint64 contribution; uint8 item;
 *        bytes32 contentHash }) corrections
 * </pre>
 */
final class CorrectionStorage {

  private static final Slot COUNT = Slot.of(FeedbackStorage.ACCOUNT, 6);
  private static final Slot CORRECTIONS = Slot.of(FeedbackStorage.ACCOUNT, 7);

  private static final Field AUTHOR = new Field(0, Address.SIZE);
  private static final Field BOUNTY = AUTHOR.then(11);
  private static final Field STATE = BOUNTY.then(1);
  private static final Field MODEL = new Field(0, 8);
  private static final Field ROUND = MODEL.then(8);
  private static final Field CONTRIBUTION = ROUND.then(8);
  private static final Field ITEM = CONTRIBUTION.then(1);

  private final Storage storage;

  CorrectionStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many there are; they are numbered from 1. */
  long count() {
    return storage.loadLong(COUNT);
  }

  boolean isCorrection(BigInteger number) {
    return storage.isAmong(COUNT, number);
  }

  Correction get(long number) {
    Slot at = CORRECTIONS.mapping(number);
    UInt256 head = storage.load(at);
    UInt256 of = storage.load(at.member(1));
    return new Correction(
        AUTHOR.getAddress(head),
        BOUNTY.getNumber(head),
        CorrectionState.of(STATE.getLong(head)),
        MODEL.getLong(of),
        ROUND.getLong(of),
        (int) ITEM.getLong(of),
        CONTRIBUTION.getLong(of),
        storage.loadBytes(at.member(2)));
  }

  /** Keeps a new one; its number. */
  long add(Correction it) {
    long number = storage.increment(COUNT);
    Slot at = CORRECTIONS.mapping(number);
    UInt256 of = MODEL.set(UInt256.ZERO, it.model());
    of = ROUND.set(of, it.round());
    of = CONTRIBUTION.set(of, it.contribution());
    storage.store(at.member(1), ITEM.set(of, it.item()));
    storage.store(at.member(2), it.contentHash());
    setState(number, it);
    return number;
  }

  /** Writes what changes of it: state and bounty. */
  void setState(long number, Correction it) {
    UInt256 head = AUTHOR.set(UInt256.ZERO, it.author());
    head = BOUNTY.set(head, it.bounty());
    storage.store(CORRECTIONS.mapping(number), STATE.set(head, it.state().code()));
  }
}
