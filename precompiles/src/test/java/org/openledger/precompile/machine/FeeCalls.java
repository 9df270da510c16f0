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
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;

/** Calls of InferenceFees with what they do to the books. */
final class FeeCalls {

  private static final String FEES = "InferenceFees";
  private static final BigInteger CHAIN = BigInteger.valueOf(TestNetwork.CHAIN_ID);
  private static final BigInteger NONE = BigInteger.ZERO;

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
  private record Wrong(long model, Books.Request request, Answer answer, Tuple receipt) {}

  private final Machine machine;
  private final Books books;
  private final List<Wrong> wrongs = new ArrayList<>();

  FeeCalls(Machine machine) {
    this.machine = machine;
    this.books = machine.books;
  }

  void call(Random random) {
    switch (random.nextInt(24)) {
      case 0, 1, 2 -> settle(random, true);
      case 3, 4, 5 -> settle(random, false);
      case 6, 7 -> batch(random);
      case 8, 9 -> reserve(random);
      case 10, 11 -> settleReserved(random);
      case 12 -> giveBack(random);
      case 13, 14 -> deposit(random);
      case 15 -> withdrawDeposit(random);
      case 16, 17 -> collect(random);
      case 18, 19 -> withdraw(random);
      case 20 -> bond(random);
      case 21 -> dispute(random);
      case 22 -> sweep(random);
      default -> revokePermit(random);
    }
  }

  private long model(Random random) {
    int count = books.models.size();
    for (int i = 0; i < 3; i++) {
      long id = 1 + random.nextInt(count);
      if (books.model(id).stage == 6) {
        return id;
      }
    }
    return 1 + random.nextInt(count + 1);
  }

  private Prices prices(long model) {
    return model > books.models.size()
        ? books.model(1).at(machine.block())
        : books.model(model).at(machine.block());
  }

  private BigInteger gross(long model, Answer answer) {
    return prices(model).net(answer.input(), answer.tokens()).add(books.parameter("platformFee"));
  }

  private static BigInteger number(Random random) {
    return BigInteger.valueOf(random.nextInt(300));
  }

  private Address key(Random random, long model) {
    if (model <= books.models.size() && random.nextInt(12) != 0) {
      List<Address> keys = List.copyOf(books.model(model).keys);
      return keys.isEmpty() ? Actors.ALICE : keys.get(random.nextInt(keys.size()));
    }
    return Actors.any(random);
  }

  private static Receipt receipt(long model, Books.Request it, Answer answer, Bytes32 commitment) {
    return new Receipt(
        model,
        it.payer(),
        it.number(),
        BigInteger.valueOf(answer.input()),
        answer.tokens(),
        Keccak256.hash(answer.output()),
        commitment);
  }

  private static Bytes32 understated(Answer answer) {
    return Bytes32.wrap(AnswerCommitment.of(answer.tokens() + 1, new byte[32]));
  }

  /** INV-FEE-02, -04: what must be true of whatever is settled. */
  private void settled(long model, Books.Request request, Address signer, boolean reserved) {
    Violation.unless(books.settled.add(request), "INV-FEE-02: settled twice: " + request);
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
    Books.Request request = new Books.Request(payer, number(random));
    boolean wrong = random.nextInt(4) == 0;
    Bytes32 commitment = wrong ? understated(answer) : Bytes32.ZERO;
    Address signer = key(random, model);
    Bytes signature =
        Actors.sign(
            signer, receipt(model, request, answer, commitment).digest(CHAIN.longValueExact()));
    BigInteger gross = gross(model, answer);
    BigInteger value = prepaid ? NONE : random.nextInt(12) == 0 ? gross.add(BigInteger.ONE) : gross;
    Tuple given = AbiValues.tuple(answer.input(), commitment, signature);
    Tuple fee =
        machine.call(payer, value, FEES, "settle", model, request.number(), answer.output(), given);
    if (fee != null) {
      settled(model, request, signer, false);
      Violation.unlessEqual(gross, fee.<Tuple>get(0).get(0), "gross");
      boolean free = value.signum() == 0;
      Violation.unless(free || value.equals(gross), "paid " + value + " for " + gross);
      if (free) {
        books.deposit(payer).take(gross);
        Violation.unless(books.deposit(payer).amount.signum() >= 0, "INV-FEE-06: deposit below 0");
      }
      earn(model, answer);
      if (wrong) {
        wrongs.add(new Wrong(model, request, answer, given));
      }
    }
  }

  private void batch(Random random) {
    long model = model(random);
    Address payer = Actors.payer(random);
    BigInteger limit = BigInteger.valueOf(random.nextInt(200)).multiply(BigInteger.TEN.pow(12));
    BigInteger expiry = BigInteger.valueOf(machine.block() - 1 + random.nextInt(6));
    Books.Request nonce = new Books.Request(payer, number(random));
    Permit permit = new Permit(payer, BigInteger.valueOf(model), limit, expiry, nonce.number());
    Address allowed = random.nextInt(12) == 0 ? Actors.any(random) : payer;
    boolean atomic = random.nextInt(4) == 0;
    int count = 1 + random.nextInt(4);
    Tuple[] items = new Tuple[count];
    Bytes32[] hashes = new Bytes32[count];
    List<Books.Request> requests = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    BigInteger left = limit.min(books.deposit(payer).amount);
    BigInteger spent = NONE;
    SortedSet<Books.Request> taken = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      Answer answer = Answer.random(random);
      Books.Request request = new Books.Request(payer, number(random));
      items[i] = AbiValues.tuple(request.number(), answer.input(), answer.output(), Bytes32.ZERO);
      hashes[i] = receipt(model, request, answer, Bytes32.ZERO).itemHash();
      BigInteger gross = gross(model, answer);
      if (books.isFree(request) && !taken.contains(request) && gross.compareTo(left) <= 0) {
        taken.add(request);
        requests.add(request);
        answers.add(answer);
        left = left.subtract(gross);
        spent = spent.add(gross);
      }
    }
    Address signer = key(random, model);
    Bytes32 digest = Receipt.batchDigest(CHAIN.longValueExact(), model, payer, hashes);
    Tuple done =
        machine.call(
            Actors.any(random),
            NONE,
            FEES,
            "settleBatch",
            AbiValues.tuple(payer, model, limit, expiry, nonce.number()),
            Actors.sign(allowed, permit.digest(CHAIN.longValueExact())),
            items,
            Actors.sign(signer, digest),
            atomic);
    if (done != null) {
      Violation.unlessEqual(payer, allowed, "INV-FEE-06: allowed by");
      Violation.unless(books.permits.add(nonce), "INV-FEE-06: a permit used twice");
      Violation.unless(expiry.longValue() >= machine.block(), "INV-FEE-06: a permit expired");
      Violation.unless(!atomic || requests.size() == count, "an atomic batch in part");
      Violation.unlessEqual(BigInteger.valueOf(requests.size()), done.get(0), "items settled");
      Violation.unlessEqual(spent, done.get(1), "spent");
      begin(model); // Even where no item settles.
      for (int i = 0; i < requests.size(); i++) {
        settled(model, requests.get(i), signer, false);
        earn(model, answers.get(i));
      }
      if (spent.signum() > 0) {
        books.deposit(payer).take(spent);
      }
    }
  }

  private void revokePermit(Random random) {
    Books.Request nonce = new Books.Request(Actors.payer(random), number(random));
    if (machine.call(nonce.payer(), NONE, FEES, "revokePermit", nonce.number()) != null) {
      Violation.unless(books.permits.add(nonce), "INV-FEE-06: a used permit revoked");
    }
  }

  private void reserve(Random random) {
    long model = model(random);
    Answer most = Answer.random(random);
    Address payer = Actors.payer(random);
    Books.Request request = new Books.Request(payer, number(random));
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
          request, new Books.Reservation(model, gross, most.input(), most.tokens(), deadline));
      if (value.signum() == 0) {
        books.deposit(payer).take(gross);
      }
    }
  }

  private Books.Request someReserved(Random random) {
    List<Books.Request> all = List.copyOf(books.reservations.keySet());
    return all.isEmpty() || random.nextInt(6) == 0
        ? new Books.Request(Actors.payer(random), number(random))
        : all.get(random.nextInt(all.size()));
  }

  private void settleReserved(Random random) {
    Books.Request request = someReserved(random);
    Books.Reservation held = books.reservations.get(request);
    long model = held == null || random.nextInt(12) == 0 ? model(random) : held.model();
    Answer answer = Answer.random(random);
    Address signer = key(random, model);
    Bytes32 digest = receipt(model, request, answer, Bytes32.ZERO).digest(CHAIN.longValueExact());
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
            AbiValues.tuple(answer.input(), Bytes32.ZERO, Actors.sign(signer, digest)));
    if (fee != null) {
      Violation.unless(held != null && held.model() == model, "not reserved: " + request);
      settled(model, request, signer, true);
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
    Address creator = held == null ? TestNetwork.CREATOR : books.model(held.model()).creator;
    Address by = random.nextInt(6) == 0 ? Actors.any(random) : creator;
    Tuple done =
        refund
            ? machine.call(request.payer(), NONE, FEES, "refund", request.number())
            : machine.call(by, NONE, FEES, "decline", request.payer(), request.number());
    if (done != null) {
      Violation.unless(held != null, "given back what was not reserved");
      Violation.unlessEqual(held.amount(), done.get(0), "given back");
      boolean may =
          refund
              ? machine.block() > held.deadline()
              : by.equals(creator) || books.model(held.model()).keys.contains(by);
      Violation.unless(may, "given back by " + by);
      books.reservations.remove(request);
      Books.Held deposit = books.deposit(request.payer());
      deposit.amount = deposit.amount.add(held.amount());
    }
  }

  private void deposit(Random random) {
    BigInteger amount = BigInteger.valueOf(random.nextInt(400)).multiply(BigInteger.TEN.pow(12));
    Address from = Actors.payer(random);
    Address to = random.nextInt(4) == 0 ? Actors.any(random) : from;
    Tuple done =
        to.equals(from)
            ? machine.call(from, amount, FEES, "deposit")
            : machine.call(from, amount, FEES, "depositFor", to);
    if (done != null) {
      books.deposit(to).amount = books.deposit(to).amount.add(amount);
    }
  }

  private void withdrawDeposit(Random random) {
    Address account = Actors.payer(random);
    Books.Held deposit = books.deposit(account);
    if (random.nextBoolean()) {
      BigInteger amount =
          deposit.amount.multiply(BigInteger.valueOf(random.nextInt(12))).divide(BigInteger.TEN);
      if (machine.call(account, NONE, FEES, "startWithdrawal", amount) != null) {
        Violation.unless(amount.compareTo(deposit.amount) <= 0, "announced more than there is");
        deposit.announce(amount, machine.block() + books.parameter("withdrawalDelay").longValue());
      }
    } else {
      Tuple done = machine.call(account, NONE, FEES, "finishWithdrawal");
      if (done != null) {
        Violation.unless(machine.block() >= deposit.block, "a withdrawal without notice");
        Violation.unlessEqual(deposit.finish(), done.get(0), "withdrawn");
      }
    }
  }

  private void collect(Random random) {
    long model = model(random);
    Tuple done = machine.call(Actors.any(random), NONE, FEES, "collect", model);
    if (done != null) {
      Books.Model it = books.model(model);
      BigInteger all = it.creators.add(it.sink).add(books.stakers).add(books.platform);
      Violation.unlessEqual(all, done.get(0), "collected");
      books.payOut(it);
      books.payTreasury();
      books.payPlatform();
    }
  }

  private void withdraw(Random random) {
    Address account = Actors.any(random);
    Address to = random.nextInt(3) == 0 ? Actors.any(random) : account;
    Tuple done =
        to.equals(account)
            ? machine.call(account, NONE, FEES, "withdraw")
            : machine.call(account, NONE, FEES, "withdrawTo", to);
    if (done != null) {
      BigInteger due = books.balances.getOrDefault(account, NONE);
      Violation.unlessEqual(due, done.get(0), "withdrawn");
      books.balances.remove(account);
    }
  }

  private void bond(Random random) {
    long model = model(random);
    Books.Model it = model > books.models.size() ? new Books.Model(prices(1)) : books.model(model);
    Address creator = random.nextInt(6) == 0 ? Actors.any(random) : it.creator;
    BigInteger amount = BigInteger.valueOf(random.nextInt(120));
    switch (random.nextInt(4)) {
      case 0 -> {
        if (machine.call(creator, NONE, FEES, "startBondWithdrawal", model, amount) != null) {
          Violation.unlessEqual(it.creator, creator, "bond's owner");
          Violation.unless(amount.compareTo(it.bond.amount) <= 0, "announced more than there is");
          it.bond.announce(
              amount, machine.block() + books.parameter("withdrawalDelay").longValue());
        }
      }
      case 1 -> {
        Tuple done = machine.call(creator, NONE, FEES, "finishBondWithdrawal", model);
        if (done != null) {
          Violation.unlessEqual(it.creator, creator, "bond's owner");
          Violation.unless(machine.block() >= it.bond.block, "a withdrawal without notice");
          Violation.unlessEqual(it.bond.finish(), done.get(0), "withdrawn");
        }
      }
      default -> {
        Address from = Actors.any(random);
        if (machine.call(from, amount, FEES, "depositServingBond", model) != null) {
          it.bond.amount = it.bond.amount.add(amount);
        }
      }
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
            new byte[0][],
            0L,
            it.answer().tokens() + 1L,
            Bytes32.ZERO,
            new Tuple[0]);
    Tuple done = machine.call(by, NONE, FEES, "proveUnderReporting", evidence);
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

  private void sweep(Random random) {
    boolean ofFees = random.nextBoolean();
    Tuple done = machine.call(Actors.any(random), NONE, ofFees ? FEES : "Datanets", "sweepSurplus");
    if (done != null) {
      BigInteger surplus = ofFees ? books.surplusOfFees : books.surplusOfDatanets;
      Violation.unlessEqual(surplus, done.get(0), "surplus");
      books.credit(Address.of(books.parameter("treasury")), surplus);
      books.surplusOfFees = ofFees ? NONE : books.surplusOfFees;
      books.surplusOfDatanets = ofFees ? books.surplusOfDatanets : NONE;
    }
  }
}
