package org.openledger.precompile.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.influence.InfluenceFixture.ALICE;
import static org.openledger.precompile.influence.InfluenceFixture.BOB;
import static org.openledger.precompile.influence.InfluenceFixture.BOND;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.CHALLENGE;
import static org.openledger.precompile.influence.InfluenceFixture.CONTRACT;
import static org.openledger.precompile.influence.InfluenceFixture.EPOCH;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;
import static org.openledger.precompile.influence.InfluenceFixture.SELF;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;

/**
 * Random calls of everybody, in any order, by a plain book that knows only who was to get what:
 * after each hundred, every wei is where the book has it.
 */
class InfluenceMachineTest {

  private static final int CALLS = Integer.getInteger("machine.calls", 40_000);
  private static final int PER_AUDIT = 100;

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final InfluenceFixture it = new InfluenceFixture();
  private final TestNetwork network = it.network;
  private final BigInteger wealth = network.wealth();

  /** What the book says: credits by account, bonds by attester, and the pools that wait. */
  private final SortedMap<Address, Long> credits = new TreeMap<>();

  private final long[] bonds = new long[5];
  private final SortedMap<Long, Long> pools = new TreeMap<>();
  private final SortedMap<Long, Bytes> results = new TreeMap<>();
  private final SortedMap<Long, int[]> signers = new TreeMap<>();
  private final SortedMap<Long, int[]> rerunners = new TreeMap<>();
  private final SortedMap<Long, Bytes> reruns = new TreeMap<>();
  private final SortedMap<Long, Address> challengers = new TreeMap<>();
  private final TreeSet<String> functions = new TreeSet<>();
  private long newest;
  private int succeeded;

  @Test
  void everyWeiIsWhereThePlainBookHasIt() {
    Arrays.fill(bonds, BOND);
    for (int call = 0; call < CALLS; call++) {
      step();
      if (call % PER_AUDIT == 0) {
        audit("seed " + seed + ", call " + call);
      }
    }
    audit("seed " + seed);
    assertThat(succeeded).as("calls that succeeded").isGreaterThan(CALLS / 5);
    assertThat(functions)
        .contains(
            "challenge",
            "close",
            "cosign",
            "forfeit",
            "leave",
            "pay",
            "proveContradiction",
            "register",
            "rerun",
            "resolve",
            "submit",
            "withdrawBond");
  }

  private void step() {
    long epoch = Math.max(1, newest - random.nextInt(3));
    switch (random.nextInt(21)) {
      case 0, 1, 2 -> settle();
      case 3, 4 -> it.skip(1 + random.nextInt((int) EPOCH / 2));
      case 5, 6, 7, 8 -> submit(epoch);
      case 9 -> cosign(epoch);
      case 10 -> challenge(epoch);
      case 11 -> resolve(epoch);
      case 12 -> rerun(epoch);
      case 13 -> close(epoch);
      case 14, 15 -> pay(epoch);
      case 16 -> forfeit(epoch);
      case 17 -> contradict(epoch);
      case 18, 19 -> come(random.nextInt(5));
      default -> go(random.nextInt(5));
    }
  }

  private void settle() {
    it.settle(1);
    succeeded++;
    newest = it.openEpoch().<BigInteger>get(0).longValueExact();
    pools.merge(newest, 128L, Long::sum);
  }

  private Bytes weights() {
    return random.nextBoolean() ? it.shares() : random.nextBoolean() ? it.greed() : Bytes.EMPTY;
  }

  private int[] some() {
    int[] all = {0, 1, 2, 3, 4};
    for (int i = 4; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    return Arrays.copyOf(all, 2 + random.nextInt(4));
  }

  private void submit(long epoch) {
    if (newest == 0) {
      return;
    }
    Bytes weights = weights();
    int[] who = some();
    long round = random.nextInt(4) == 0 ? 1 : 0;
    Bytes signatures = it.signed(epoch, round, weights, who);
    if (make(CAROL, 0, "submit", it.model, epoch, EVIDENCE, METHOD, weights, signatures)) {
      results.put(epoch, weights);
      signers.put(epoch, who);
    }
  }

  private void cosign(long epoch) {
    if (newest == 0) {
      return;
    }
    Bytes weights = weights();
    int who = random.nextInt(5);
    long round = random.nextInt(4) == 0 ? 1 : 0;
    Bytes signature = it.signed(epoch, round, weights, who);
    Bytes hash = Keccak256.hash(weights);
    boolean made = make(CAROL, 0, "cosign", it.model, epoch, hash, EVIDENCE, METHOD, signature);
    if (made && weights.equals(results.get(epoch))) {
      int[] before = signers.get(epoch);
      int[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = who;
      signers.put(epoch, after);
    }
  }

  private void challenge(long epoch) {
    Address who = random.nextBoolean() ? BOB : CAROL;
    if (make(who, CHALLENGE, "challenge", it.model, epoch, EVIDENCE)) {
      challengers.put(epoch, who);
      reruns.remove(epoch);
    }
  }

  private void resolve(long epoch) {
    boolean upheld = random.nextBoolean();
    if (make(GOVERNOR, 0, "resolve", it.model, epoch, upheld, EVIDENCE)) {
      if (upheld) {
        credit(TREASURY, CHALLENGE);
      } else {
        overturned(epoch);
        results.remove(epoch);
      }
      challengers.remove(epoch);
    }
  }

  private void rerun(long epoch) {
    if (newest == 0) {
      return;
    }
    Bytes weights = weights();
    int[] who = some();
    Bytes signatures = it.signed(epoch, 1 + random.nextInt(2), weights, who);
    if (make(CAROL, 0, "rerun", it.model, epoch, EVIDENCE, METHOD, weights, signatures)) {
      reruns.put(epoch, weights);
      rerunners.put(epoch, who);
    }
  }

  private void close(long epoch) {
    if (make(BOB, 0, "close", it.model, epoch)) {
      Bytes found = reruns.remove(epoch);
      if (found != null && !found.equals(results.get(epoch))) {
        overturned(epoch);
        results.put(epoch, found);
        signers.put(epoch, rerunners.get(epoch));
      } else {
        credit(found == null ? challengers.get(epoch) : TREASURY, CHALLENGE);
      }
      challengers.remove(epoch);
    }
  }

  private void overturned(long epoch) {
    Address challenger = challengers.get(epoch);
    credit(challenger, CHALLENGE);
    for (int who : signers.get(epoch)) {
      slash(who, challenger);
    }
  }

  private void slash(int who, Address shower) {
    long amount = bonds[who] / 5;
    bonds[who] -= amount;
    credit(shower, amount / 2);
    credit(TREASURY, amount - amount / 2);
  }

  private void pay(long epoch) {
    Bytes weights = random.nextInt(3) == 0 ? weights() : results.getOrDefault(epoch, Bytes.EMPTY);
    if (make(CAROL, 0, "pay", it.model, epoch, weights)) {
      long pool = pools.remove(epoch);
      long rest = pool;
      if (weights.equals(it.shares())) {
        long alice = pool * 625 / 1_000;
        long bob = pool * 125 / 1_000;
        credit(ALICE, alice);
        credit(BOB, bob);
        rest = pool - alice - bob;
      } else if (weights.equals(it.greed())) {
        credit(CAROL, pool);
        rest = 0;
      }
      credit(DATANET_TREASURY, rest);
    }
  }

  private void forfeit(long epoch) {
    if (make(CAROL, 0, "forfeit", it.model, epoch)) {
      credit(DATANET_TREASURY, pools.remove(epoch));
    }
  }

  private void contradict(long epoch) {
    if (newest == 0 || random.nextInt(4) != 0) {
      return;
    }
    int who = random.nextInt(5);
    long round = random.nextInt(2);
    Tuple one = it.statement(epoch, round, it.shares(), who);
    Tuple other = it.statement(epoch, round, it.greed(), who);
    if (make(BOB, 0, "proveContradiction", it.model, epoch, round, one, other)) {
      slash(who, BOB);
    }
  }

  private void come(int who) {
    long value = random.nextBoolean() ? 4 * BOND : 1 + random.nextInt(1_000);
    if (make(it.attesters.get(who).address(), value, "register")) {
      bonds[who] += value;
    }
  }

  private void go(int who) {
    if (random.nextInt(30) == 0) {
      make(it.attesters.get(who).address(), 0, "leave");
    } else if (make(it.attesters.get(who).address(), 0, "withdrawBond")) {
      bonds[who] = 0;
    }
  }

  private void credit(Address account, long amount) {
    credits.merge(account, amount, Long::sum);
  }

  private boolean make(Address sender, long value, String function, Object... arguments) {
    Outcome outcome =
        network.call(
            sender,
            CONTRACT,
            wei(value),
            TestNetwork.GAS,
            TestNetwork.encode(CONTRACT, function, arguments));
    assertThat(outcome).isInstanceOfAny(Outcome.Success.class, Outcome.Revert.class);
    boolean success = outcome instanceof Outcome.Success;
    if (success) {
      succeeded++;
      functions.add(function);
    }
    return success;
  }

  private void audit(String when) {
    assertThat(network.wealth()).as(when).isEqualTo(wealth);
    long owed = 0;
    for (int who = 0; who < 5; who++) {
      assertThat(it.bond(who)).as("%s, attester %s", when, who).isEqualTo(wei(bonds[who]));
      owed += bonds[who];
    }
    owed += CHALLENGE * challengers.size();
    assertThat(it.number("liabilities")).as(when).isEqualTo(wei(owed)).isEqualTo(it.coins(SELF));
    long held = pools.values().stream().mapToLong(Long::longValue).sum();
    assertThat(it.number("heldOf", it.model)).as(when).isEqualTo(wei(held));
    for (Address account : new Address[] {ALICE, BOB, CAROL, DATANET_TREASURY, TREASURY}) {
      assertThat(network.creditOf(account))
          .as("%s, %s", when, account)
          .isEqualTo(wei(credits.getOrDefault(account, 0L)));
    }
    fees(when, held);
  }

  /** INV-FEE-01: what InferenceFees owes is what all are owed, the pools that wait included. */
  private void fees(String when, long held) {
    BigInteger owed = wei(held);
    owed = owed.add(network.read("InferenceFees", "accruedPlatform"));
    owed = owed.add(network.read("InferenceFees", "accruedStakers"));
    for (int part = 0; part < 3; part++) {
      owed =
          owed.add(network.send(BOB, "InferenceFees", "accrued", it.model).<BigInteger>get(part));
    }
    for (Address account : credits.keySet()) {
      owed = owed.add(network.creditOf(account));
    }
    for (Address account : new Address[] {CREATOR, PLATFORM}) {
      owed = owed.add(network.creditOf(account));
    }
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities")).as(when).isEqualTo(owed);
  }
}
