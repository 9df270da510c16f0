package org.openledger.precompile.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.agent.AgentFixture.CAROL;
import static org.openledger.precompile.agent.AgentFixture.CONTRACT;
import static org.openledger.precompile.agent.AgentFixture.FEES;
import static org.openledger.precompile.agent.AgentFixture.METADATA;
import static org.openledger.precompile.agent.AgentFixture.OTHER;
import static org.openledger.precompile.agent.AgentFixture.OWNER;
import static org.openledger.precompile.agent.AgentFixture.RESERVE_WINDOW;
import static org.openledger.precompile.agent.AgentFixture.WALLET;
import static org.openledger.precompile.agent.AgentFixture.WALLET_2;
import static org.openledger.precompile.agent.AgentFixture.list;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;

/**
 * Random calls of owners, wallets and gateways, each of which must end as a plain book says:
 * INV-AGENT-01 to 03, and no wei comes or goes.
 */
class AgentMachineTest {

  private static final int OPERATIONS = Integer.getInteger("operations", 200_000);
  private static final List<Address> OWNERS = List.of(OWNER, OTHER);
  private static final List<Address> PAYERS = List.of(WALLET, WALLET_2, CAROL);

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final AgentFixture it = new AgentFixture();
  private final TestNetwork network = it.network;
  private final Book book = new Book();
  private final BigInteger wealth = network.wealth();
  private final SortedMap<String, Integer> outcomes = new TreeMap<>();

  @Test
  void everyCallEndsAsTheBookSays() {
    for (int operation = 0; operation < OPERATIONS; operation++) {
      try {
        step();
        if (operation % 256 == 0) {
          audit();
        }
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", operation " + operation, e);
      }
    }
    assertThat(outcomes.keySet())
        .contains(
            "reserve",
            "reserve: AgentPaused",
            "reserve: AgentExpired",
            "reserve: AgentLimitExceeded",
            "reserve: ModelNotAllowed",
            "reserve: InsufficientDeposit",
            "settle",
            "settle: AgentLimitExceeded",
            "settleReserved",
            "settleBatch",
            "decline",
            "refundFor",
            "fund",
            "reclaim",
            "changeLimits",
            "revoke",
            "accept",
            "accept: WalletTaken");
  }

  private long block() {
    return network.host.blockNumber();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void step() {
    switch (random.nextInt(64)) {
      case 0 -> settle();
      case 1 -> settleReserved();
      case 2 -> batch();
      case 3 -> revoke();
      case 4 -> register();
      case 5 -> models();
      case 6, 7 -> limits();
      case 8, 9, 10 -> pause();
      case 11, 12, 13 -> reclaim();
      case 14, 15, 16, 17, 18, 19, 20 -> fund();
      case 21, 22 -> it.skip(1 + random.nextInt(12));
      case 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39 -> giveBack();
      default -> reserve();
    }
  }

  /** Compares how a call ended with what the book says. */
  private boolean ended(String function, String contract, Outcome outcome, String expected) {
    String error = AgentFixture.error(contract, outcome);
    assertThat(error).as(function).isEqualTo(expected);
    outcomes.merge(error.isEmpty() ? function : function + ": " + error, 1, Integer::sum);
    return error.isEmpty();
  }

  /** What a payment ends with. */
  private String refusal(Address payer, long model, long fee, boolean value) {
    boolean covered = value || fee <= book.deposit(payer);
    return covered ? book.refusal(payer, model, fee, 0, block()) : "InsufficientDeposit";
  }

  private void paid(Address payer, long fee, boolean value) {
    if (!value) {
      book.addDeposit(payer, -fee);
    }
    book.count(payer, fee, block());
  }

  private void reserve() {
    Address payer = any(PAYERS);
    long model = 1 + random.nextInt(2);
    int tokens = 1 + random.nextInt(20);
    long fee = 100L * tokens + 200;
    boolean value = random.nextInt(4) == 0;
    long request = it.fresh();
    String expected = refusal(payer, model, fee, value);
    if (ended("reserve", FEES, it.reserve(payer, model, request, tokens, value), expected)) {
      long agent = book.agentOf(payer);
      long period = agent == 0 ? 0 : book.agents.get(agent).begin(block());
      paid(payer, fee, value);
      long deadline = block() + RESERVE_WINDOW;
      book.reservations.put(
          request, new Book.Reserved(payer, model, request, fee, deadline, agent, period));
    }
  }

  private void giveBack() {
    if (book.reservations.isEmpty()) {
      return;
    }
    Book.Reserved held = any(new ArrayList<>(book.reservations.values()));
    boolean decline = random.nextBoolean();
    Outcome outcome =
        it.fees(
            TestNetwork.CREATOR,
            BigInteger.ZERO,
            decline ? "decline" : "refundFor",
            held.payer(),
            held.model(),
            held.request());
    String expected = decline || block() > held.deadline() ? "" : "TooEarly";
    if (ended(decline ? "decline" : "refundFor", FEES, outcome, expected)) {
      book.reservations.remove(held.request());
      book.giveBack(held, held.amount(), block());
    }
  }

  private void settle() {
    Address payer = any(PAYERS);
    int tokens = 1 + random.nextInt(20);
    boolean value = random.nextInt(3) == 0;
    long fee = 100L * tokens + 200;
    String expected = refusal(payer, it.model, fee, value);
    Outcome outcome = it.settle(payer, it.model, it.fresh(), tokens, value);
    if (ended("settle", FEES, outcome, expected)) {
      paid(payer, fee, value);
    }
  }

  private void settleReserved() {
    if (book.reservations.isEmpty()) {
      return;
    }
    Book.Reserved held = any(new ArrayList<>(book.reservations.values()));
    int most = (int) (held.amount() - 200) / 100;
    int tokens = 1 + random.nextInt(most);
    String expected = block() > held.deadline() ? "DeadlinePassed" : "";
    Outcome outcome = it.settleReserved(held.payer(), held.model(), held.request(), tokens);
    if (ended("settleReserved", FEES, outcome, expected)) {
      book.reservations.remove(held.request());
      if (tokens < most) {
        book.giveBack(held, 100L * (most - tokens), block());
      }
    }
  }

  /** Items, some of which were reserved before; those that the book refuses are skipped. */
  private void batch() {
    Address payer = any(PAYERS);
    List<Long> requests = new ArrayList<>();
    int[] tokens = new int[1 + random.nextInt(4)];
    long settled = 0;
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = 1 + random.nextInt(12);
      long fee = 100L * tokens[i] + 200;
      Book.Reserved held =
          book.reservations.values().stream()
              .filter(of -> of.payer().equals(payer) && of.model() == it.model)
              .filter(of -> !requests.contains(of.request()))
              .findFirst()
              .filter(of -> random.nextBoolean())
              .orElse(null);
      requests.add(held == null ? it.fresh() : held.request());
      boolean returns = held != null && (held.agent() == 0 || held.agent() == book.agentOf(payer));
      long more = returns ? held.amount() : 0;
      long uncounted = returns ? book.uncounted(held, more, block()) : 0;
      boolean passes =
          fee <= book.deposit(payer) + more
              && book.refusal(payer, it.model, fee, uncounted, block()).isEmpty();
      if (passes) {
        if (held != null) {
          book.reservations.remove(held.request());
          book.giveBack(held, held.amount(), block());
        }
        paid(payer, fee, false);
        settled++;
      }
    }
    Outcome outcome = it.batch(payer, it.model, it.fresh(), false, requests, tokens);
    assertThat(ended("settleBatch", FEES, outcome, "")).isTrue();
    BigInteger count = ((Outcome.Success) outcome).output().slice(0, 32).toUnsignedBigInteger();
    assertThat(count).isEqualTo(wei(settled));
  }

  private void fund() {
    long amount = 1 + random.nextInt(9_000);
    if (random.nextInt(4) == 0) {
      Address payer = any(PAYERS);
      assertThat(it.fees(CAROL, wei(amount), "depositFor", payer))
          .isInstanceOf(Outcome.Success.class);
      book.addDeposit(payer, amount);
    } else if (!book.agents.isEmpty()) {
      long id = anyAgent();
      Book.Agent agent = book.agents.get(id);
      Outcome outcome = call(any(OWNERS), wei(amount), "fund", id);
      if (ended("fund", CONTRACT, outcome, agent.bound ? "" : "WrongStatus")) {
        book.addDeposit(agent.wallet, amount);
      }
    }
  }

  private Outcome call(Address sender, BigInteger value, String function, Object... arguments) {
    return network.call(
        sender,
        CONTRACT,
        value,
        TestNetwork.GAS,
        TestNetwork.encode(CONTRACT, function, arguments));
  }

  private Outcome call(Address sender, String function, Object... arguments) {
    return call(sender, BigInteger.ZERO, function, arguments);
  }

  /** Mostly one of the last agents: the others are revoked. */
  private long anyAgent() {
    int last = book.agents.size();
    return Math.max(1, last - random.nextInt(random.nextInt(4) == 0 ? last : 4));
  }

  private void reclaim() {
    if (book.agents.isEmpty()) {
      return;
    }
    long id = anyAgent();
    Book.Agent agent = book.agents.get(id);
    Address by = any(OWNERS);
    long amount = 1 + random.nextInt(4_000);
    String expected =
        !by.equals(agent.owner)
            ? "NotOwner"
            : !agent.bound
                ? "WrongStatus"
                : amount > book.deposit(agent.wallet) ? "InsufficientBudget" : "";
    if (ended("reclaim", CONTRACT, call(by, "reclaim", id, amount), expected)) {
      book.addDeposit(agent.wallet, -amount);
      book.addCredit(agent.owner, amount);
    }
  }

  private void pause() {
    if (book.agents.isEmpty()) {
      return;
    }
    long id = anyAgent();
    Book.Agent agent = book.agents.get(id);
    boolean pause = random.nextInt(3) == 0;
    String expected = agent.bound && agent.paused != pause ? "" : "WrongStatus";
    String function = pause ? "pause" : "unpause";
    if (ended(function, CONTRACT, call(agent.owner, function, id), expected)) {
      agent.paused = pause;
    }
  }

  private Tuple someLimits(Book.Agent agent, boolean keepsPeriod) {
    agent.perInference = random.nextInt(3_000);
    agent.perPeriod = random.nextInt(12_000);
    agent.periodBlocks = keepsPeriod ? agent.periodBlocks : 1 + random.nextInt(60);
    agent.expiry = block() + random.nextInt(200);
    return AgentFixture.limits(
        agent.perInference, agent.perPeriod, agent.periodBlocks, agent.expiry);
  }

  private void limits() {
    if (book.agents.isEmpty()) {
      return;
    }
    long id = anyAgent();
    Book.Agent agent = book.agents.get(id);
    if (agent.revoked) {
      ended(
          "changeLimits",
          CONTRACT,
          call(agent.owner, "changeLimits", id, AgentFixture.limits(1, 1)),
          "WrongStatus");
      return;
    }
    long before = agent.bound ? agent.spent(block()) : 0;
    long periodBlocks = agent.periodBlocks;
    Tuple limits = someLimits(agent, random.nextBoolean());
    ended("changeLimits", CONTRACT, call(agent.owner, "changeLimits", id, limits), "");
    if (agent.bound && agent.periodBlocks != periodBlocks) {
      agent.origin = block();
      agent.periods.put(block(), before);
    }
  }

  private void models() {
    if (book.agents.isEmpty()) {
      return;
    }
    long id = anyAgent();
    Book.Agent agent = book.agents.get(id);
    long only = random.nextInt(3);
    BigInteger[] models = only == 0 ? list() : list(only);
    Outcome outcome = call(agent.owner, "changeModels", id, only == 0, models);
    if (ended("changeModels", CONTRACT, outcome, agent.revoked ? "WrongStatus" : "")) {
      agent.onlyModel = only;
    }
  }

  private void revoke() {
    if (book.agents.isEmpty()) {
      return;
    }
    long id = anyAgent();
    Book.Agent agent = book.agents.get(id);
    Address by = random.nextBoolean() ? agent.owner : agent.wallet;
    if (ended("revoke", CONTRACT, call(by, "revoke", id), agent.revoked ? "WrongStatus" : "")) {
      if (agent.bound) {
        book.addCredit(agent.owner, book.deposit(agent.wallet));
        book.deposits.remove(agent.wallet);
        book.wallets.remove(agent.wallet);
      }
      agent.bound = false;
      agent.revoked = true;
    }
  }

  private void register() {
    Address owner = any(OWNERS);
    Address wallet = random.nextBoolean() ? WALLET : WALLET_2;
    Book.Agent agent = new Book.Agent(owner, wallet);
    Tuple limits = someLimits(agent, false);
    Outcome outcome = call(owner, "register", wallet, METADATA, "", limits, true, list());
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    long id = book.agents.size() + 1;
    book.agents.put(id, agent);
    String expected = book.agentOf(wallet) == 0 ? "" : "WalletTaken";
    if (ended("accept", CONTRACT, call(wallet, "accept", id), expected)) {
      agent.bound = true;
      book.wallets.put(wallet, id);
      agent.origin = block();
    }
  }

  private void audit() {
    assertThat(network.wealth()).isEqualTo(wealth);
    BigInteger owed = book.owed();
    for (Address account :
        List.of(TestNetwork.PLATFORM, TestNetwork.TREASURY, TestNetwork.CREATOR, CAROL)) {
      owed = owed.add(network.creditOf(account));
    }
    for (long model = 1; model <= 2; model++) {
      Tuple accrued = network.send(CAROL, FEES, "accrued", model);
      for (int part = 0; part < 3; part++) {
        owed = owed.add(accrued.<BigInteger>get(part));
      }
    }
    owed = owed.add(network.<BigInteger>read(FEES, "accruedPlatform"));
    owed = owed.add(network.<BigInteger>read(FEES, "accruedStakers"));
    assertThat(network.<BigInteger>read(FEES, "liabilities")).isEqualTo(owed);
    for (Address payer : PAYERS) {
      assertThat(it.deposit(payer)).isEqualTo(book.deposit(payer));
      assertThat(network.<BigInteger>read(CONTRACT, "agentOf", payer))
          .isEqualTo(book.agentOf(payer));
    }
    for (Address owner : OWNERS) {
      assertThat(network.creditOf(owner)).isEqualTo(wei(book.credits.getOrDefault(owner, 0L)));
    }
    for (long id = Math.max(1, book.agents.size() - 6); id <= book.agents.size(); id++) {
      Book.Agent agent = book.agents.get(id);
      assertThat(it.view(id).<BigInteger>get(7)).isEqualTo(agent.total);
      if (agent.bound) {
        assertThat(it.spent(id)).isEqualTo(agent.spent(block()));
        assertThat(it.period(id).<BigInteger>get(0)).isEqualTo(agent.begin(block()));
      }
    }
  }
}
