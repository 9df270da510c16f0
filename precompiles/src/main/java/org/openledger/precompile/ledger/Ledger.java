package org.openledger.precompile.ledger;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * What each account can withdraw from InferenceFees: one ledger for all native contracts, part of
 * that contract's storage, as solc lays it out:
 *
 * <pre>
 *   0          uint256 liabilities
 *   1          uint256 accountCount
 *   2          mapping(address =&gt; uint256) numbers
 *   3          address[2**32] accounts
 *   3 + 2**32  uint128[2**32] balances
 * </pre>
 *
 * <p>An account that may earn has a number, from 1, given once. Two balances share a word, so that
 * paying many accounts of neighbouring numbers, such as the contributors of one Datanet, writes
 * half as many words.
 */
public final class Ledger {

  /** Accounts are numbered below this. */
  public static final long MAX_ACCOUNTS = 1L << 32;

  /** First slot of InferenceFees behind the ledger. */
  public static final long END = 3 + MAX_ACCOUNTS + MAX_ACCOUNTS / 2;

  private static final Address ACCOUNT = NativeAddress.INFERENCE_FEES.address();
  private static final Slot LIABILITIES = Slot.of(ACCOUNT, 0);
  private static final Slot ACCOUNT_COUNT = Slot.of(ACCOUNT, 1);
  private static final Slot NUMBERS = Slot.of(ACCOUNT, 2);
  private static final Slot ACCOUNTS = Slot.of(ACCOUNT, 3);
  private static final PackedArray BALANCES =
      new PackedArray(Slot.of(ACCOUNT, 3 + MAX_ACCOUNTS), 16);

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
    return storage.loadLong(NUMBERS.mapping(account));
  }

  /** The account of a number that was given. */
  public Address account(long number) {
    return storage.loadAddress(ACCOUNTS.member(number));
  }

  /** An account's number, given now if it has none. */
  public long register(Address account) {
    long known = number(account);
    if (known != 0) {
      return known;
    }
    long number = accountCount() + 1;
    if (number >= MAX_ACCOUNTS) {
      throw new IllegalStateException("2^32 accounts have cost more gas than any chain has");
    }
    storage.store(ACCOUNT_COUNT, number);
    storage.store(NUMBERS.mapping(account), number);
    storage.store(ACCOUNTS.member(number), account);
    return number;
  }

  /** Wei that the account of a number can withdraw. */
  public BigInteger balance(long number) {
    return number == 0 ? BigInteger.ZERO : BALANCES.load(storage, number);
  }

  /** Sum of all that is owed, in wei. */
  public BigInteger liabilities() {
    return storage.loadNumber(LIABILITIES);
  }

  /**
   * Adds to a balance. The caller sees to the liabilities.
   *
   * @param number of a registered account
   * @param amount wei, ≥ 0; all wei of a chain are fewer than 2^128
   */
  public void credit(long number, BigInteger amount) {
    if (number < 1) {
      throw new IllegalArgumentException("nobody has the number " + number);
    }
    BALANCES.store(storage, number, balance(number).add(amount));
  }

  /** Empties a balance. The caller sees to the liabilities. */
  public void clear(long number) {
    BALANCES.store(storage, number, BigInteger.ZERO);
  }

  /** Adds to the liabilities, or takes from them where the change is negative. */
  public void addLiabilities(BigInteger change) {
    storage.store(LIABILITIES, UInt256.valueOf(liabilities().add(change)));
  }
}
