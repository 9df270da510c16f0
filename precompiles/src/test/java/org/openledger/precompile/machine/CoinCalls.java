package org.openledger.precompile.machine;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Random;
import org.openledger.precompile.host.Address;

/** Calls of InferenceFees that bring coins or take them away, with what they do to the books. */
final class CoinCalls extends FeeChoices {

  CoinCalls(Machine machine) {
    super(machine);
  }

  void revokePermit(Random random) {
    Books.Request nonce = new Books.Request(Actors.payer(random), model(random), number(random));
    Tuple done =
        machine.call(nonce.payer(), NONE, FEES, "revokePermit", nonce.model(), nonce.number());
    if (done != null) {
      Violation.unless(!books.permits.contains(nonce), "INV-FEE-06: a used permit revoked");
      long end = machine.block() + books.parameter("withdrawalDelay").longValue();
      long earlier = books.permitEnds.getOrDefault(nonce, end);
      books.permitEnds.put(nonce, earlier);
      Violation.unlessEqual(BigInteger.valueOf(earlier), done.get(0), "INV-FEE-11: end");
    }
  }

  void pledge(Random random) {
    Address payer = Actors.payer(random);
    long model = model(random);
    BigInteger amount = BigInteger.valueOf(random.nextInt(200)).multiply(BigInteger.TEN.pow(12));
    Books.Held held = books.pledge(payer, model);
    switch (random.nextInt(3)) {
      case 0 -> {
        if (machine.call(payer, amount, FEES, "depositPledge", model) != null) {
          held.amount = held.amount.add(amount);
        }
      }
      case 1 -> {
        if (machine.call(payer, NONE, FEES, "startPledgeWithdrawal", model, amount) != null) {
          Violation.unless(amount.compareTo(held.amount) <= 0, "announced more than there is");
          held.announce(amount, machine.block() + books.parameter("withdrawalDelay").longValue());
        }
      }
      default -> {
        Tuple done = machine.call(payer, NONE, FEES, "finishPledgeWithdrawal", model);
        if (done != null) {
          Violation.unless(machine.block() >= held.block, "INV-FEE-11: without notice");
          Violation.unlessEqual(held.finish(), done.get(0), "withdrawn");
        }
      }
    }
  }

  void deposit(Random random) {
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

  void withdrawDeposit(Random random) {
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

  void collect(Random random) {
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

  void withdraw(Random random) {
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

  void bond(Random random) {
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

  void sweep(Random random) {
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
