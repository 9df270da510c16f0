package org.openledger.precompile.service;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the services, as solc lays it out:
 *
 * <pre>
 *   0  uint256 liabilities
 *   1  uint256 providerCount
 *   2  mapping(address =&gt; struct {
 *        uint96 bond; uint96 locked; uint32 openWork; uint32 slashedBlock;
 *        uint96 unlocking; uint32 unlockBlock; uint32 paidJobs; uint32 missedJobs;
 *        uint32 lostDisputes; uint32 number; bytes32 name; bytes32 profile }) providers
 *   3  mapping(uint256 number =&gt; address) providerAt
 *   4  the {@link JobStorage}
 *   6  the {@link HostingStorage}
 * </pre>
 */
final class ProviderStorage {

  static final Address ACCOUNT = NativeAddress.SERVICES.address();

  /** First slot behind the providers. */
  static final long END = 4;

  private static final Slot LIABILITIES = Slot.of(ACCOUNT, 0);
  private static final Slot COUNT = Slot.of(ACCOUNT, 1);
  private static final Slot PROVIDERS = Slot.of(ACCOUNT, 2);
  private static final Slot PROVIDER_AT = Slot.of(ACCOUNT, 3);

  private static final Field BOND = new Field(0, 12);
  private static final Field LOCKED = BOND.then(12);
  private static final Field OPEN_WORK = LOCKED.then(4);
  private static final Field SLASHED_BLOCK = OPEN_WORK.then(4);
  private static final Field UNLOCKING = new Field(0, 12);
  private static final Field UNLOCK_BLOCK = UNLOCKING.then(4);
  private static final Field PAID_JOBS = UNLOCK_BLOCK.then(4);
  private static final Field MISSED_JOBS = PAID_JOBS.then(4);
  private static final Field LOST_DISPUTES = MISSED_JOBS.then(4);
  private static final Field NUMBER = LOST_DISPUTES.then(4);

  private static final long NAME = 2;
  private static final long PROFILE = 3;

  private final Storage storage;

  ProviderStorage(Storage storage) {
    this.storage = storage;
  }

  /** Wei held for others. */
  BigInteger liabilities() {
    return storage.loadNumber(LIABILITIES);
  }

  void setLiabilities(BigInteger wei) {
    storage.store(LIABILITIES, wei);
  }

  /** How many are registered; numbers run from 1. */
  long count() {
    return storage.loadLong(COUNT);
  }

  /** The provider of a number. */
  Address at(long number) {
    return storage.loadAddress(PROVIDER_AT.mapping(number));
  }

  /** Gives an account the next number. */
  long add(Address account) {
    long number = storage.increment(COUNT);
    storage.store(PROVIDER_AT.mapping(number), account);
    return number;
  }

  /** A provider; its number is 0 where the account is none. */
  Provider provider(Address account) {
    Slot at = PROVIDERS.mapping(account);
    UInt256 head = storage.load(at);
    UInt256 record = storage.load(at.member(1));
    return new Provider(
        BOND.getNumber(head),
        LOCKED.getNumber(head),
        OPEN_WORK.getLong(head),
        SLASHED_BLOCK.getLong(head),
        UNLOCKING.getNumber(record),
        UNLOCK_BLOCK.getLong(record),
        PAID_JOBS.getLong(record),
        MISSED_JOBS.getLong(record),
        LOST_DISPUTES.getLong(record),
        NUMBER.getLong(record));
  }

  void setProvider(Address account, Provider it) {
    Slot at = PROVIDERS.mapping(account);
    UInt256 head = BOND.set(UInt256.ZERO, it.bond());
    head = LOCKED.set(head, it.locked());
    head = OPEN_WORK.set(head, it.openWork());
    storage.store(at, SLASHED_BLOCK.set(head, it.slashedBlock()));
    UInt256 record = UNLOCKING.set(UInt256.ZERO, it.unlocking());
    record = UNLOCK_BLOCK.set(record, it.unlockBlock());
    record = PAID_JOBS.set(record, it.paidJobs());
    record = MISSED_JOBS.set(record, it.missedJobs());
    record = LOST_DISPUTES.set(record, it.lostDisputes());
    storage.store(at.member(1), NUMBER.set(record, it.number()));
  }

  Bytes32 name(Address account) {
    return storage.loadBytes(PROVIDERS.mapping(account).member(NAME));
  }

  Bytes32 profile(Address account) {
    return storage.loadBytes(PROVIDERS.mapping(account).member(PROFILE));
  }

  void describe(Address account, Bytes32 name, Bytes32 profile) {
    Slot at = PROVIDERS.mapping(account);
    storage.store(at.member(NAME), name);
    storage.store(at.member(PROFILE), profile);
  }
}
