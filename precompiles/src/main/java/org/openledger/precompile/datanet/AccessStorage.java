package org.openledger.precompile.datanet;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Requests for access and what was granted, part of {@link DatanetStorage}:
 *
 * <pre>
 *  10 + 2**29  uint256 requestCount
 *  11 + 2**29  mapping(uint256 request =&gt; struct {
 *                address requester; uint8 status; uint40 blocks;
 *                uint128 price; uint64 datanet; bytes32 purpose }) requests
 *  12 + 2**29  mapping(uint256 datanet =&gt; mapping(address =&gt; struct {
 *                uint40 expiry; uint40 start; uint40 paidUntil; uint128 paid;
 *                bytes32 purpose })) accesses
 * </pre>
 */
final class AccessStorage {

  private static final Slot COUNT =
      Slot.of(DatanetStorage.ACCOUNT, DatanetStorage.BEHIND_PAYEES + 3);
  private static final Slot REQUESTS =
      Slot.of(DatanetStorage.ACCOUNT, DatanetStorage.BEHIND_PAYEES + 4);
  private static final Slot ACCESSES =
      Slot.of(DatanetStorage.ACCOUNT, DatanetStorage.BEHIND_PAYEES + 5);

  private static final Field REQUESTER = new Field(0, Address.SIZE);
  private static final Field STATUS = REQUESTER.then(1);
  private static final Field BLOCKS = STATUS.then(5);
  private static final Field PRICE = new Field(0, 16);
  private static final Field DATANET = PRICE.then(8);

  private static final Field EXPIRY = new Field(0, 5);
  private static final Field START = EXPIRY.then(5);
  private static final Field PAID_UNTIL = START.then(5);
  private static final Field PAID = PAID_UNTIL.then(16);

  private final Storage storage;

  AccessStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many requests there are; ids run from 1. */
  long count() {
    return storage.loadLong(COUNT);
  }

  /** Whether there is a request with an id. */
  boolean isRequest(BigInteger id) {
    return storage.isAmong(COUNT, id);
  }

  Request request(long id) {
    Slot at = REQUESTS.mapping(id);
    UInt256 head = storage.load(at);
    UInt256 money = storage.load(at.member(1));
    return new Request(
        DATANET.getLong(money),
        REQUESTER.getAddress(head),
        RequestStatus.of(STATUS.getLong(head)),
        BLOCKS.getLong(head),
        PRICE.getNumber(money),
        storage.loadBytes(at.member(2)));
  }

  long add(Request it) {
    long id = storage.increment(COUNT);
    Slot at = REQUESTS.mapping(id);
    UInt256 head = REQUESTER.set(UInt256.ZERO, it.requester());
    head = STATUS.set(head, it.status().code());
    storage.store(at, BLOCKS.set(head, it.blocks()));
    UInt256 money = PRICE.set(UInt256.ZERO, it.price());
    storage.store(at.member(1), DATANET.set(money, it.datanet()));
    storage.store(at.member(2), it.purpose());
    return id;
  }

  void setStatus(long id, RequestStatus status) {
    Slot at = REQUESTS.mapping(id);
    storage.store(at, STATUS.set(storage.load(at), status.code()));
  }

  /** What an account may use; {@link Access#NONE} where nothing was granted or all was revoked. */
  Access access(long datanet, Address account) {
    Slot at = ACCESSES.mapping(datanet).mapping(account);
    UInt256 word = storage.load(at);
    return new Access(
        EXPIRY.getLong(word),
        START.getLong(word),
        PAID_UNTIL.getLong(word),
        PAID.getNumber(word),
        storage.loadBytes(at.member(1)));
  }

  void setAccess(long datanet, Address account, Access access) {
    UInt256 word = EXPIRY.set(UInt256.ZERO, access.expiry());
    word = START.set(word, access.start());
    word = PAID_UNTIL.set(word, access.paidUntil());
    Slot at = ACCESSES.mapping(datanet).mapping(account);
    storage.store(at, PAID.set(word, access.paid()));
    storage.store(at.member(1), access.purpose());
  }
}
