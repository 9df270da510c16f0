package org.openledger.precompile.service;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * A subscription in storage:
 *
 * <pre>
 *   struct {
 *     address client; uint8 status; uint16 fee; uint64 offer;
 *     address payerKey; uint96 rent;
 *     uint96 paidRent; uint96 escrow; uint32 startBlock; uint32 endBlock;
 *     bytes32 adapter; uint32 settleBlock }
 * </pre>
 */
final class Subscription {

  private static final long PAYER = 1;
  private static final long MONEY = 2;
  private static final long ADAPTER = 3;
  private static final long SETTLE = 4;

  private static final Field CLIENT = new Field(0, Address.SIZE);
  private static final Field STATUS = CLIENT.then(1);
  private static final Field FEE = STATUS.then(2);
  private static final Field OFFER = FEE.then(8);
  private static final Field PAYER_KEY = new Field(0, Address.SIZE);
  private static final Field RENT = PAYER_KEY.then(12);
  private static final Field PAID_RENT = new Field(0, 12);
  private static final Field ESCROW = PAID_RENT.then(12);
  private static final Field START_BLOCK = ESCROW.then(4);
  private static final Field END_BLOCK = START_BLOCK.then(4);
  private static final Field SETTLE_BLOCK = new Field(0, 4);

  /** The last block that usage can be settled in. */
  static final long LAST_BLOCK = SETTLE_BLOCK.max().longValueExact();

  private final Storage storage;
  private final Slot at;
  private final long id;

  Subscription(Storage storage, Slot at, long id) {
    this.storage = storage;
    this.at = at;
    this.id = id;
  }

  long id() {
    return id;
  }

  Address client() {
    return CLIENT.getAddress(word(0));
  }

  SubscriptionStatus status() {
    return SubscriptionStatus.of(STATUS.getLong(word(0)));
  }

  /** Of what the provider is paid, in parts per 10,000. */
  long fee() {
    return FEE.getLong(word(0));
  }

  long offer() {
    return OFFER.getLong(word(0));
  }

  Address payerKey() {
    return PAYER_KEY.getAddress(word(PAYER));
  }

  BigInteger rent() {
    return RENT.getNumber(word(PAYER));
  }

  BigInteger paidRent() {
    return PAID_RENT.getNumber(word(MONEY));
  }

  BigInteger escrow() {
    return ESCROW.getNumber(word(MONEY));
  }

  long startBlock() {
    return START_BLOCK.getLong(word(MONEY));
  }

  /** The first block behind it. */
  long endBlock() {
    return END_BLOCK.getLong(word(MONEY));
  }

  /** Last block in which usage can be settled. */
  long settleBlock() {
    return SETTLE_BLOCK.getLong(word(SETTLE));
  }

  Bytes32 adapter() {
    return storage.loadBytes(at.member(ADAPTER));
  }

  /**
   * Wei of rent that the blocks before one have earned, rounded down. INV-SERV-09: it depends on
   * the block only, so that how often it is collected changes nothing.
   */
  BigInteger earned(long block) {
    long blocks = Math.min(block, endBlock()) - startBlock();
    long all = endBlock() - startBlock();
    return all == 0
        ? BigInteger.ZERO
        : rent().multiply(BigInteger.valueOf(blocks)).divide(BigInteger.valueOf(all));
  }

  void open(Address client, long offer, long fee, Address payerKey, Bytes32 adapter) {
    UInt256 head = CLIENT.set(UInt256.ZERO, client);
    head = STATUS.set(head, SubscriptionStatus.ACTIVE.code());
    head = FEE.set(head, fee);
    storage.store(at, OFFER.set(head, offer));
    storage.store(at.member(PAYER), PAYER_KEY.set(UInt256.ZERO, payerKey));
    storage.store(at.member(ADAPTER), adapter);
  }

  void setStatus(SubscriptionStatus status) {
    storage.store(at, STATUS.set(word(0), status.code()));
  }

  void setRent(BigInteger wei) {
    storage.store(at.member(PAYER), RENT.set(word(PAYER), wei));
  }

  void setPaidRent(BigInteger wei) {
    storage.store(at.member(MONEY), PAID_RENT.set(word(MONEY), wei));
  }

  void setEscrow(BigInteger wei) {
    storage.store(at.member(MONEY), ESCROW.set(word(MONEY), wei));
  }

  void setBlocks(long start, long end, long settle) {
    UInt256 money = START_BLOCK.set(word(MONEY), start);
    storage.store(at.member(MONEY), END_BLOCK.set(money, end));
    storage.store(at.member(SETTLE), SETTLE_BLOCK.set(UInt256.ZERO, settle));
  }

  private UInt256 word(long member) {
    return storage.load(at.member(member));
  }
}
