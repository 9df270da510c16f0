package org.openledger.precompile.stake;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.pool.Pools;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the stake, as solc lays it out:
 *
 * <pre>
 *   0  uint256 totalSupply
 *   1  mapping(address =&gt; struct { uint96 balance; address delegatee }) accounts
 *   2  mapping(address owner =&gt; mapping(address spender =&gt; uint256)) allowances
 *   3  mapping(address =&gt; uint256) nonces
 *   4  {@link Trace} supplies
 *   5  mapping(address =&gt; {@link Trace}) votes
 *   6  the {@link Pools}
 * </pre>
 *
 * <p>The contract's own balance is all gOPEN that is staked or cooling. INV-STAKE-01: totalSupply =
 * Σ balances, and that balance = Σ staked + cooling of all pools.
 */
final class StakeStorage {

  static final Address ACCOUNT = NativeAddress.STAKING.address();

  private static final Slot TOTAL_SUPPLY = Slot.of(ACCOUNT, 0);
  private static final Slot ACCOUNTS = Slot.of(ACCOUNT, 1);
  private static final Slot ALLOWANCES = Slot.of(ACCOUNT, 2);
  private static final Slot NONCES = Slot.of(ACCOUNT, 3);
  private static final Slot SUPPLIES = Slot.of(ACCOUNT, 4);
  private static final Slot VOTES = Slot.of(ACCOUNT, 5);

  private static final Field BALANCE = new Field(0, 12);
  private static final Field DELEGATEE = BALANCE.then(Address.SIZE);

  private final Storage storage;

  StakeStorage(Storage storage) {
    this.storage = storage;
  }

  BigInteger totalSupply() {
    return storage.loadNumber(TOTAL_SUPPLY);
  }

  void setTotalSupply(BigInteger supply) {
    storage.store(TOTAL_SUPPLY, supply);
  }

  BigInteger balance(Address account) {
    return BALANCE.getNumber(storage.load(ACCOUNTS.mapping(account)));
  }

  void setBalance(Address account, BigInteger balance) {
    Slot slot = ACCOUNTS.mapping(account);
    storage.store(slot, BALANCE.set(storage.load(slot), balance));
  }

  Address delegatee(Address account) {
    return DELEGATEE.getAddress(storage.load(ACCOUNTS.mapping(account)));
  }

  void setDelegatee(Address account, Address delegatee) {
    Slot slot = ACCOUNTS.mapping(account);
    storage.store(slot, DELEGATEE.set(storage.load(slot), delegatee));
  }

  BigInteger allowance(Address owner, Address spender) {
    return storage.loadNumber(ALLOWANCES.mapping(owner).mapping(spender));
  }

  void setAllowance(Address owner, Address spender, BigInteger value) {
    storage.store(ALLOWANCES.mapping(owner).mapping(spender), value);
  }

  BigInteger nonce(Address account) {
    return storage.loadNumber(NONCES.mapping(account));
  }

  void setNonce(Address account, BigInteger nonce) {
    storage.store(NONCES.mapping(account), nonce);
  }

  /** All that could vote, block by block. */
  Trace supplies() {
    return new Trace(storage, SUPPLIES);
  }

  /** An account's votes, block by block. */
  Trace votes(Address account) {
    return new Trace(storage, VOTES.mapping(account));
  }
}
