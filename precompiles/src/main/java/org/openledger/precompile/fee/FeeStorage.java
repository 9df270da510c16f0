package org.openledger.precompile.fee;

import java.math.BigInteger;
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
 *            uint88 creator; uint80 stakers; uint88 sink;
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

  private static final Field CREATOR = new Field(0, 11);
  private static final Field STAKERS = CREATOR.then(10);
  private static final Field SINK = STAKERS.then(11);
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

  void setTaken(Address payer, BigInteger request, boolean taken) {
    setBit(SETTLED, payer, request, taken);
  }

  /** Whether a payer's permit was used or revoked. */
  public boolean isPermitUsed(Address payer, BigInteger nonce) {
    return bit(PERMITS, payer, nonce);
  }

  void setPermitUsed(Address payer, BigInteger nonce) {
    setBit(PERMITS, payer, nonce, true);
  }

  /** Whether a wrong receipt of a payer's request was proved. */
  public boolean isProved(Address payer, BigInteger request) {
    return bit(PROVED, payer, request);
  }

  void setProved(Address payer, BigInteger request) {
    setBit(PROVED, payer, request, true);
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
    UInt256 word = storage.load(MODELS.mapping(model));
    return new Accrual(
        CREATOR.get(word).toUnsignedBigInteger(),
        STAKERS.get(word).toUnsignedBigInteger(),
        SINK.get(word).toUnsignedBigInteger());
  }

  /** Whether an accrual can be stored. */
  static boolean fits(Accrual accrual) {
    return accrual.creator().compareTo(CREATOR.max()) <= 0
        && accrual.stakers().compareTo(STAKERS.max()) <= 0
        && accrual.sink().compareTo(SINK.max()) <= 0;
  }

  void setAccrual(long model, Accrual accrual) {
    UInt256 word = CREATOR.set(UInt256.ZERO, UInt256.valueOf(accrual.creator()));
    word = STAKERS.set(word, UInt256.valueOf(accrual.stakers()));
    storage.store(MODELS.mapping(model), SINK.set(word, UInt256.valueOf(accrual.sink())));
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

  private void setBit(Slot bitmaps, Address payer, BigInteger number, boolean value) {
    Slot slot = word(bitmaps, payer, number);
    BigInteger word = storage.loadNumber(slot);
    int bit = number.intValue() & 0xff;
    storage.store(slot, value ? word.setBit(bit) : word.clearBit(bit));
  }

  private static Slot word(Slot bitmaps, Address payer, BigInteger number) {
    return bitmaps.mapping(payer).mapping(UInt256.valueOf(number.shiftRight(8)));
  }

  private static Slot reservationSlot(Address payer, BigInteger request) {
    return RESERVATIONS.mapping(payer).mapping(UInt256.valueOf(request));
  }
}
