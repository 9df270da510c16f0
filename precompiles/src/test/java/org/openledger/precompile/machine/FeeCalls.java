package org.openledger.precompile.machine;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.BatchItem;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;

/** Calls of InferenceFees, those about answers, with what they do to the books. */
final class FeeCalls extends FeeChoices {

  private static final BigInteger CHAIN = BigInteger.valueOf(TestNetwork.CHAIN_ID);

  /** An answer of so many of Alice's tokens, of Bob's, of nobody's, in this order. */
  private record Answer(int alices, int bobs, int nobodys, long input) {
    static Answer random(Random random) {
      return new Answer(
          random.nextInt(3) == 0 ? 0 : 8 + random.nextInt(20),
          random.nextInt(3) == 0 ? 0 : 8 + random.nextInt(20),
          random.nextInt(20),
          random.nextInt(3) == 0 ? random.nextInt(500) : 0);
    }

    int tokens() {
      return alices + bobs + nobodys;
    }

    Bytes output() {
      return TestNetwork.output(
          Machine.ALICES.substring(0, alices)
              + Machine.BOBS.substring(0, bobs)
              + "@".repeat(nobodys));
    }
  }

  /** A receipt that understates the answer: what a dispute proves. */
  private record Wrong(
      long model, Books.Request request, Answer answer, Tuple receipt, Address signer) {
    Bytes32 commitment() {
      return understated(answer);
    }
  }

  private static final Tuple NO_BATCH =
      AbiValues.tuple(AbiValues.tuple(Address.ZERO, 0L, 0L, 0L, 0L), false, new byte[0][], 0L);

  private final CoinCalls coins;
  private final List<Wrong> wrongs = new ArrayList<>();

  FeeCalls(Machine machine) {
    super(machine);
    this.coins = new CoinCalls(machine);
  }

  void call(Random random) {
    switch (random.nextInt(26)) {
      case 0, 1, 2 -> settle(random, true);
      case 3, 4, 5 -> settle(random, false);
      case 6, 7 -> batch(random);
      case 8, 9 -> reserve(random);
      case 10, 11 -> settleReserved(random);
      case 12 -> giveBack(random);
      case 13, 14 -> coins.deposit(random);
      case 15 -> coins.withdrawDeposit(random);
      case 16, 17 -> coins.collect(random);
      case 18, 19 -> coins.withdraw(random);
      case 20 -> coins.bond(random);
      case 21 -> dispute(random);
      case 22 -> coins.sweep(random);
      case 23, 24 -> coins.pledge(random);
      default -> coins.revokePermit(random);
    }
  }

  private BigInteger gross(long model, Answer answer) {
    return prices(model).net(answer.input(), answer.tokens()).add(books.parameter("platformFee"));
  }

  private Address key(Random random, long model) {
    if (model <= books.models.size() && random.nextInt(12) != 0) {
      List<Address> keys = List.copyOf(books.model(model).keys);
      return keys.isEmpty() ? Actors.ALICE : keys.get(random.nextInt(keys.size()));
    }
    return Actors.any(random);
  }

  /** The version that holds, or now and then another. */
  private BigInteger version(Random random, long model) {
    int other = random.nextInt(20);
    long current = model > books.models.size() ? 1 : books.model(model).version;
    return BigInteger.valueOf(other > 2 ? current : other);
  }

  private static Receipt receipt(
      long model, BigInteger version, Books.Request it, Answer answer, Bytes32 commitment) {
    return new Receipt(
        model,
        version,
        it.payer(),
        it.number(),
        BigInteger.valueOf(answer.input()),
        BigInteger.valueOf(answer.tokens()),
        Keccak256.hash(answer.output()),
        commitment);
  }

  private static Bytes32 understated(Answer answer) {
    return Bytes32.wrap(AnswerCommitment.of(answer.tokens() + 1, new byte[32]));
  }

  /** INV-FEE-02, -04: what must be true of whatever is settled. */
  private void settled(
      long model, BigInteger version, Books.Request request, Address signer, boolean reserved) {
    Violation.unless(books.settled.add(request), "INV-FEE-02: settled twice: " + request);
    prices(model); // The version of this block.
    Violation.unlessEqual(
        BigInteger.valueOf(books.model(model).version), version, "INV-FEE-12: version");
    Violation.unless(
        reserved || !books.reservations.containsKey(request), "INV-FEE-02: reserved " + request);
    Violation.unlessEqual(6, books.model(model).stage, "INV-FEE-04: stage of model " + model);
    Violation.unless(books.model(model).keys.contains(signer), "INV-FEE-04: signed by " + signer);
    BigInteger least = books.parameter("minServingBond");
    Violation.unless(books.model(model).bond.amount.compareTo(least) >= 0, "bond too small");
  }

  /** What accrued for other offices is paid out before something accrues for those of now. */
  private void begin(long model) {
    Books.Model it = books.model(model);
    if (!it.earner.equals(it.creator) || it.earnedUnder != prices(model)) {
      books.payOut(it);
      it.earner = it.creator;
      it.earnedUnder = prices(model);
    }
  }

  /** INV-FEE-03, -09: what an answer pays to whom. */
  private void earn(long model, Answer answer) {
    Books.Model it = books.model(model);
    BigInteger[] parts = prices(model).split(prices(model).net(answer.input(), answer.tokens()));
    begin(model);
    it.creators = it.creators.add(parts[0]);
    books.stakers = books.stakers.add(parts[1]);
    books.platform = books.platform.add(books.parameter("platformFee"));
    BigInteger rest = parts[2];
    for (long id = 1; id <= 2; id++) {
      int units = id == 1 ? answer.alices() : answer.bobs();
      if (units > 0 && !books.unpaid.contains(id)) {
        BigInteger share =
            parts[2]
                .multiply(BigInteger.valueOf(units))
                .divide(BigInteger.valueOf(answer.tokens()));
        books.credit(id == 1 ? Actors.ALICE : Actors.BOB, share);
        rest = rest.subtract(share);
      }
    }
    it.sink = it.sink.add(rest);
  }

  private void settle(Random random, boolean prepaid) {
    long model = model(random);
    Answer answer = Answer.random(random);
    Address payer = Actors.payer(random);
    Books.Request request = new Books.Request(payer, model, number(random));
    boolean wrong = random.nextInt(4) == 0;
    Bytes32 commitment = wrong ? understated(answer) : Bytes32.ZERO;
    Address signer = key(random, model);
    BigInteger gross = gross(model, answer);
    BigInteger version = version(random, model);
    Bytes signature =
        Actors.sign(
            signer,
            receipt(model, version, request, answer, commitment).digest(CHAIN.longValueExact()));
    BigInteger value = prepaid ? NONE : random.nextInt(12) == 0 ? gross.add(BigInteger.ONE) : gross;
    Tuple given = AbiValues.tuple(version, answer.input(), commitment, signature);
    Tuple fee =
        machine.call(payer, value, FEES, "settle", model, request.number(), answer.output(), given);
    if (fee != null) {
      settled(model, version, request, signer, false);
      Violation.unlessEqual(gross, fee.<Tuple>get(0).get(0), "gross");
      boolean free = value.signum() == 0;
      Violation.unless(free || value.equals(gross), "paid " + value + " for " + gross);
      if (free) {
        books.deposit(payer).take(gross);
        Violation.unless(books.deposit(payer).amount.signum() >= 0, "INV-FEE-06: deposit below 0");
      }
      earn(model, answer);
      if (wrong) {
        wrongs.add(new Wrong(model, request, answer, given, signer));
      }
    }
  }

  private void batch(Random random) {
    long model = model(random);
    Address payer = Actors.payer(random);
    BigInteger limit = BigInteger.valueOf(random.nextInt(200)).multiply(BigInteger.TEN.pow(12));
    BigInteger expiry = BigInteger.valueOf(machine.block() - 1 + random.nextInt(6));
    Books.Request nonce = new Books.Request(payer, model, number(random));
    Permit permit = new Permit(payer, BigInteger.valueOf(model), limit, expiry, nonce.number());
    Address allowed = random.nextInt(12) == 0 ? Actors.any(random) : payer;
    boolean atomic = random.nextInt(4) == 0;
    prices(model); // The version of this block.
    BigInteger version = version(random, model);
    int count = 1 + random.nextInt(4);
    List<BatchItem> items = new ArrayList<>();
    Bytes32[] hashes = new Bytes32[count];
    List<Books.Request> requests = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    Books.Held pledge =
        books.pledges.getOrDefault(new Books.Pledge(payer, model), new Books.Held());
    BigInteger coins = books.deposit(payer).amount.add(pledge.amount);
    BigInteger spent = NONE;
    SortedSet<Books.Request> taken = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      Answer answer = Answer.random(random);
      Books.Request request = new Books.Request(payer, model, number(random));
      items.add(
          new BatchItem(
              request.number(), BigInteger.valueOf(answer.input()), answer.output(), Bytes32.ZERO));
      hashes[i] = receipt(model, version, request, answer, Bytes32.ZERO).itemHash();
      BigInteger gross = gross(model, answer);
      boolean free = !books.settled.contains(request) && !taken.contains(request);
      Books.Reservation held = free ? books.reservations.get(request) : null;
      BigInteger enough = held == null ? coins : coins.add(held.amount());
      BigInteger after = spent.add(gross);
      if (free && after.compareTo(limit) <= 0 && after.compareTo(enough) <= 0) {
        taken.add(request);
        requests.add(request);
        answers.add(answer);
        coins = enough;
        spent = after;
      }
    }
    Address signer = key(random, model);
    boolean signedFor = random.nextInt(12) == 0 ? !atomic : atomic;
    Bytes32 digest =
        Receipt.batchDigest(CHAIN.longValueExact(), permit, version, signedFor, hashes);
    boolean packed = random.nextBoolean();
    Tuple done =
        machine.call(
            Actors.any(random),
            NONE,
            FEES,
            packed ? "settleBatchPacked" : "settleBatch",
            AbiValues.tuple(payer, model, limit, expiry, nonce.number()),
            Actors.sign(allowed, permit.digest(CHAIN.longValueExact())),
            version,
            atomic,
            packed
                ? BatchItem.pack(items)
                : items.stream().map(BatchItem::tuple).toArray(Tuple[]::new),
            Actors.sign(signer, digest));
    if (done != null) {
      Violation.unlessEqual(payer, allowed, "INV-FEE-06: allowed by");
      Violation.unless(books.permits.add(nonce), "INV-FEE-06: a permit used twice");
      Violation.unless(expiry.longValue() >= machine.block(), "INV-FEE-06: a permit expired");
      long end = books.permitEnds.getOrDefault(nonce, Long.MAX_VALUE);
      Violation.unless(machine.block() < end, "INV-FEE-06: a permit that was taken back");
      Violation.unlessEqual(atomic, signedFor, "INV-FEE-04: atomic");
      Violation.unless(!atomic || requests.size() == count, "an atomic batch in part");
      Violation.unlessEqual(BigInteger.valueOf(requests.size()), done.get(0), "items settled");
      Violation.unlessEqual(spent, done.get(1), "spent");
      begin(model); // Even where no item settles.
      for (int i = 0; i < requests.size(); i++) {
        Books.Reservation held = books.reservations.remove(requests.get(i));
        Books.Held deposit = books.deposit(payer);
        deposit.amount = held == null ? deposit.amount : deposit.amount.add(held.amount());
        settled(model, version, requests.get(i), signer, false);
        earn(model, answers.get(i));
      }
      BigInteger fromPledge = spent.min(pledge.amount);
      pledge.take(fromPledge);
      books.deposit(payer).take(spent.subtract(fromPledge));
      Violation.unless(books.deposit(payer).amount.signum() >= 0, "INV-FEE-06: deposit below 0");
    }
  }

  private void reserve(Random random) {
    long model = model(random);
    Answer most = Answer.random(random);
    Address payer = Actors.payer(random);
    Books.Request request = new Books.Request(payer, model, number(random));
    BigInteger gross = gross(model, most);
    BigInteger value = random.nextBoolean() ? NONE : gross;
    Tuple done =
        machine.call(
            payer,
            value,
            FEES,
            "reserve",
            model,
            request.number(),
            most.input(),
            (long) most.tokens());
    if (done != null) {
      Violation.unless(books.isFree(request), "INV-FEE-02: reserved again: " + request);
      long deadline = machine.block() + books.parameter("reserveWindow").longValue();
      Violation.unlessEqual(BigInteger.valueOf(deadline), done.get(0), "deadline");
      books.reservations.put(
          request, new Books.Reservation(gross, most.input(), most.tokens(), deadline));
      if (value.signum() == 0) {
        books.deposit(payer).take(gross);
      }
    }
  }

  private Books.Request someReserved(Random random) {
    List<Books.Request> all = List.copyOf(books.reservations.keySet());
    return all.isEmpty() || random.nextInt(6) == 0
        ? new Books.Request(Actors.payer(random), model(random), number(random))
        : all.get(random.nextInt(all.size()));
  }

  private void settleReserved(Random random) {
    Books.Request request = someReserved(random);
    Books.Reservation held = books.reservations.get(request);
    long model = request.model();
    Answer answer = Answer.random(random);
    Address signer = key(random, model);
    prices(model); // The version of this block.
    BigInteger version = version(random, model);
    Bytes32 digest =
        receipt(model, version, request, answer, Bytes32.ZERO).digest(CHAIN.longValueExact());
    Tuple fee =
        machine.call(
            Actors.any(random),
            NONE,
            FEES,
            "settleReserved",
            request.payer(),
            model,
            request.number(),
            answer.output(),
            AbiValues.tuple(version, answer.input(), Bytes32.ZERO, Actors.sign(signer, digest)));
    if (fee != null) {
      Violation.unless(held != null, "not reserved: " + request);
      settled(model, version, request, signer, true);
      BigInteger gross = gross(model, answer);
      Violation.unlessEqual(gross, fee.<Tuple>get(0).get(0), "gross");
      boolean fits =
          gross.compareTo(held.amount()) <= 0
              && answer.input() <= held.input()
              && answer.tokens() <= held.output()
              && machine.block() <= held.deadline();
      Violation.unless(fits, "more than was reserved");
      books.reservations.remove(request);
      earn(model, answer);
      Books.Held deposit = books.deposit(request.payer());
      deposit.amount = deposit.amount.add(held.amount().subtract(gross));
    }
  }

  private void giveBack(Random random) {
    Books.Request request = someReserved(random);
    Books.Reservation held = books.reservations.get(request);
    boolean refund = random.nextBoolean();
    long model = request.model();
    Address creator = held == null ? TestNetwork.CREATOR : books.model(model).creator;
    Address by = random.nextInt(6) == 0 ? Actors.any(random) : creator;
    Address payer = request.payer();
    Tuple done =
        refund
            ? by.equals(payer) || random.nextBoolean()
                ? machine.call(payer, NONE, FEES, "refund", model, request.number())
                : machine.call(by, NONE, FEES, "refundFor", payer, model, request.number())
            : machine.call(by, NONE, FEES, "decline", request.payer(), model, request.number());
    if (done != null) {
      Violation.unless(held != null, "given back what was not reserved");
      Violation.unlessEqual(held.amount(), done.get(0), "given back");
      boolean may =
          refund
              ? machine.block() > held.deadline()
              : by.equals(creator) || books.model(model).keys.contains(by);
      Violation.unless(may, "given back by " + by);
      books.reservations.remove(request);
      Books.Held deposit = books.deposit(request.payer());
      deposit.amount = deposit.amount.add(held.amount());
    }
  }

  private void dispute(Random random) {
    if (wrongs.isEmpty()) {
      return;
    }
    Wrong it = wrongs.get(random.nextInt(wrongs.size()));
    Address by = random.nextInt(8) == 0 ? Actors.any(random) : it.request().payer();
    Tuple evidence =
        AbiValues.tuple(
            it.model(),
            it.request().number(),
            it.answer().output(),
            it.receipt(),
            NO_BATCH,
            it.answer().tokens() + 1L,
            Bytes32.ZERO,
            new Tuple[0]);
    boolean twice = random.nextInt(3) == 0;
    BigInteger number = it.request().number();
    Tuple done =
        twice
            ? machine.call(
                by,
                NONE,
                FEES,
                "proveContradiction",
                it.model(),
                number,
                statement(it, it.commitment()),
                statement(it, random.nextInt(4) == 0 ? it.commitment() : Bytes32.ZERO))
            : machine.call(by, NONE, FEES, "proveUnderReporting", evidence);
    if (done != null) {
      Violation.unlessEqual(it.request().payer(), by, "proved by");
      Violation.unless(books.proved.add(it.request()), "INV-FEE-08: proved twice");
      Books.Held bond = books.model(it.model()).bond;
      BigInteger penalty = books.parameter("underReportingPenalty").min(bond.amount);
      Violation.unlessEqual(penalty, done.get(0), "INV-FEE-08: penalty");
      bond.take(penalty);
      BigInteger half = penalty.divide(BigInteger.TWO);
      books.credit(by, half);
      books.credit(Address.of(books.parameter("treasury")), penalty.subtract(half));
    }
  }

  /** What the key says of an answer, without the answer. */
  private static Tuple statement(Wrong it, Bytes32 commitment) {
    BigInteger version = it.receipt().get(0);
    Receipt receipt = receipt(it.model(), version, it.request(), it.answer(), commitment);
    return AbiValues.tuple(
        version,
        receipt.inputTokens(),
        receipt.outputTokens(),
        receipt.outputHash(),
        commitment,
        Actors.sign(it.signer(), receipt.digest(CHAIN.longValueExact())),
        NO_BATCH);
  }
}
