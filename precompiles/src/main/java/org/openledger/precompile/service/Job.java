package org.openledger.precompile.service;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.PackedArray;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * A job in storage:
 *
 * <pre>
 *   struct {
 *     address client; uint8 status; uint8 dataCount; uint16 fee; uint16 missedPenalty;
 *       uint16 disputeShare; uint32 disputeBlocks;
 *     address provider; uint96 price;
 *     uint96 bond; uint96 dataBudget; uint64 model;
 *     uint32 deadline; uint32 deliverBlocks; uint32 confirmBlocks; uint96 dispute;
 *     bytes32 specification; bytes32 adapter; bytes32 metrics; bytes32 log;
 *     uint128 baseLoss; uint128 loss;
 *     uint128[64] data }
 * </pre>
 *
 * An element of {@code data} is {@code datanet << 64 | version}.
 */
final class Job {

  /** Where the words of the hashes stand. */
  static final long SPECIFICATION = 4;

  static final long ADAPTER = 5;
  static final long METRICS = 6;
  static final long LOG = 7;

  private static final long PARTIES = 1;
  private static final long MONEY = 2;
  private static final long TIMES = 3;
  private static final long LOSSES = 8;
  private static final long DATA = 9;

  private static final Field CLIENT = new Field(0, Address.SIZE);
  private static final Field STATUS = CLIENT.then(1);
  private static final Field DATA_COUNT = STATUS.then(1);
  private static final Field FEE = DATA_COUNT.then(2);
  private static final Field MISSED_PENALTY = FEE.then(2);
  private static final Field DISPUTE_SHARE = MISSED_PENALTY.then(2);
  private static final Field DISPUTE_BLOCKS = DISPUTE_SHARE.then(4);
  private static final Field PROVIDER = new Field(0, Address.SIZE);
  private static final Field PRICE = PROVIDER.then(12);
  private static final Field BOND = new Field(0, 12);
  private static final Field DATA_BUDGET = BOND.then(12);
  private static final Field MODEL = DATA_BUDGET.then(8);
  private static final Field DEADLINE = new Field(0, 4);
  private static final Field DELIVER_BLOCKS = DEADLINE.then(4);
  private static final Field CONFIRM_BLOCKS = DELIVER_BLOCKS.then(4);
  private static final Field DISPUTE = CONFIRM_BLOCKS.then(12);
  private static final Field BASE_LOSS = new Field(0, 16);
  private static final Field LOSS = BASE_LOSS.then(16);

  private final Storage storage;
  private final Slot at;
  private final long id;

  Job(Storage storage, Slot at, long id) {
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

  JobStatus status() {
    return JobStatus.of(STATUS.getLong(word(0)));
  }

  int dataCount() {
    return (int) DATA_COUNT.getLong(word(0));
  }

  /** Of what the provider is paid, in parts per 10,000. */
  long fee() {
    return FEE.getLong(word(0));
  }

  long missedPenalty() {
    return MISSED_PENALTY.getLong(word(0));
  }

  long disputeShare() {
    return DISPUTE_SHARE.getLong(word(0));
  }

  long disputeBlocks() {
    return DISPUTE_BLOCKS.getLong(word(0));
  }

  /** Who has accepted it, or alone may; zero: nobody has, anybody may. */
  Address provider() {
    return PROVIDER.getAddress(word(PARTIES));
  }

  BigInteger price() {
    return PRICE.getNumber(word(PARTIES));
  }

  BigInteger bond() {
    return BOND.getNumber(word(MONEY));
  }

  BigInteger dataBudget() {
    return DATA_BUDGET.getNumber(word(MONEY));
  }

  long model() {
    return MODEL.getLong(word(MONEY));
  }

  /** Last block in which its status can go the normal way. */
  long deadline() {
    return DEADLINE.getLong(word(TIMES));
  }

  long deliverBlocks() {
    return DELIVER_BLOCKS.getLong(word(TIMES));
  }

  long confirmBlocks() {
    return CONFIRM_BLOCKS.getLong(word(TIMES));
  }

  /** Wei of a dispute's bond. */
  BigInteger dispute() {
    return DISPUTE.getNumber(word(TIMES));
  }

  BigInteger baseLoss() {
    return BASE_LOSS.getNumber(word(LOSSES));
  }

  BigInteger loss() {
    return LOSS.getNumber(word(LOSSES));
  }

  /** One of its hashes. */
  Bytes32 hash(long member) {
    return storage.loadBytes(at.member(member));
  }

  void setHash(long member, Bytes32 hash) {
    storage.store(at.member(member), hash);
  }

  /** Wei that are held of the client's. */
  BigInteger escrow() {
    return switch (status()) {
      case OPEN -> price().add(dataBudget());
      case ACCEPTED, DELIVERED -> price();
      case DISPUTED -> price().add(dispute());
      case NONE, PAID, RESOLVED, CANCELLED, MISSED -> BigInteger.ZERO;
    };
  }

  long datanet(int index) {
    return data().load(storage, index).shiftRight(64).longValueExact();
  }

  long version(int index) {
    return data().load(storage, index).longValue();
  }

  void setData(int index, long datanet, long version) {
    BigInteger both = BigInteger.valueOf(datanet).shiftLeft(64).add(BigInteger.valueOf(version));
    data().store(storage, index, both);
  }

  /** Its first word: who opens it, under which shares. */
  void open(
      Address client,
      int dataCount,
      long fee,
      long missedPenalty,
      long disputeShare,
      long disputeBlocks) {
    UInt256 head = CLIENT.set(UInt256.ZERO, client);
    head = STATUS.set(head, JobStatus.OPEN.code());
    head = DATA_COUNT.set(head, dataCount);
    head = FEE.set(head, fee);
    head = MISSED_PENALTY.set(head, missedPenalty);
    head = DISPUTE_SHARE.set(head, disputeShare);
    storage.store(at, DISPUTE_BLOCKS.set(head, disputeBlocks));
  }

  void setMoney(Address provider, BigInteger price, BigInteger bond, BigInteger data, long model) {
    UInt256 parties = PROVIDER.set(UInt256.ZERO, provider);
    storage.store(at.member(PARTIES), PRICE.set(parties, price));
    UInt256 money = BOND.set(UInt256.ZERO, bond);
    money = DATA_BUDGET.set(money, data);
    storage.store(at.member(MONEY), MODEL.set(money, model));
  }

  void setTimes(long deadline, long deliverBlocks, long confirmBlocks) {
    UInt256 times = DEADLINE.set(UInt256.ZERO, deadline);
    times = DELIVER_BLOCKS.set(times, deliverBlocks);
    storage.store(at.member(TIMES), CONFIRM_BLOCKS.set(times, confirmBlocks));
  }

  void setProvider(Address provider) {
    storage.store(at.member(PARTIES), PROVIDER.set(word(PARTIES), provider));
  }

  /** Goes on to a status; a deadline of 0 says that it has ended. */
  void go(JobStatus status, long deadline) {
    storage.store(at, STATUS.set(word(0), status.code()));
    storage.store(at.member(TIMES), DEADLINE.set(word(TIMES), deadline));
  }

  void setDispute(BigInteger bond) {
    storage.store(at.member(TIMES), DISPUTE.set(word(TIMES), bond));
  }

  void setLosses(BigInteger baseLoss, BigInteger loss) {
    UInt256 losses = BASE_LOSS.set(UInt256.ZERO, baseLoss);
    storage.store(at.member(LOSSES), LOSS.set(losses, loss));
  }

  private PackedArray data() {
    return new PackedArray(at.member(DATA), 16);
  }

  private UInt256 word(long member) {
    return storage.load(at.member(member));
  }
}
