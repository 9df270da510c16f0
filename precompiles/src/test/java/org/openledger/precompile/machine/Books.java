package org.openledger.precompile.machine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.precompile.host.Address;

/**
 * What everybody is owed, and who may do what, kept in plain Java from the calls that succeeded.
 */
final class Books {

  /** Coins that are taken out with notice. */
  static final class Held {
    BigInteger amount = BigInteger.ZERO;
    BigInteger unlocking = BigInteger.ZERO;
    long block;

    void take(BigInteger wei) {
      amount = amount.subtract(wei);
      unlocking = unlocking.min(amount);
    }

    void announce(BigInteger wei, long from) {
      unlocking = wei;
      block = wei.signum() == 0 ? 0 : from;
    }

    BigInteger finish() {
      BigInteger paid = unlocking;
      amount = amount.subtract(paid);
      announce(BigInteger.ZERO, 0);
      return paid;
    }
  }

  /** A payer's number of an inference of a model, or of a permit. */
  record Request(Address payer, long model, BigInteger number) implements Comparable<Request> {
    @Override
    public int compareTo(Request other) {
      int order = payer.compareTo(other.payer);
      order = order != 0 ? order : Long.compare(model, other.model);
      return order != 0 ? order : number.compareTo(other.number);
    }
  }

  /** Coins that wait for an answer. */
  record Reservation(BigInteger amount, long input, long output, long deadline) {}

  /** Whose pledge to which model. */
  record Pledge(Address payer, long model) implements Comparable<Pledge> {
    @Override
    public int compareTo(Pledge other) {
      int order = payer.compareTo(other.payer);
      return order != 0 ? order : Long.compare(model, other.model);
    }
  }

  /** A model, its prices and those that are announced. */
  static final class Model {
    Address creator = Address.ZERO;
    int stage = 1;
    final SortedSet<Address> keys = new TreeSet<>();
    final SortedMap<Long, Prices> proposed = new TreeMap<>();
    Prices prices;
    Prices next;
    long version = 1;
    long nextVersion;
    long nextBlock;
    BigInteger creators = BigInteger.ZERO;
    BigInteger sink = BigInteger.ZERO;
    Address earner = Address.ZERO;
    Prices earnedUnder;
    final Held bond = new Held();

    Model(Prices prices) {
      this.prices = prices;
    }

    /** The prices of a block; blocks only grow. */
    Prices at(long block) {
      if (next != null && block >= nextBlock) {
        prices = next;
        version = nextVersion;
        next = null;
      }
      return prices;
    }
  }

  /** A Datanet. */
  static final class Datanet {
    Address owner = Address.ZERO;
    Address treasury = Address.ZERO;
    long bondPerToken;
    long accessPrice;
    boolean autoGrant;
  }

  /** A contribution's bond, or an access request's price. */
  static final class Escrow {
    final Address owner;
    final long datanet;
    final BigInteger amount;
    boolean held = true;

    Escrow(Address owner, long datanet, BigInteger amount) {
      this.owner = owner;
      this.datanet = datanet;
      this.amount = amount;
    }
  }

  boolean scheduled;
  final SortedMap<Address, BigInteger> balances = new TreeMap<>();
  final SortedMap<Address, Held> deposits = new TreeMap<>();
  final SortedMap<Pledge, Held> pledges = new TreeMap<>();
  final SortedMap<Request, Long> permitEnds = new TreeMap<>();
  final SortedMap<Request, Reservation> reservations = new TreeMap<>();
  final SortedSet<Request> settled = new TreeSet<>();
  final SortedSet<Request> proved = new TreeSet<>();
  final SortedSet<Request> permits = new TreeSet<>();
  final List<Model> models = new ArrayList<>();
  final List<Datanet> datanets = new ArrayList<>();
  final SortedMap<Long, Escrow> bonds = new TreeMap<>();
  final SortedMap<Long, Escrow> prices = new TreeMap<>();
  final SortedSet<Long> sealed = new TreeSet<>();
  final SortedSet<Long> unpaid = new TreeSet<>();
  final SortedMap<String, SortedSet<Address>> roles = new TreeMap<>();
  final SortedMap<String, BigInteger> parameters = new TreeMap<>();
  BigInteger platform = BigInteger.ZERO;
  BigInteger stakers = BigInteger.ZERO;
  BigInteger surplusOfFees = BigInteger.ZERO;
  BigInteger surplusOfDatanets = BigInteger.ZERO;
  BigInteger pushed = BigInteger.ZERO;

  Held deposit(Address account) {
    return deposits.computeIfAbsent(account, a -> new Held());
  }

  Held pledge(Address payer, long model) {
    return pledges.computeIfAbsent(new Pledge(payer, model), p -> new Held());
  }

  Model model(long id) {
    return models.get((int) id - 1);
  }

  /** INV-FEE-10: what accrued goes to who was creator and sink when it did. */
  void payOut(Model model) {
    if (model.earnedUnder != null) {
      Address to = model.earnedUnder.sink();
      credit(model.earner, model.creators);
      credit(to.isZero() ? datanet(1).treasury : to, model.sink);
      model.creators = model.sink = BigInteger.ZERO;
    }
  }

  /** INV-FEE-10, for the network's offices. */
  void payPlatform() {
    credit(Address.of(parameter("platformAccount")), platform);
    platform = BigInteger.ZERO;
  }

  /** INV-FEE-10, for the network's offices. */
  void payTreasury() {
    credit(Address.of(parameter("treasury")), stakers);
    stakers = BigInteger.ZERO;
  }

  Datanet datanet(long id) {
    return datanets.get((int) id - 1);
  }

  void credit(Address account, BigInteger wei) {
    balances.merge(account, wei, BigInteger::add);
  }

  BigInteger parameter(String name) {
    return parameters.get(name);
  }

  boolean has(String role, Address account) {
    return roles.get(role).contains(account);
  }

  boolean isFree(Request request) {
    return !settled.contains(request) && !reservations.containsKey(request);
  }

  BigInteger reserved(Address account) {
    BigInteger sum = BigInteger.ZERO;
    for (var entry : reservations.entrySet()) {
      if (entry.getKey().payer().equals(account)) {
        sum = sum.add(entry.getValue().amount());
      }
    }
    return sum;
  }

  /** All that InferenceFees owes. */
  BigInteger owedByFees() {
    BigInteger sum = platform.add(stakers);
    for (BigInteger balance : balances.values()) {
      sum = sum.add(balance);
    }
    for (Held deposit : deposits.values()) {
      sum = sum.add(deposit.amount);
    }
    for (Held pledge : pledges.values()) {
      sum = sum.add(pledge.amount);
    }
    for (Reservation reservation : reservations.values()) {
      sum = sum.add(reservation.amount());
    }
    for (Model model : models) {
      sum = sum.add(model.creators).add(model.sink).add(model.bond.amount);
    }
    return sum;
  }

  /** All that Datanets owes. */
  BigInteger owedByDatanets() {
    BigInteger sum = BigInteger.ZERO;
    for (SortedMap<Long, Escrow> escrows : List.of(bonds, prices)) {
      for (Escrow escrow : escrows.values()) {
        sum = escrow.held ? sum.add(escrow.amount) : sum;
      }
    }
    return sum;
  }
}
