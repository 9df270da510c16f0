package org.openledger.precompile.ledger;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * What InferenceFees owes to whom: one ledger for all native contracts, part of that contract's
 * storage, as solc lays it out:
 *
 * <pre>
 *   0          {@link Totals}
 *   1          uint256 accountCount
 *   2          mapping(address =&gt; struct {
 *                uint32 number; uint96 deposit; uint96 unlocking; uint32 unlockBlock;
 *                uint128 reserved }) accountOf
 *   3          address[2**32] accounts
 *   3 + 2**32  uint128[2**32] balances
 * </pre>
 *
 * <p>An account that may earn has a number, from 1, given once. Two balances share a word, so that
 * paying many accounts of neighbouring numbers, such as the contributors of one Datanet, writes
 * half as many words.
 *
 * <p>Whoever credits sees to the liabilities: they count all that is owed, whoever it is owed to
 * and whether it can be withdrawn at once (balances) or not (accruals, deposits, reservations,
 * bonds). They are below 2^112, so no other sum here overflows.
 */
public final class Ledger {

  /** Accounts are numbered below this. */
  public static final long MAX_ACCOUNTS = 1L << 32;

  /** First slot of InferenceFees behind the ledger. */
  public static final long END = 3 + MAX_ACCOUNTS + MAX_ACCOUNTS / 2;

  private static final Address ACCOUNT = NativeAddress.INFERENCE_FEES.address();
  private static final Slot TOTALS = Slot.of(ACCOUNT, 0);
  private static final Slot ACCOUNT_COUNT = Slot.of(ACCOUNT, 1);
  private static final Slot ACCOUNT_OF = Slot.of(ACCOUNT, 2);
  private static final Slot ACCOUNTS = Slot.of(ACCOUNT, 3);
  private static final PackedArray BALANCES =
      new PackedArray(Slot.of(ACCOUNT, 3 + MAX_ACCOUNTS), 16);

  private static final Field NUMBER = new Field(0, 4);
  private static final HoldingFields DEPOSIT = new HoldingFields(NUMBER.then(12));
  private static final Field RESERVED = new Field(0, 16);

  private final Storage storage;

  public Ledger(Storage storage) {
    this.storage = storage;
  }

  /** How many accounts have a number. */
  public long accountCount() {
    return storage.loadLong(ACCOUNT_COUNT);
  }

  /** An account's number; 0 where it has none. */
  public long number(Address account) {
    return NUMBER.getLong(storage.load(ACCOUNT_OF.mapping(account)));
  }

  /** The account of a number; zero where it was not given. */
  public Address account(long number) {
    return storage.loadAddress(ACCOUNTS.member(number));
  }

  /** An account's number, given now if it has none. */
  public long register(Address account) {
    Slot slot = ACCOUNT_OF.mapping(account);
    UInt256 word = storage.load(slot);
    long known = NUMBER.getLong(word);
    if (known != 0) {
      return known;
    }
    long number = accountCount() + 1;
    if (number >= MAX_ACCOUNTS) {
      throw new IllegalStateException("2^32 accounts have cost more gas than any chain has");
    }
    storage.store(ACCOUNT_COUNT, number);
    storage.store(slot, NUMBER.set(word, number));
    storage.store(ACCOUNTS.member(number), account);
    return number;
  }

  /** Wei that the account of a number can withdraw. */
  public BigInteger balance(long number) {
    return number == 0 ? BigInteger.ZERO : BALANCES.load(storage, number);
  }

  /** What is owed in all. */
  public Totals totals() {
    return Totals.get(storage.load(TOTALS));
  }

  public void setTotals(Totals totals) {
    storage.store(TOTALS, totals.word());
  }

  /**
   * Adds to a balance. The caller sees to the liabilities.
   *
   * @param number of a registered account
   * @param amount wei, ≥ 0
   */
  public void credit(long number, BigInteger amount) {
    credit(new long[] {number}, new BigInteger[] {amount}, 1);
  }

  /**
   * Adds to balances; two that share a word are written at once.
   *
   * @param numbers of registered accounts, ascending, each once
   * @param amounts wei, ≥ 0
   * @param count how many of both
   */
  public void credit(long[] numbers, BigInteger[] amounts, int count) {
    if (count > 0 && numbers[0] < 1) {
      throw new IllegalArgumentException("nobody has the number " + numbers[0]);
    }
    BALANCES.add(storage, numbers, amounts, count);
  }

  /**
   * Takes from a balance. The caller sees to the liabilities.
   *
   * @param amount wei, at most the balance
   */
  public void debit(long number, BigInteger amount) {
    BALANCES.store(storage, number, balance(number).subtract(amount));
  }

  /** Empties a balance. The caller sees to the liabilities. */
  public void clear(long number) {
    BALANCES.store(storage, number, BigInteger.ZERO);
  }

  /**
   * Adds to the liabilities, or takes from them where the change is negative.
   *
   * @throws IllegalArgumentException where the sum does not fit: the caller has checked it
   */
  public void addLiabilities(BigInteger change) {
    setTotals(totals().plus(change, BigInteger.ZERO, BigInteger.ZERO));
  }

  /** An account's prepaid coins. */
  public Holding deposit(Address account) {
    return DEPOSIT.get(storage.load(ACCOUNT_OF.mapping(account)));
  }

  /** Replaces an account's prepaid coins. The caller sees to the liabilities. */
  public void setDeposit(Address account, Holding deposit) {
    Slot slot = ACCOUNT_OF.mapping(account);
    storage.store(slot, DEPOSIT.set(storage.load(slot), deposit));
  }

  /**
   * Takes from an account's prepaid coins, if they suffice. The caller sees to the liabilities.
   *
   * @param amount wei, ≥ 0
   * @return what there was before
   */
  public Holding spend(Address account, BigInteger amount) {
    Slot slot = ACCOUNT_OF.mapping(account);
    UInt256 word = storage.load(slot);
    Holding deposit = DEPOSIT.get(word);
    if (amount.compareTo(deposit.amount()) <= 0) {
      storage.store(slot, DEPOSIT.set(word, deposit.minus(amount)));
    }
    return deposit;
  }

  /** Wei that an account's reservations hold. */
  public BigInteger reserved(Address account) {
    return RESERVED.getNumber(storage.load(ACCOUNT_OF.mapping(account).member(1)));
  }

  /** Adds to what an account's reservations hold. The caller sees to the liabilities. */
  public void addReserved(Address account, BigInteger change) {
    Slot slot = ACCOUNT_OF.mapping(account).member(1);
    UInt256 sum = UInt256.valueOf(reserved(account).add(change));
    storage.store(slot, RESERVED.set(storage.load(slot), sum));
  }
}
