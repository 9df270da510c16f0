package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.CAROL;
import static org.openledger.precompile.datanet.DatanetWorld.EVIDENCE;
import static org.openledger.precompile.datanet.DatanetWorld.PURPOSE;
import static org.openledger.precompile.datanet.DatanetWorld.SALT;
import static org.openledger.precompile.datanet.DatanetWorld.SECOND;
import static org.openledger.precompile.datanet.DatanetWorld.THIRD;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Storage;
import org.openledger.precompile.system.Parameter;

/**
 * Random calls against a model in plain Java that foretells each outcome by name; money is
 * conserved to the wei at every step. Windows are a few blocks, so that everything happens often.
 */
class DatanetMachineTest {

  private static final long WINDOW = 4;
  private static final long LOCK = 6;
  private static final long QUOTA = 400;
  private static final int RUNS = 6;
  private static final int STEPS = 1_500;
  private static final Address[] PEOPLE = {ALICE, BOB, CAROL, REVIEWER, OWNER, GOVERNOR};
  private static final Address[] REVIEWERS = {REVIEWER, SECOND, THIRD};
  private static final Address[] PAID = {
    ALICE, BOB, CAROL, REVIEWER, OWNER, GOVERNOR, TREASURY, DATANET_TREASURY
  };

  /** What the model knows of a contribution. */
  private static final class Item {
    Address author = ALICE;
    String text = "";
    Status status = Status.PENDING;
    Standing standing = Standing.PAID;
    BondState bondState = BondState.NONE;
    boolean sealed;
    long deadline;
    long release;
    long bond;
    final SortedMap<Address, Verdict> votes = new TreeMap<>();
  }

  /** What the model knows of a request. */
  private static final class Asked {
    Address by = ALICE;
    RequestStatus status = RequestStatus.OPEN;
    long blocks;
    long price;
  }

  /** What the model knows of somebody's access. */
  private static final class Right {
    long expiry;
    long start;
    long paidUntil;
    long paid;
  }

  private final long seed = Long.getLong("openledger.seed", 21L);
  private Random random = new Random(seed);
  private DatanetWorld world = new DatanetWorld();
  private List<Item> items = new ArrayList<>();
  private List<Asked> requests = new ArrayList<>();
  private SortedMap<Address, Right> rights = new TreeMap<>();
  private SortedMap<Address, Long> credits = new TreeMap<>();
  private SortedMap<Address, Long> used = new TreeMap<>();
  private boolean autoGrant;
  private long pushed;
  private long pushedEver;
  private int succeeded;

  @Test
  void theContractDoesWhatTheModelSaysAndNoWeiIsLost() {
    for (int run = 0; run < RUNS; run++) {
      begin(run);
      BigInteger wealth = world.network.wealth();
      for (int step = 0; step < STEPS; step++) {
        String at = "seed " + seed + ", run " + run + ", step " + step;
        step(at);
        long heldBonds =
            items.stream().filter(i -> i.bondState == BondState.HELD).mapToLong(i -> i.bond).sum();
        long heldPrices =
            requests.stream()
                .filter(r -> r.status == RequestStatus.OPEN)
                .mapToLong(r -> r.price)
                .sum();
        Storage storage = storage();
        assertThat(new DatanetStorage(storage).liabilities())
            .as(at)
            .isEqualTo(heldBonds + heldPrices);
        assertThat(world.balance(NativeAddress.DATANETS))
            .as(at)
            .isEqualTo(heldBonds + heldPrices + pushed);
        Ledger ledger = new Ledger(storage);
        BigInteger owed = BigInteger.ZERO;
        for (Address account : PAID) {
          BigInteger balance = ledger.balance(ledger.number(account));
          long due = credits.getOrDefault(account, 0L);
          assertThat(balance).as(at).isEqualTo(due);
          owed = owed.add(balance);
        }
        assertThat(ledger.totals().liabilities()).as(at).isEqualTo(owed);
        assertThat(world.balance(NativeAddress.INFERENCE_FEES))
            .as(at)
            .isEqualTo(owed.longValueExact());
        assertThat(world.network.wealth())
            .as(at)
            .isEqualTo(wealth.add(BigInteger.valueOf(pushedEver)));
      }
    }
    assertThat(succeeded).isGreaterThan(RUNS * STEPS / 6);
  }

  private void begin(int run) {
    random = new Random(seed * 1_000_003 + run);
    world = new DatanetWorld();
    items = new ArrayList<>();
    requests = new ArrayList<>();
    rights = new TreeMap<>();
    credits = new TreeMap<>();
    used = new TreeMap<>();
    pushed = 0;
    pushedEver = 0;
    set(Parameter.REVEAL_WINDOW, WINDOW);
    set(Parameter.BOND_LOCK, LOCK);
    world.network.send(
        OWNER,
        "Datanets",
        "setPolicy",
        world.closed,
        TestNetwork.policy(
            true, true, false, false, run % 2 == 1, DatanetWorld.BOND, DatanetWorld.PRICE, QUOTA));
    autoGrant = run % 2 == 1;
  }

  private void set(Parameter parameter, long value) {
    world.network.send(TestNetwork.ADMIN, "System", "setParameter", parameter.key(), value);
  }

  private Storage storage() {
    world.network.host.setGas(Long.MAX_VALUE);
    return new Storage(world.network.host, new GasMeter(world.network.host));
  }

  private void step(String at) {
    switch (random.nextInt(14)) {
      case 0 -> commit(at);
      case 1, 2 -> reveal(at);
      case 3 -> contribute(at);
      case 4, 5, 6 -> vote(at);
      case 7 -> takeDown(at);
      case 8 -> slashOrMark(at);
      case 9 -> release(at);
      case 10 -> seal(at);
      case 11 -> ask(at);
      case 12 -> answer(at);
      default -> other(at);
    }
  }

  /** Sends a call and compares its outcome; the empty name stands for success. */
  private boolean agree(
      String at, String expected, Address from, long value, String function, Object... arguments) {
    Outcome outcome =
        world.network.call(
            from,
            "Datanets",
            BigInteger.valueOf(value),
            GAS,
            TestNetwork.encode("Datanets", function, arguments));
    String met =
        switch (outcome) {
          case Outcome.Success it -> "";
          case Outcome.Revert revert ->
              ContractAbi.of("Datanets").errors().stream()
                  .filter(e -> e.selector().equals(revert.data().slice(0, 4)))
                  .map(AbiError::name)
                  .findFirst()
                  .orElseThrow();
          default -> outcome.toString();
        };
    assertThat(met).as(at + ": " + function).isEqualTo(expected);
    succeeded += met.isEmpty() ? 1 : 0;
    return met.isEmpty();
  }

  private Address person() {
    return PEOPLE[random.nextInt(PEOPLE.length)];
  }

  private String text() {
    return "abcdefgh".substring(0, 1 + random.nextInt(8));
  }

  private void credit(Address account, long amount) {
    credits.merge(account, amount, Long::sum);
  }

  private String admission(Address who, long tokens, boolean exact) {
    if (!who.equals(ALICE) && !who.equals(BOB)) {
      return "ContributorNotAllowed";
    }
    if (used.getOrDefault(who, 0L) + tokens > QUOTA) {
      return "QuotaExceeded";
    }
    return exact ? "" : "WrongValue";
  }

  private Item add(Address who, String text, Status status) {
    Item item = new Item();
    item.author = who;
    item.text = text;
    item.status = status;
    item.bond = DatanetWorld.BOND * text.length();
    item.bondState = BondState.HELD;
    used.merge(who, (long) text.length(), Long::sum);
    items.add(item);
    return item;
  }

  private void commit(String at) {
    Address who = person();
    String text = text();
    boolean exact = random.nextInt(8) != 0;
    long value = DatanetWorld.BOND * text.length() + (exact ? 0 : 1);
    Bytes32 commitment = DatanetWorld.commitment(world.closed, who, text);
    long tokens = text.length();
    if (agree(
        at,
        admission(who, tokens, exact),
        who,
        value,
        "commit",
        world.closed,
        commitment,
        tokens)) {
      Item it = add(who, text, Status.COMMITTED);
      it.deadline = world.block() + WINDOW;
      it.release = it.bondState == BondState.HELD ? it.deadline + 1 + LOCK : 0;
    }
  }

  private void contribute(String at) {
    Address who = person();
    String text = text();
    boolean exact = random.nextInt(8) != 0;
    long value = DatanetWorld.BOND * text.length() + (exact ? 0 : 1);
    if (agree(
        at,
        admission(who, text.length(), exact),
        who,
        value,
        "contributeInline",
        world.closed,
        "",
        TestNetwork.content(text))) {
      add(who, text, Status.PENDING);
    }
  }

  /** Some contribution's id, more often a late one; 0 where there is none. */
  private int pick() {
    int size = items.size();
    return size == 0 ? 0 : size - random.nextInt(Math.min(size, 12));
  }

  private void reveal(String at) {
    int id = pick();
    if (id == 0) {
      return;
    }
    Item it = items.get(id - 1);
    Address who = random.nextInt(5) == 0 ? person() : it.author;
    boolean right = random.nextInt(5) != 0;
    String expected =
        !who.equals(it.author)
            ? "NotContributor"
            : it.status != Status.COMMITTED
                ? "WrongStatus"
                : world.block() > it.deadline
                    ? "CommitmentLapsed"
                    : right ? "" : "CommitmentMismatch";
    Bytes32 salt = right ? SALT : EVIDENCE;
    Bytes32 root = DatanetWorld.root(it.text);
    if (agree(at, expected, who, 0, "reveal", (long) id, root, 1L, salt, "")) {
      it.status = Status.PENDING;
      it.deadline = 0;
      it.release = 0;
    }
  }

  private void vote(String at) {
    int id = pick();
    if (id == 0) {
      return;
    }
    Item it = items.get(id - 1);
    Address who = random.nextInt(6) == 0 ? ALICE : REVIEWERS[random.nextInt(3)];
    Verdict verdict = random.nextInt(3) == 0 ? Verdict.REJECT : Verdict.ACCEPT;
    verdict = random.nextInt(6) == 0 ? Verdict.ACCEPT_AS_COMMONS : verdict;
    String expected =
        who.equals(ALICE)
            ? "NotReviewer"
            : it.status != Status.PENDING
                ? "WrongStatus"
                : it.standing != Standing.PAID
                    ? "WrongStanding"
                    : it.votes.get(who) == verdict ? "AlreadyVoted" : "";
    boolean done =
        switch (verdict) {
          case ACCEPT -> agree(at, expected, who, 0, "accept", (long) id);
          case REJECT -> agree(at, expected, who, 0, "reject", (long) id, EVIDENCE);
          default -> agree(at, expected, who, 0, "acceptAsCommons", (long) id, EVIDENCE);
        };
    if (done) {
      it.votes.put(who, verdict);
      Verdict cast = verdict;
      if (it.votes.values().stream().filter(v -> v == cast).count() == 2) {
        it.status = verdict == Verdict.REJECT ? Status.REJECTED : Status.ACCEPTED;
        it.standing = verdict == Verdict.ACCEPT_AS_COMMONS ? Standing.COMMONS : Standing.PAID;
        it.release = it.bondState == BondState.HELD ? world.block() + LOCK : 0;
      }
      same(at, id, it);
    }
  }

  private void same(String at, long id, Item it) {
    Contribution record = new ContributionStorage(storage()).contribution(id);
    assertThat(record.status()).as(at).isEqualTo(it.status);
    assertThat(record.standing()).as(at).isEqualTo(it.standing);
    assertThat(record.bondState()).as(at).isEqualTo(it.bondState);
    assertThat(record.deadline()).as(at).isEqualTo(it.deadline);
    assertThat(record.releaseBlock()).as(at).isEqualTo(it.release);
    assertThat(record.sealedIn() != 0).as(at).isEqualTo(it.sealed);
    // INV-DAT-08: a payee only where somebody is paid.
    if (it.standing != Standing.PAID) {
      assertThat(new DatanetStorage(storage()).payee(id)).as(at).isZero();
    }
  }

  private void takeDown(String at) {
    int id = pick();
    if (id == 0) {
      return;
    }
    Item it = items.get(id - 1);
    Address who = person();
    boolean may =
        who.equals(it.author) || who.equals(GOVERNOR) || (who.equals(OWNER) && !it.sealed);
    boolean fits = it.status == Status.PENDING || it.status == Status.ACCEPTED;
    String expected =
        !may
            ? "TakeDownNotAllowed"
            : !fits ? "WrongStatus" : it.standing.code() >= 2 ? "WrongStanding" : "";
    if (agree(at, expected, who, 0, "takeDown", (long) id, EVIDENCE)) {
      it.standing = Standing.TAKEN_DOWN;
      if (it.status == Status.PENDING && it.bondState == BondState.HELD) {
        it.release = world.block() + LOCK;
      }
      same(at, id, it);
    }
  }

  private void slashOrMark(String at) {
    int id = pick();
    if (id == 0) {
      return;
    }
    Item it = items.get(id - 1);
    Address who = random.nextInt(3) == 0 ? OWNER : GOVERNOR;
    boolean mark = random.nextBoolean();
    if (mark) {
      String expected =
          who.equals(OWNER)
              ? "AccessControlUnauthorizedAccount"
              : it.status != Status.ACCEPTED
                  ? "WrongStatus"
                  : it.standing != Standing.PAID ? "WrongStanding" : "";
      if (agree(at, expected, who, 0, "markCommons", (long) id, EVIDENCE)) {
        it.standing = Standing.COMMONS;
      }
    } else {
      Address to = random.nextInt(3) == 0 ? person() : CAROL;
      String expected =
          who.equals(OWNER)
              ? "AccessControlUnauthorizedAccount"
              : to.equals(GOVERNOR) || to.equals(it.author)
                  ? "WrongBeneficiary"
                  : it.status == Status.COMMITTED && world.block() <= it.deadline
                      ? "WrongStatus"
                      : it.bondState != BondState.HELD ? "BondNotHeld" : "";
      if (agree(at, expected, who, 0, "slash", (long) id, to, EVIDENCE)) {
        it.standing = Standing.SLASHED;
        it.bondState = BondState.SLASHED;
        credit(to, it.bond);
      }
    }
    same(at, id, it);
  }

  private void release(String at) {
    if (items.isEmpty()) {
      return;
    }
    int id = 1 + random.nextInt(items.size());
    Item it = items.get(id - 1);
    Address who = random.nextInt(5) == 0 ? person() : it.author;
    String expected =
        !who.equals(it.author)
            ? "NotContributor"
            : it.bondState != BondState.HELD
                ? "BondNotHeld"
                : it.release == 0 ? "WrongStatus" : world.block() < it.release ? "BondLocked" : "";
    if (agree(at, expected, who, 0, "releaseBond", (long) id)) {
      it.bondState = BondState.RELEASED;
      credit(it.author, it.bond);
      same(at, id, it);
    }
  }

  private void seal(String at) {
    int id = pick();
    if (id == 0) {
      return;
    }
    Item it = items.get(id - 1);
    boolean fits = it.status == Status.ACCEPTED && !it.sealed;
    String expected = !fits ? "WrongStatus" : it.standing.code() >= 2 ? "WrongStanding" : "";
    BigInteger[] ids = {BigInteger.valueOf(id)};
    if (agree(at, expected, OWNER, 0, "seal", world.closed, ids)) {
      it.sealed = true;
      same(at, id, it);
    }
  }

  private void ask(String at) {
    Address who = person();
    Asked request = new Asked();
    request.by = who;
    request.blocks = 1 + random.nextInt(9);
    request.price = DatanetWorld.PRICE * request.blocks;
    boolean exact = random.nextInt(6) != 0;
    if (agree(
        at,
        exact ? "" : "WrongValue",
        who,
        request.price - (exact ? 0 : 1),
        "requestAccess",
        world.closed,
        PURPOSE,
        request.blocks)) {
      requests.add(request);
      if (autoGrant) {
        grant(request);
      }
    }
  }

  private void grant(Asked request) {
    request.status = RequestStatus.GRANTED;
    credit(DATANET_TREASURY, request.price);
    Right right = rights.computeIfAbsent(request.by, a -> new Right());
    right.paid = unused(right) + request.price;
    right.start = world.block();
    right.paidUntil = Math.max(right.paidUntil, world.block()) + request.blocks;
    right.expiry = Math.max(right.expiry, right.paidUntil);
  }

  private long unused(Right right) {
    long left = Math.max(0, right.paidUntil - world.block());
    return left == 0 ? 0 : Math.ceilDiv(right.paid * left, right.paidUntil - right.start);
  }

  private void answer(String at) {
    if (requests.isEmpty()) {
      return;
    }
    int id = requests.size() - random.nextInt(Math.min(requests.size(), 5));
    Asked request = requests.get(id - 1);
    Address who = random.nextInt(4) == 0 ? person() : OWNER;
    int verb = random.nextInt(3);
    String closed = request.status == RequestStatus.OPEN ? "" : "RequestNotOpen";
    String owned = who.equals(OWNER) ? closed : "NotOwner";
    if (verb == 0) {
      if (agree(at, owned, who, 0, "grantAccess", (long) id)) {
        grant(request);
      }
    } else if (verb == 1) {
      if (agree(at, owned, who, 0, "denyAccess", (long) id)) {
        request.status = RequestStatus.DENIED;
        credit(request.by, request.price);
      }
    } else {
      String mine = who.equals(request.by) ? closed : "NotRequester";
      if (agree(at, mine, who, 0, "cancelRequest", (long) id)) {
        request.status = RequestStatus.CANCELLED;
        credit(request.by, request.price);
      }
    }
  }

  private void other(String at) {
    switch (random.nextInt(4)) {
      case 0 -> world.skip(random.nextInt(4));
      case 1 -> revoke(at);
      case 2 -> {
        long coins = random.nextInt(3);
        Address datanets = NativeAddress.DATANETS.address();
        world.network.host.setBalance(
            datanets, world.network.host.balance(datanets).add(UInt256.valueOf(coins)));
        pushed += coins;
        pushedEver += coins;
      }
      default -> {
        if (agree(at, "", CAROL, 0, "sweepSurplus")) {
          credit(TREASURY, pushed);
          pushed = 0;
        }
      }
    }
  }

  private void revoke(String at) {
    Address of = person();
    Address by = random.nextInt(3) == 0 ? GOVERNOR : random.nextInt(4) == 0 ? CAROL : OWNER;
    Right right = rights.getOrDefault(of, new Right());
    long value = random.nextInt(60);
    boolean forfeit = by.equals(GOVERNOR) && value == 0;
    long refund = forfeit ? 0 : unused(right);
    String expected =
        by.equals(CAROL)
            ? "NotOwner"
            : world.block() >= right.expiry ? "NoAccess" : value < refund ? "RefundTooSmall" : "";
    if (agree(at, expected, by, value, "revokeAccess", world.closed, of)) {
      rights.remove(of);
      credit(of, refund);
      credit(by, value - refund);
    }
  }
}
