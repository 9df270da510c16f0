package org.openledger.precompile.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The services in plain Java, with amounts of {@code long}: what each call should do, or that it is
 * refused. Accounts are numbers.
 */
final class ServiceBook {

  static final int ACCOUNTS = 4;
  static final int PLATFORM = ACCOUNTS;
  static final int TREASURY = ACCOUNTS + 1;
  static final int DATA = ACCOUNTS + 2;
  static final int NOBODY = -1;
  static final long PERIOD = 50;
  static final long CAPACITY = 3;

  /** A provider. */
  static final class Firm {
    boolean registered;
    long bond;
    long locked;
    long unlocking;
    long unlock;
    long work;
    long paid;
    long missed;
    long lost;
    long slashed;
  }

  /** A job. */
  static final class Order {
    int client;
    int provider;
    int status = 1;
    long price;
    long bond;
    long budget;
    long dispute;
    long deadline;
    boolean data;

    long escrow() {
      return switch (status) {
        case 1 -> price + budget;
        case 2, 3 -> price;
        case 4 -> price + dispute;
        default -> 0;
      };
    }
  }

  /** An offer. */
  static final class Host {
    int provider;
    long price;
    long subscriptions;
    boolean closed;
  }

  /** A subscription. */
  static final class Guest {
    int client;
    Host host;
    int status = 1;
    long rent;
    long paid;
    long escrow;
    long start;
    long end;
    long settle;
    final SortedSet<Long> requests = new TreeSet<>();

    long earned(long block) {
      long all = end - start;
      return all == 0 ? 0 : rent * (Math.min(block, end) - start) / all;
    }
  }

  final Firm[] firms = new Firm[ACCOUNTS];
  final List<Order> orders = new ArrayList<>();
  final List<Host> hosts = new ArrayList<>();
  final List<Guest> guests = new ArrayList<>();
  final long[] credits = new long[ACCOUNTS + 3];
  final long[] access = new long[ACCOUNTS];
  long block = ServiceFixture.START;

  ServiceBook() {
    Arrays.setAll(firms, i -> new Firm());
  }

  long liabilities() {
    long sum = 0;
    for (Firm firm : firms) {
      sum += firm.bond;
    }
    for (Order order : orders) {
      sum += order.escrow();
    }
    for (Guest guest : guests) {
      sum += guest.rent - guest.paid + guest.escrow;
    }
    return sum;
  }

  boolean register(int who, long bond) {
    if (firms[who].registered || bond < ServiceFixture.MINIMUM) {
      return false;
    }
    firms[who].registered = true;
    firms[who].bond = bond;
    return true;
  }

  boolean depositBond(int who, long wei) {
    if (!firms[who].registered) {
      return false;
    }
    firms[who].bond += wei;
    return true;
  }

  boolean startWithdrawal(int who, long wei) {
    Firm firm = firms[who];
    if (!firm.registered || wei > firm.bond - firm.locked) {
      return false;
    }
    firm.unlocking = wei;
    firm.unlock = block + ServiceFixture.DELAY;
    return true;
  }

  boolean finishWithdrawal(int who) {
    Firm firm = firms[who];
    long rest = firm.bond - firm.unlocking;
    boolean stays = firm.work == 0 || rest - firm.locked >= ServiceFixture.MINIMUM;
    if (firm.unlocking == 0 || block < firm.unlock || !stays) {
      return false;
    }
    credits[who] += firm.unlocking;
    firm.bond = rest;
    firm.unlocking = 0;
    return true;
  }

  boolean slash(int who, long share) {
    Firm firm = firms[who];
    long taken = Math.min(firm.bond * share / 10_000, firm.bond - firm.locked);
    boolean late = firm.slashed == 0 || block >= firm.slashed + ServiceFixture.DELAY;
    if (!firm.registered || !late || taken == 0) {
      return false;
    }
    firm.bond -= taken;
    firm.unlocking = Math.min(firm.unlocking, firm.bond - firm.locked);
    firm.slashed = block;
    credits[TREASURY] += taken;
    return true;
  }

  private boolean begin(int who, long lock) {
    Firm firm = firms[who];
    boolean free = firm.bond - firm.locked - firm.unlocking - ServiceFixture.MINIMUM >= lock;
    return firm.registered && free;
  }

  boolean open(int who, int provider, long price, long bond, long budget, boolean data) {
    Order order = new Order();
    order.client = who;
    order.provider = provider;
    order.price = price;
    order.bond = bond;
    order.budget = budget;
    order.data = data;
    order.deadline = block + ServiceFixture.ACCEPT;
    orders.add(order);
    return true;
  }

  boolean cancel(int who, Order order) {
    if (order.status != 1 || (who != order.client && block <= order.deadline)) {
      return false;
    }
    credits[order.client] += order.escrow();
    order.status = 7;
    return true;
  }

  boolean accept(int who, Order order) {
    boolean meant = order.provider == NOBODY || order.provider == who;
    if (order.status != 1 || block > order.deadline || !meant || !begin(who, order.bond)) {
      return false;
    }
    long deadline = block + ServiceFixture.DELIVER;
    long cost = 0;
    if (order.data && access[order.client] <= deadline) {
      cost = 3 * (deadline + 1 - Math.max(access[order.client], block));
      if (cost > order.budget) {
        return false;
      }
      access[order.client] = deadline + 1;
    }
    firms[who].locked += order.bond;
    firms[who].work++;
    order.provider = who;
    order.status = 2;
    order.deadline = deadline;
    credits[DATA] += cost;
    credits[order.client] += order.budget - cost;
    return true;
  }

  boolean deliver(int who, Order order) {
    if (order.status != 2 || who != order.provider || block > order.deadline) {
      return false;
    }
    order.status = 3;
    order.deadline = block + ServiceFixture.CONFIRM;
    return true;
  }

  boolean miss(int who, Order order) {
    if (order.status != 2 || (who != order.provider && block <= order.deadline)) {
      return false;
    }
    long penalty = order.bond / 2;
    credits[order.client] += order.price + penalty;
    release(order, penalty).missed++;
    order.status = 8;
    return true;
  }

  private Firm release(Order order, long penalty) {
    Firm firm = firms[order.provider];
    firm.locked -= order.bond;
    firm.bond -= penalty;
    firm.work--;
    return firm;
  }

  boolean confirm(int who, Order order) {
    if (order.status != 3 || (who != order.client && block <= order.deadline)) {
      return false;
    }
    earn(order.provider, order.price);
    release(order, 0).paid++;
    order.status = 5;
    return true;
  }

  private static long fee(long wei) {
    return (wei * 250 + 9_999) / 10_000;
  }

  private void earn(int who, long wei) {
    credits[PLATFORM] += fee(wei);
    credits[who] += wei - fee(wei);
  }

  boolean dispute(int who, Order order) {
    if (order.status != 3 || who != order.client || block > order.deadline) {
      return false;
    }
    order.dispute = bond(order);
    order.status = 4;
    order.deadline = block + ServiceFixture.WINDOW;
    return true;
  }

  static long bond(Order order) {
    return (order.price + 9) / 10;
  }

  boolean resolve(Order order, long share) {
    if (order.status != 4 || block > order.deadline) {
      return false;
    }
    long penalty = order.bond * (10_000 - share) / 10_000 / 2;
    end(order, share, penalty, order.dispute * share / 10_000);
    return true;
  }

  boolean lapse(Order order) {
    if (order.status != 4 || block <= order.deadline) {
      return false;
    }
    end(order, 5_000, 0, 0);
    return true;
  }

  private void end(Order order, long share, long penalty, long forfeited) {
    long price = order.price * share / 10_000;
    earn(order.provider, price);
    credits[order.provider] += forfeited;
    credits[order.client] += order.price - price + order.dispute - forfeited + penalty;
    release(order, penalty).lost += share < 5_000 ? 1 : 0;
    order.status = 6;
  }

  boolean openOffer(int who, long price) {
    if (!begin(who, 0)) {
      return false;
    }
    Host host = new Host();
    host.provider = who;
    host.price = price;
    hosts.add(host);
    firms[who].work++;
    return true;
  }

  boolean closeOffer(int who, Host host) {
    if (host.closed || who != host.provider) {
      return false;
    }
    host.closed = true;
    firms[who].work--;
    return true;
  }

  boolean subscribe(int who, Host host, long periods, long escrow) {
    if (host.closed || host.subscriptions == CAPACITY || !begin(host.provider, 0)) {
      return false;
    }
    Guest guest = new Guest();
    guest.client = who;
    guest.host = host;
    guest.rent = host.price * periods;
    guest.escrow = escrow;
    guest.start = block;
    guest.end = block + PERIOD * periods;
    guest.settle = guest.end + ServiceFixture.SETTLE;
    guests.add(guest);
    host.subscriptions++;
    firms[host.provider].work++;
    return true;
  }

  boolean fund(Guest guest, long wei) {
    if (guest.status != 1) {
      return false;
    }
    guest.escrow += wei;
    return true;
  }

  boolean collect(Guest guest) {
    if (guest.status != 1) {
      return false;
    }
    long earned = guest.earned(block);
    long fee = fee(earned) - fee(guest.paid);
    credits[PLATFORM] += fee;
    credits[guest.host.provider] += earned - guest.paid - fee;
    guest.paid = earned;
    return true;
  }

  boolean endSubscription(int who, Guest guest) {
    boolean party = who == guest.client || who == guest.host.provider;
    if (guest.status != 1 || (!party && block < guest.end)) {
      return false;
    }
    collect(guest);
    credits[guest.client] += guest.rent - guest.paid;
    guest.rent = guest.paid;
    guest.end = Math.min(block, guest.end);
    guest.settle = guest.end + ServiceFixture.SETTLE;
    guest.status = 2;
    guest.host.subscriptions--;
    return true;
  }

  boolean closeSubscription(Guest guest) {
    if (guest.status != 2 || block <= guest.settle) {
      return false;
    }
    credits[guest.client] += guest.escrow;
    guest.escrow = 0;
    guest.status = 3;
    firms[guest.host.provider].work--;
    return true;
  }

  /** Items of a request, a block, and output tokens each; a batch of a new number. */
  boolean settle(Guest guest, long limit, long[][] items) {
    if (guest.status == 3 || block > guest.settle) {
      return false;
    }
    long spent = 0;
    for (long[] item : items) {
      long price = 7 + 4 * item[2];
      boolean within = item[1] >= guest.start && item[1] < guest.end && item[1] <= block;
      boolean payable = price <= limit - spent && price <= guest.escrow - spent;
      if (within && payable && guest.requests.add(item[0])) {
        spent += price;
      }
    }
    guest.escrow -= spent;
    earn(guest.host.provider, spent);
    return true;
  }
}
