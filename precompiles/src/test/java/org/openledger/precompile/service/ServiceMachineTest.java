package org.openledger.precompile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.service.ServiceBook.ACCOUNTS;
import static org.openledger.precompile.service.ServiceFixture.CONTRACT;
import static org.openledger.precompile.service.ServiceFixture.HASH;
import static org.openledger.precompile.service.ServiceFixture.NAME;
import static org.openledger.precompile.service.ServiceFixture.SELF;
import static org.openledger.precompile.service.ServiceFixture.hash;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;

/**
 * Random calls of four accounts, each of them client, provider and passer-by. Each call succeeds or
 * is refused as {@link ServiceBook} says, and every wei is where the book has it.
 */
class ServiceMachineTest {

  private static final int CALLS = Integer.getInteger("services.calls", 200_000);
  private static final List<Address> ACCOUNT =
      IntStream.range(20, 20 + ACCOUNTS).mapToObj(TestNetwork::account).toList();

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final ServiceFixture it = new ServiceFixture();
  private final TestNetwork network = it.network;
  private final ServiceBook book = new ServiceBook();
  private final BigInteger wealth = network.wealth();
  private final BigInteger data = it.credit(DATANET_TREASURY);
  private final int[] succeeded = new int[24];
  private long nonce;
  private String when = "";

  @Test
  void everyCallDoesWhatTheBookSays() {
    // A signature is its signer's address: 200,000 calls have no time for curves.
    network.host.setRecovery(
        (digest, v, r, s) -> Optional.of(Address.fromWord(UInt256.fromBytes(r))));
    for (int call = 0; call < CALLS; call++) {
      when = "seed " + seed + ", call " + call;
      step(random.nextInt(succeeded.length));
      if (call % 2_000 == 0) {
        audit();
      }
    }
    audit();
    assertThat(succeeded[0]).as("registrations").isEqualTo(ACCOUNTS);
    for (int kind = 1; kind < succeeded.length; kind++) {
      assertThat(succeeded[kind]).as("successes of kind " + kind).isGreaterThan(CALLS / 20_000);
    }
  }

  private void step(int kind) {
    int who = random.nextInt(ACCOUNTS);
    ServiceBook.Order order = book.orders.isEmpty() ? null : order(kind);
    ServiceBook.Host host = book.hosts.isEmpty() ? null : recent(book.hosts, 6);
    ServiceBook.Guest guest = book.guests.isEmpty() ? null : recent(book.guests, 8);
    boolean done =
        switch (kind) {
          case 0 -> register(who);
          case 1 -> bond(who);
          case 2 -> startWithdrawal(who);
          case 3 -> same(book.finishWithdrawal(who), who, 0, "finishBondWithdrawal");
          case 4 -> slash(who);
          case 5, 6 -> open(who);
          case 7 -> order != null && on(book.cancel(who, order), who, "cancelJob", order);
          case 8, 9 -> order != null && on(book.accept(who, order), who, "acceptJob", order);
          case 10, 11 -> order != null && deliver(order.provider, order);
          case 12 -> order != null && on(book.miss(who, order), who, "missJob", order);
          case 13 -> order != null && on(book.confirm(who, order), who, "confirmJob", order);
          case 14 -> order != null && dispute(order);
          case 15 -> order != null && resolve(order);
          case 16 -> order != null && on(book.lapse(order), who, "lapseDispute", order);
          case 17 -> hosting(who, host);
          case 18 -> host != null && subscribe(who, host);
          case 19 -> guest != null && fund(who, guest);
          case 20 -> guest != null && on(book.collect(guest), who, "collectRent", guest);
          case 21 ->
              guest != null && on(book.endSubscription(who, guest), who, "endSubscription", guest);
          case 22 ->
              guest != null && on(book.closeSubscription(guest), who, "closeSubscription", guest);
          default -> guest != null && settle(who, guest);
        };
    succeeded[kind] += done ? 1 : 0;
    if (random.nextInt(4) == 0) {
      it.skip(1 + random.nextInt(random.nextInt(20) == 0 ? 60 : 4));
      book.block = it.block();
    }
  }

  /** Mostly one that the call is for. */
  private ServiceBook.Order order(int kind) {
    int status = kind < 10 ? 1 : kind < 13 ? 2 : kind < 15 ? 3 : 4;
    int among = kind == 16 ? 60 : 12;
    ServiceBook.Order order = recent(book.orders, among);
    for (int tries = 0; tries < among && order.status != status; tries++) {
      order = recent(book.orders, among);
    }
    return order;
  }

  private <T> T recent(List<T> all, int count) {
    return all.get(all.size() - 1 - random.nextInt(Math.min(all.size(), count)));
  }

  private long amount() {
    return 1 + random.nextLong(1L << (1 + random.nextInt(30)));
  }

  private boolean register(int who) {
    long bond = 900 + amount();
    return same(book.register(who, bond), who, bond, "register", NAME, "uri");
  }

  private boolean bond(int who) {
    long wei = 2_000 + amount();
    int of = random.nextInt(ACCOUNTS);
    return same(book.depositBond(of, wei), who, wei, "depositBond", ACCOUNT.get(of));
  }

  private boolean startWithdrawal(int who) {
    long wei = random.nextInt(3) == 0 ? amount() : 1 + random.nextInt(2_000);
    return same(book.startWithdrawal(who, wei), who, 0, "startBondWithdrawal", wei);
  }

  private boolean slash(int who) {
    long share = 1 + random.nextInt(1_000);
    boolean expected = book.slash(who, share);
    Outcome outcome = call(GOVERNOR, 0, "slashProvider", ACCOUNT.get(who), share, HASH);
    return checked(expected, outcome, "slashProvider");
  }

  private boolean open(int who) {
    int provider = random.nextInt(ACCOUNTS + 1) - 1;
    long price = amount();
    long bond = random.nextInt(2) * amount();
    long budget = random.nextInt(120);
    boolean needs = random.nextInt(3) == 0;
    Address named = provider < 0 ? Address.ZERO : ACCOUNT.get(provider);
    long[] data = needs ? new long[] {it.free, it.sold} : new long[0];
    Tuple terms = ServiceFixture.jobTerms(named, 0, price, bond, budget, data);
    return same(
        book.open(who, provider, price, bond, budget, needs),
        who,
        price + budget,
        "openJob",
        terms);
  }

  private boolean deliver(int provider, ServiceBook.Order order) {
    int who = provider < 0 || random.nextInt(8) == 0 ? random.nextInt(ACCOUNTS) : provider;
    return same(
        book.deliver(who, order),
        who,
        0,
        "deliverJob",
        id(book.orders, order),
        ServiceFixture.delivery());
  }

  private boolean dispute(ServiceBook.Order order) {
    int who = random.nextInt(8) == 0 ? random.nextInt(ACCOUNTS) : order.client;
    long bond = ServiceBook.bond(order);
    return same(book.dispute(who, order), who, bond, "disputeJob", id(book.orders, order), HASH);
  }

  private boolean resolve(ServiceBook.Order order) {
    long share = random.nextInt(10_001);
    boolean expected = book.resolve(order, share);
    Outcome outcome = call(GOVERNOR, 0, "resolveDispute", id(book.orders, order), share, HASH);
    return checked(expected, outcome, "resolveDispute");
  }

  private boolean hosting(int who, ServiceBook.Host host) {
    if (host != null && random.nextInt(4) == 0) {
      return same(book.closeOffer(who, host), who, 0, "closeOffer", id(book.hosts, host));
    }
    long price = amount();
    Tuple terms =
        ServiceFixture.offerTerms(
            it.server.address(), price, ServiceBook.PERIOD, ServiceBook.CAPACITY, 1L << 31);
    return same(book.openOffer(who, price), who, 0, "openOffer", terms);
  }

  private boolean subscribe(int who, ServiceBook.Host host) {
    long periods = 1 + random.nextInt(3);
    long escrow = random.nextInt(2_000);
    return same(
        book.subscribe(who, host, periods, escrow),
        who,
        host.price * periods + escrow,
        "subscribe",
        id(book.hosts, host),
        periods,
        hash(6),
        Address.ZERO);
  }

  private boolean fund(int who, ServiceBook.Guest guest) {
    long wei = 1 + random.nextInt(500);
    return same(book.fund(guest, wei), who, wei, "fundUsage", id(book.guests, guest));
  }

  private boolean settle(int who, ServiceBook.Guest guest) {
    long[][] items = new long[1 + random.nextInt(3)][];
    Tuple[] given = new Tuple[items.length];
    for (int i = 0; i < items.length; i++) {
      long block = book.block - random.nextInt(40) + random.nextInt(3);
      items[i] = new long[] {random.nextInt(60), block, random.nextInt(60)};
      given[i] = ServiceFixture.usage(items[i][0], items[i][1], 0, items[i][2]);
    }
    long limit = random.nextInt(600);
    Bytes signature =
        Bytes.concatenate(it.server.address().toWord(), UInt256.ONE.toBytes(), Bytes.of(27));
    return same(
        book.settle(guest, limit, items),
        who,
        0,
        "settleUsage",
        ServiceFixture.permit(id(book.guests, guest), limit, ++nonce),
        given,
        signature,
        Bytes.EMPTY);
  }

  private boolean on(boolean expected, int who, String function, ServiceBook.Order order) {
    return same(expected, who, 0, function, id(book.orders, order));
  }

  private boolean on(boolean expected, int who, String function, ServiceBook.Guest guest) {
    return same(expected, who, 0, function, id(book.guests, guest));
  }

  private static <T> long id(List<T> all, T one) {
    return 1 + all.lastIndexOf(one);
  }

  private boolean same(
      boolean expected, int who, long value, String function, Object... arguments) {
    return checked(expected, call(ACCOUNT.get(who), value, function, arguments), function);
  }

  private boolean checked(boolean expected, Outcome outcome, String function) {
    boolean success = outcome instanceof Outcome.Success;
    if (success != expected) {
      throw new AssertionError(when + ": " + function + " " + outcome + ", not " + expected);
    }
    return success;
  }

  private Outcome call(Address sender, long value, String function, Object... arguments) {
    Function it = ServiceAbi.ABI.function(function);
    Bytes input = Bytes.wrap(it.encodeCall(AbiValues.tuple(arguments)).array());
    return network.call(sender, CONTRACT, wei(value), TestNetwork.GAS, input);
  }

  /** INV-SERV-01, 02. */
  private void audit() {
    assertThat(network.wealth()).as(when).isEqualTo(wealth);
    assertThat(it.number("liabilities"))
        .as(when)
        .isEqualTo(book.liabilities())
        .isEqualTo(network.host.balance(SELF).toUnsignedBigInteger());
    for (int i = 0; i < ACCOUNTS; i++) {
      assertThat(it.credit(ACCOUNT.get(i))).as(when + ", account " + i).isEqualTo(book.credits[i]);
      ServiceBook.Firm firm = book.firms[i];
      long[] expected = {
        firm.bond,
        firm.locked,
        firm.unlocking,
        firm.work,
        firm.paid,
        firm.missed,
        firm.lost,
        firm.slashed
      };
      int[] members = {1, 2, 3, 5, 6, 7, 8, 9};
      Tuple told = it.provider(ACCOUNT.get(i));
      for (int m = 0; m < members.length; m++) {
        assertThat(told.<BigInteger>get(members[m]))
            .as(when + ", provider " + i + ", member " + members[m])
            .isEqualTo(expected[m]);
      }
      assertThat(firm.locked + firm.unlocking).as(when).isLessThanOrEqualTo(firm.bond);
    }
    assertThat(it.credit(PLATFORM)).as(when).isEqualTo(book.credits[ServiceBook.PLATFORM]);
    assertThat(it.credit(TREASURY)).as(when).isEqualTo(book.credits[ServiceBook.TREASURY]);
    assertThat(it.credit(DATANET_TREASURY).subtract(data))
        .as(when)
        .isEqualTo(book.credits[ServiceBook.DATA]);
    last();
  }

  private void last() {
    for (int i = Math.max(0, book.orders.size() - 12); i < book.orders.size(); i++) {
      ServiceBook.Order order = book.orders.get(i);
      Tuple told = it.job(i + 1L);
      assertThat(told.<Integer>get(2)).as(when + ", job " + i).isEqualTo(order.status);
      assertThat(told.<BigInteger>get(8)).as(when).isEqualTo(order.escrow());
    }
    for (int i = Math.max(0, book.guests.size() - 8); i < book.guests.size(); i++) {
      ServiceBook.Guest guest = book.guests.get(i);
      Tuple told = it.subscription(i + 1L);
      long[] expected = {
        guest.rent, guest.paid, guest.escrow, guest.start, guest.end, guest.settle
      };
      assertThat(told.<Integer>get(3)).as(when).isEqualTo(guest.status);
      for (int m = 0; m < expected.length; m++) {
        assertThat(told.<BigInteger>get(5 + m)).as(when + ", " + m).isEqualTo(expected[m]);
      }
    }
  }
}
