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
import org.openledger.precompile.storage.Bitmap;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the fees, as solc lays it out; e = 3 + 2**32 + 2**31:
 *
 * <pre>
 *   0      the {@link Ledger}
 *          of each payer =&gt; model:
 *   e      mapping(uint256 word =&gt; uint256 bitmap) settled
 *   e + 1  mapping(uint256 word =&gt; uint256 bitmap) permits
 *   e + 2  mapping(uint256 word =&gt; uint256 bitmap) proved
 *   e + 3  mapping(uint256 request =&gt; struct {
 *            uint96 amount; uint32 deadline; uint40 inputTokens; uint24 maxOutputTokens;
 *            uint32 agent; uint32 period }) reservations
 *   e + 4  mapping(uint256 model =&gt; struct {
 *            uint72 creator; uint72 sink; uint64 stakers; uint32 account; uint16 version;
 *            uint96 bond; uint96 unlocking; uint32 unlockBlock }) models
 *          of each payer =&gt; model:
 *   e + 5  struct { uint96 amount; uint96 unlocking; uint32 unlockBlock } pledges
 *   e + 6  mapping(uint256 nonce =&gt; uint256 fromBlock) permitEnds
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
  private static final Slot PLEDGES = Slot.of(ACCOUNT, Ledger.END + 5);
  private static final Slot PERMIT_ENDS = Slot.of(ACCOUNT, Ledger.END + 6);

  private static final Field AMOUNT = new Field(0, 12);
  private static final Field DEADLINE = AMOUNT.then(4);
  private static final Field INPUT_TOKENS = DEADLINE.then(5);
  private static final Field MAX_OUTPUT_TOKENS = INPUT_TOKENS.then(3);
  private static final Field AGENT = MAX_OUTPUT_TOKENS.then(4);
  private static final Field PERIOD = AGENT.then(4);

  private static final Field CREATOR = new Field(0, 9);
  private static final Field SINK = CREATOR.then(9);
  private static final Field STAKERS = SINK.then(8);
  private static final Field ACCOUNT_NUMBER = STAKERS.then(4);
  private static final Field VERSION = ACCOUNT_NUMBER.then(2);
  private static final HoldingFields HOLDING = new HoldingFields(new Field(0, 12));

  private final Storage storage;

  public FeeStorage(Storage storage) {
    this.storage = storage;
  }

  /** Which of a payer's requests to a model are settled or reserved. */
  Bitmap taken(Address payer, BigInteger model) {
    return flags(SETTLED, new Nonce(payer, model, BigInteger.ZERO));
  }

  /** Whether a request is settled or reserved. */
  boolean isTaken(Nonce request) {
    return flags(SETTLED, request).get(request.number());
  }

  /** Whether a request is settled. */
  boolean isSettled(Nonce request) {
    return isTaken(request) && !reservation(request).exists();
  }

  /** Whether a payer's request to a model is settled. */
  public boolean isSettled(Address payer, long model, BigInteger request) {
    return isSettled(Nonce.of(payer, model, request));
  }

  /** Marks a request as taken; says whether it was free. */
  boolean take(Nonce request) {
    return flags(SETTLED, request).add(request.number());
  }

  /** Makes a request free again. */
  void free(Nonce request) {
    flags(SETTLED, request).clear(request.number());
  }

  /** Whether a permit was used. */
  boolean isPermitUsed(Nonce permit) {
    return flags(PERMITS, permit).get(permit.number());
  }

  void setPermitUsed(Nonce permit) {
    flags(PERMITS, permit).set(permit.number());
  }

  /** The first block in which a permit that was taken back holds no more; 0: it was not. */
  long permitEnd(Nonce permit) {
    return storage.loadLong(permitEndSlot(permit));
  }

  void setPermitEnd(Nonce permit, long fromBlock) {
    storage.store(permitEndSlot(permit), fromBlock);
  }

  /** Whether a wrong receipt of a request was proved. */
  boolean isProved(Nonce request) {
    return flags(PROVED, request).get(request.number());
  }

  void setProved(Nonce request) {
    flags(PROVED, request).set(request.number());
  }

  Reservation reservation(Nonce request) {
    UInt256 word = storage.load(reservationSlot(request));
    return new Reservation(
        INPUT_TOKENS.getNumber(word),
        MAX_OUTPUT_TOKENS.getLong(word),
        AMOUNT.getNumber(word),
        DEADLINE.getLong(word),
        new Spender(AGENT.getLong(word), PERIOD.getLong(word)));
  }

  void setReservation(Nonce request, Reservation it) {
    UInt256 word = AMOUNT.set(UInt256.ZERO, it.amount());
    word = DEADLINE.set(word, it.deadline());
    word = INPUT_TOKENS.set(word, it.inputTokens());
    word = MAX_OUTPUT_TOKENS.set(word, it.maxOutputTokens());
    word = AGENT.set(word, it.by().agent());
    storage.store(reservationSlot(request), PERIOD.set(word, it.by().period()));
  }

  void clearReservation(Nonce request) {
    storage.store(reservationSlot(request), UInt256.ZERO);
  }

  /** What a payer has pledged to a model. */
  Holding pledge(Address payer, long model) {
    return HOLDING.get(storage.load(PLEDGES.mapping(payer).mapping(model)));
  }

  void setPledge(Address payer, long model, Holding pledge) {
    storage.store(PLEDGES.mapping(payer).mapping(model), HOLDING.set(UInt256.ZERO, pledge));
  }

  Accrual accrual(long model) {
    return accrual(storage.load(MODELS.mapping(model)));
  }

  private static Accrual accrual(UInt256 word) {
    return new Accrual(
        CREATOR.getNumber(word),
        SINK.getNumber(word),
        STAKERS.getNumber(word),
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

  /** Wei that a model has earned for what is staked on it and nobody has shared out. */
  public BigInteger stakersAccrual(long model) {
    return accrual(model).stakers();
  }

  /** Once they are shared out. */
  public void clearStakersAccrual(long model) {
    Slot slot = MODELS.mapping(model);
    storage.store(slot, STAKERS.set(storage.load(slot), 0));
  }

  /** Wei that a model has earned for its creator and nobody has collected. */
  public BigInteger creatorAccrual(long model) {
    return accrual(model).creator();
  }

  /** Number in the ledger of who was the creator when it was earned. */
  public long accrualAccount(long model) {
    return accrual(model).account();
  }

  /** Once it is credited. */
  public void clearCreatorAccrual(long model) {
    Slot slot = MODELS.mapping(model);
    storage.store(slot, CREATOR.set(storage.load(slot), 0));
  }

  private static boolean fits(Accrual accrual) {
    return accrual.creator().compareTo(CREATOR.max()) <= 0
        && accrual.sink().compareTo(SINK.max()) <= 0
        && accrual.stakers().compareTo(STAKERS.max()) <= 0;
  }

  private static UInt256 word(Accrual accrual) {
    UInt256 word = CREATOR.set(UInt256.ZERO, accrual.creator());
    word = SINK.set(word, accrual.sink());
    word = STAKERS.set(word, accrual.stakers());
    word = ACCOUNT_NUMBER.set(word, accrual.account());
    return VERSION.set(word, accrual.version());
  }

  Holding bond(long model) {
    return HOLDING.get(storage.load(MODELS.mapping(model).member(1)));
  }

  void setBond(long model, Holding bond) {
    storage.store(MODELS.mapping(model).member(1), HOLDING.set(UInt256.ZERO, bond));
  }

  private Bitmap flags(Slot bitmaps, Nonce of) {
    return new Bitmap(storage, numbers(bitmaps, of));
  }

  private static Slot reservationSlot(Nonce request) {
    return numbered(RESERVATIONS, request, request.number());
  }

  private static Slot permitEndSlot(Nonce permit) {
    return numbered(PERMIT_ENDS, permit, permit.number());
  }

  private static Slot numbered(Slot mapping, Nonce of, BigInteger key) {
    return numbers(mapping, of).mapping(UInt256.valueOf(key));
  }

  /** What a payer has numbered for a model. */
  private static Slot numbers(Slot mapping, Nonce of) {
    return mapping.mapping(of.payer()).mapping(UInt256.valueOf(of.model()));
  }
}
