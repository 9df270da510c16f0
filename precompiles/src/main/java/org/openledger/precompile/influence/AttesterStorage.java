package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.epoch.EpochStorage;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the attesters, beside that of the {@link EpochStorage}, as solc lays it out:
 *
 * <pre>
 *   0  struct { uint112 liabilities; uint8 active; uint40 liableUntil; uint64 seated } registry
 *   1  mapping(uint256 seat =&gt; address) seats
 *   2  mapping(address =&gt; struct { {@link Attester}; {@link Counts} }) attesters
 *   5  mapping(uint256 model =&gt; mapping(uint256 epoch =&gt;
 *      mapping(uint256 round =&gt; uint256 seats))) proved
 * </pre>
 *
 * Seat n is bit n - 1 of {@code seated}, and bit n of every other set.
 */
final class AttesterStorage {

  static final Address ACCOUNT = EpochStorage.ACCOUNT;

  private static final Slot SEATS = Slot.of(ACCOUNT, 1);
  private static final Slot ATTESTERS = Slot.of(ACCOUNT, 2);
  private static final Slot PROVED = Slot.of(ACCOUNT, 5);

  private static final long COUNTS = 1;

  private static final Field LIABILITIES = new Field(0, 14);
  private static final Field LIABLE_UNTIL = EpochStorage.ACTIVE.then(5);
  private static final Field SEATED = LIABLE_UNTIL.then(8);

  /** Most wei that the contract may owe. */
  static final BigInteger MAX_LIABILITIES = LIABILITIES.max();

  private final Storage storage;

  AttesterStorage(Storage storage) {
    this.storage = storage;
  }

  /** Wei of bonds, attesters' and challengers'. */
  BigInteger liabilities() {
    return LIABILITIES.getNumber(registry());
  }

  void setLiabilities(BigInteger wei) {
    storage.store(EpochStorage.REGISTRY, LIABILITIES.set(registry(), wei));
  }

  /** How many attesters are active. */
  long active() {
    return EpochStorage.ACTIVE.getLong(registry());
  }

  void setActive(long count) {
    storage.store(EpochStorage.REGISTRY, EpochStorage.ACTIVE.set(registry(), count));
  }

  /** The first block in which no result that was submitted so far is open any more. */
  long liableUntil() {
    return LIABLE_UNTIL.getLong(registry());
  }

  void setLiableUntil(long block) {
    storage.store(EpochStorage.REGISTRY, LIABLE_UNTIL.set(registry(), block));
  }

  /** The seats that are taken: bit n for seat n. */
  BigInteger seated() {
    return SEATED.getNumber(registry()).shiftLeft(1);
  }

  private void setSeated(BigInteger seats) {
    UInt256 bits = UInt256.valueOf(seats.shiftRight(1));
    storage.store(EpochStorage.REGISTRY, SEATED.set(registry(), bits));
  }

  /** Who sits on a seat; zero: nobody. */
  Address seat(long seat) {
    return storage.loadAddress(SEATS.mapping(seat));
  }

  void take(int seat, Address account) {
    storage.store(SEATS.mapping(seat), account);
    setSeated(seated().setBit(seat));
  }

  void free(int seat) {
    storage.store(SEATS.mapping(seat), Address.ZERO);
    setSeated(seated().clearBit(seat));
  }

  Attester attester(Address account) {
    return Attester.of(storage.load(ATTESTERS.mapping(account)));
  }

  void set(Address account, Attester attester) {
    storage.store(ATTESTERS.mapping(account), attester.word());
  }

  Counts counts(Address account) {
    return Counts.of(storage.load(ATTESTERS.mapping(account).member(COUNTS)));
  }

  void set(Address account, Counts counts) {
    storage.store(ATTESTERS.mapping(account).member(COUNTS), counts.word());
  }

  /** Marks a seat as slashed for a contradiction; says whether it was not before. */
  boolean prove(long model, long epoch, long round, int seat) {
    Slot slot = PROVED.mapping(model).mapping(epoch).mapping(round);
    BigInteger seats = storage.loadNumber(slot);
    storage.store(slot, seats.setBit(seat));
    return !seats.testBit(seat);
  }

  private UInt256 registry() {
    return storage.load(EpochStorage.REGISTRY);
  }
}
