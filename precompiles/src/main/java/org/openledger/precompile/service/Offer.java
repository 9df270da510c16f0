package org.openledger.precompile.service;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * A hosting offer in storage. INV-SERV-08: its terms never change.
 *
 * <pre>
 *   struct {
 *     address provider; uint32 untilBlock; uint32 periodBlocks; uint16 capacity;
 *       uint16 subscriptions;
 *     address signer; uint96 periodPrice;
 *     uint80 inputRate; uint80 outputRate; uint80 requestPrice; bool closed;
 *     bytes32 baseModel; bytes32 details }
 * </pre>
 */
final class Offer {

  private static final long SERVING = 1;
  private static final long RATES = 2;
  private static final long BASE_MODEL = 3;
  private static final long DETAILS = 4;

  private static final Field PROVIDER = new Field(0, Address.SIZE);
  private static final Field UNTIL_BLOCK = PROVIDER.then(4);
  private static final Field PERIOD_BLOCKS = UNTIL_BLOCK.then(4);
  private static final Field CAPACITY = PERIOD_BLOCKS.then(2);
  private static final Field SUBSCRIPTIONS = CAPACITY.then(2);
  private static final Field SIGNER = new Field(0, Address.SIZE);
  private static final Field PERIOD_PRICE = SIGNER.then(12);
  private static final Field INPUT_RATE = new Field(0, 10);
  private static final Field OUTPUT_RATE = INPUT_RATE.then(10);
  private static final Field REQUEST_PRICE = OUTPUT_RATE.then(10);
  private static final Field CLOSED = REQUEST_PRICE.then(1);

  /** The largest rate, in wei for 1,000 tokens or for a request. */
  static final BigInteger MAX_RATE = INPUT_RATE.max();

  /** The largest capacity. */
  static final BigInteger MAX_CAPACITY = CAPACITY.max();

  private static final BigInteger THOUSAND = BigInteger.valueOf(1_000);

  private final Storage storage;
  private final Slot at;
  private final long id;

  Offer(Storage storage, Slot at, long id) {
    this.storage = storage;
    this.at = at;
    this.id = id;
  }

  long id() {
    return id;
  }

  Address provider() {
    return PROVIDER.getAddress(word(0));
  }

  long untilBlock() {
    return UNTIL_BLOCK.getLong(word(0));
  }

  long periodBlocks() {
    return PERIOD_BLOCKS.getLong(word(0));
  }

  long capacity() {
    return CAPACITY.getLong(word(0));
  }

  /** How many have not ended. */
  long subscriptions() {
    return SUBSCRIPTIONS.getLong(word(0));
  }

  Address signer() {
    return SIGNER.getAddress(word(SERVING));
  }

  BigInteger periodPrice() {
    return PERIOD_PRICE.getNumber(word(SERVING));
  }

  BigInteger inputRate() {
    return INPUT_RATE.getNumber(word(RATES));
  }

  BigInteger outputRate() {
    return OUTPUT_RATE.getNumber(word(RATES));
  }

  BigInteger requestPrice() {
    return REQUEST_PRICE.getNumber(word(RATES));
  }

  boolean closed() {
    return CLOSED.getLong(word(RATES)) != 0;
  }

  Bytes32 baseModel() {
    return storage.loadBytes(at.member(BASE_MODEL));
  }

  Bytes32 details() {
    return storage.loadBytes(at.member(DETAILS));
  }

  /** Wei for a request. */
  BigInteger price(BigInteger inputTokens, BigInteger outputTokens) {
    BigInteger thousands =
        inputTokens.multiply(inputRate()).add(outputTokens.multiply(outputRate()));
    return requestPrice().add(thousands.add(THOUSAND).subtract(BigInteger.ONE).divide(THOUSAND));
  }

  void setHead(Address provider, long untilBlock, long periodBlocks, long capacity) {
    UInt256 head = PROVIDER.set(UInt256.ZERO, provider);
    head = UNTIL_BLOCK.set(head, untilBlock);
    head = PERIOD_BLOCKS.set(head, periodBlocks);
    storage.store(at, CAPACITY.set(head, capacity));
  }

  void setServing(Address signer, BigInteger periodPrice) {
    UInt256 serving = SIGNER.set(UInt256.ZERO, signer);
    storage.store(at.member(SERVING), PERIOD_PRICE.set(serving, periodPrice));
  }

  void setRates(BigInteger input, BigInteger output, BigInteger request) {
    UInt256 rates = INPUT_RATE.set(UInt256.ZERO, input);
    rates = OUTPUT_RATE.set(rates, output);
    storage.store(at.member(RATES), REQUEST_PRICE.set(rates, request));
  }

  void setHashes(Bytes32 baseModel, Bytes32 details) {
    storage.store(at.member(BASE_MODEL), baseModel);
    storage.store(at.member(DETAILS), details);
  }

  void close() {
    storage.store(at.member(RATES), CLOSED.set(word(RATES), 1));
  }

  void addSubscriptions(int change) {
    storage.store(at, SUBSCRIPTIONS.set(word(0), subscriptions() + change));
  }

  private UInt256 word(long member) {
    return storage.load(at.member(member));
  }
}
