package org.openledger.precompile.fee;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.HoldingFields;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the fees, as solc lays it out; e = 3 + 2**32 + 2**31:
 *
 * <pre>
 *   0      the {@link Ledger}
 *   e      mapping(address payer =&gt; mapping(uint256 word =&gt; uint256 bitmap)) settled
 *   e + 1  mapping(address payer =&gt; mapping(uint256 word =&gt; uint256 bitmap)) permits
 *   e + 2  mapping(address payer =&gt; mapping(uint256 word =&gt; uint256 bitmap)) proved
 *   e + 3  mapping(address payer =&gt; mapping(uint256 request =&gt; struct {
 *            uint96 amount; uint32 deadline; uint64 model; uint40 inputTokens;
 *            uint24 maxOutputTokens })) reservations
 *   e + 4  mapping(uint256 model =&gt; struct {
 *            uint96 creator; uint96 sink; uint32 account; uint16 version;
 *            uint96 bond; uint96 unlocking; uint32 unlockBlock }) models
 * </pre>
 *
 * Requests and permits are unordered nonces, 256 to a word (as Uniswap's Permit2 keeps them). A
 * request that is reserved counts as taken in {@code settled}, so that settling looks at one word.
 */
public final class FeeStorage {

  static final Address ACCOUNT = NativeAddress.INFERENCE_FEES.address();

  private static final Slot SETTLED = Slot.of(ACCOUNT, Ledger.END);
  private static final Slot PERMITS = Slot.of(ACCOUNT, Ledger.END + 1);
  private static final Slot PROVED = Slot.of(ACCOUNT, Ledger.END + 2);
  private static final Slot RESERVATIONS = Slot.of(ACCOUNT, Ledger.END + 3);
  private static final Slot MODELS = Slot.of(ACCOUNT, Ledger.END + 4);

  private static final Field AMOUNT = new Field(0, 12);
  private static final Field DEADLINE = AMOUNT.then(4);
  private static final Field MODEL = DEADLINE.then(8);
  private static final Field INPUT_TOKENS = MODEL.then(5);
  private static final Field MAX_OUTPUT_TOKENS = INPUT_TOKENS.then(3);

  private static final Field CREATOR = new Field(0, 12);
  private static final Field SINK = CREATOR.then(12);
  private static final Field ACCOUNT_NUMBER = SINK.then(4);
  private static final Field VERSION = ACCOUNT_NUMBER.then(2);
  private static final HoldingFields BOND = new HoldingFields(new Field(0, 12));

  private final Storage storage;

  public FeeStorage(Storage storage) {
    this.storage = storage;
  }

  /** Whether a payer has settled or reserved a request. */
  boolean isTaken(Address payer, BigInteger request) {
    return bit(SETTLED, payer, request);
  }

  /** Whether a payer has settled a request. */
  public boolean isSettled(Address payer, BigInteger request) {
    return isTaken(payer, request) && !reservation(payer, request).exists();
  }

  /** Marks a request as taken; says whether it was free. */
  boolean take(Address payer, BigInteger request) {
    Slot slot = word(SETTLED, payer, request);
    BigInteger word = storage.loadNumber(slot);
    int bit = request.intValue() & 0xff;
    boolean free = !word.testBit(bit);
    if (free) {
      storage.store(slot, word.setBit(bit));
    }
    return free;
  }

  /** Makes a request free again. */
  void free(Address payer, BigInteger request) {
    Slot slot = word(SETTLED, payer, request);
    storage.store(slot, storage.loadNumber(slot).clearBit(request.intValue() & 0xff));
  }

  /** Whether a payer's permit was used or revoked. */
  public boolean isPermitUsed(Address payer, BigInteger nonce) {
    return bit(PERMITS, payer, nonce);
  }

  void setPermitUsed(Address payer, BigInteger nonce) {
    setBit(PERMITS, payer, nonce);
  }

  /** Whether a wrong receipt of a payer's request was proved. */
  public boolean isProved(Address payer, BigInteger request) {
    return bit(PROVED, payer, request);
  }

  void setProved(Address payer, BigInteger request) {
    setBit(PROVED, payer, request);
  }

  Reservation reservation(Address payer, BigInteger request) {
    UInt256 word = storage.load(reservationSlot(payer, request));
    return new Reservation(
        MODEL.getLong(word),
        INPUT_TOKENS.get(word).toUnsignedBigInteger(),
        MAX_OUTPUT_TOKENS.getLong(word),
        AMOUNT.get(word).toUnsignedBigInteger(),
        DEADLINE.getLong(word));
  }

  void setReservation(Address payer, BigInteger request, Reservation it) {
    UInt256 word = AMOUNT.set(UInt256.ZERO, UInt256.valueOf(it.amount()));
    word = DEADLINE.set(word, it.deadline());
    word = MODEL.set(word, it.model());
    word = INPUT_TOKENS.set(word, UInt256.valueOf(it.inputTokens()));
    storage.store(
        reservationSlot(payer, request), MAX_OUTPUT_TOKENS.set(word, it.maxOutputTokens()));
  }

  void clearReservation(Address payer, BigInteger request) {
    storage.store(reservationSlot(payer, request), UInt256.ZERO);
  }

  Accrual accrual(long model) {
    return accrual(storage.load(MODELS.mapping(model)));
  }

  private static Accrual accrual(UInt256 word) {
    return new Accrual(
        CREATOR.get(word).toUnsignedBigInteger(),
        SINK.get(word).toUnsignedBigInteger(),
        ACCOUNT_NUMBER.getLong(word),
        VERSION.getLong(word));
  }

  /**
   * Adds to a model's accrual. One that is for others, or with which the sum does not fit, makes
   * room for it.
   *
   * @return what had to make room, to be paid out now
   */
  List<Accrual> accrue(long model, Accrual earned) {
    Slot slot = MODELS.mapping(model);
    Accrual held = accrual(storage.load(slot));
    boolean joins = held.total().signum() == 0 || held.isFor(earned);
    Accrual sum = joins ? earned.plus(held) : earned;
    boolean fits = fits(sum);
    storage.store(slot, fits ? word(sum) : UInt256.ZERO);
    List<Accrual> out = new ArrayList<>();
    if (!joins) {
      out.add(held);
    }
    if (!fits) {
      out.add(sum);
    }
    return out;
  }

  void clearAccrual(long model) {
    storage.store(MODELS.mapping(model), UInt256.ZERO);
  }

  private static boolean fits(Accrual accrual) {
    return accrual.creator().bitLength() <= 96 && accrual.sink().bitLength() <= 96;
  }

  private static UInt256 word(Accrual accrual) {
    UInt256 word = CREATOR.set(UInt256.ZERO, UInt256.valueOf(accrual.creator()));
    word = SINK.set(word, UInt256.valueOf(accrual.sink()));
    word = ACCOUNT_NUMBER.set(word, accrual.account());
    return VERSION.set(word, accrual.version());
  }

  Holding bond(long model) {
    return BOND.get(storage.load(MODELS.mapping(model).member(1)));
  }

  void setBond(long model, Holding bond) {
    storage.store(MODELS.mapping(model).member(1), BOND.set(UInt256.ZERO, bond));
  }

  private boolean bit(Slot bitmaps, Address payer, BigInteger number) {
    return storage.loadNumber(word(bitmaps, payer, number)).testBit(number.intValue() & 0xff);
  }

  private void setBit(Slot bitmaps, Address payer, BigInteger number) {
    Slot slot = word(bitmaps, payer, number);
    storage.store(slot, storage.loadNumber(slot).setBit(number.intValue() & 0xff));
  }

  private static Slot word(Slot bitmaps, Address payer, BigInteger number) {
    return bitmaps.mapping(payer).mapping(UInt256.valueOf(number.shiftRight(8)));
  }

  private static Slot reservationSlot(Address payer, BigInteger request) {
    return RESERVATIONS.mapping(payer).mapping(UInt256.valueOf(request));
  }
}
