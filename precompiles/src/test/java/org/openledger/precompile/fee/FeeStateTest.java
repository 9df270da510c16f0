package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.ALICES;
import static org.openledger.precompile.fee.FeeFixture.BOB;
import static org.openledger.precompile.fee.FeeFixture.BOBS;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/**
 * Random sequences of calls against a simple model of the fees in plain Java: INV-FEE-01, -02, -03,
 * -06 hold after each, and every account's books are equal to the model's, to the wei.
 */
class FeeStateTest {

  private static final long DELAY = 4;
  private static final long WINDOW = 6;
  private static final BigInteger PLATFORM_FEE = wei(1_000);

  private record Held(BigInteger amount, long deadline) {}

  private final FeeFixture fees = new FeeFixture(parameters());
  private final TestNetwork network = fees.network;
  private final SortedMap<Address, BigInteger> balances = new TreeMap<>();
  private final SortedMap<Long, Held> reservations = new TreeMap<>();
  private final SortedSet<Long> settled = new TreeSet<>();
  private BigInteger creator = BigInteger.ZERO;
  private BigInteger stakers = BigInteger.ZERO;
  private BigInteger sink = BigInteger.ZERO;
  private BigInteger platform = BigInteger.ZERO;
  private BigInteger deposit = BigInteger.ZERO;
  private BigInteger unlocking = BigInteger.ZERO;
  private BigInteger bond = BigInteger.ZERO;
  private BigInteger unbonding = BigInteger.ZERO;
  private BigInteger pledged = BigInteger.ZERO;
  private BigInteger unpledging = BigInteger.ZERO;
  private long unpledgeBlock;
  private long unlockBlock;
  private long unbondBlock;
  private long block = 100;
  private long permits;
  private int succeeded;

  private static SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.WITHDRAWAL_DELAY, wei(DELAY));
    parameters.put(Parameter.RESERVE_WINDOW, wei(WINDOW));
    parameters.put(Parameter.PLATFORM_FEE, PLATFORM_FEE);
    return parameters;
  }

  /** An answer of so many of Alice's tokens, of Bob's, of nobody's, in this order. */
  private record Answer(int alices, int bobs, int nobodys) {
    static Answer random(Random random) {
      return new Answer(
          random.nextInt(3) == 0 ? 0 : 8 + random.nextInt(20),
          random.nextInt(3) == 0 ? 0 : 8 + random.nextInt(20),
          random.nextInt(20));
    }

    String text() {
      return ALICES.substring(0, alices) + BOBS.substring(0, bobs) + "@".repeat(nobodys);
    }

    int tokens() {
      return alices + bobs + nobodys;
    }

    BigInteger net() {
      BigInteger milli = FeeFixture.RATE.multiply(wei(tokens()));
      return milli.add(wei(999)).divide(wei(1_000));
    }

    BigInteger gross() {
      return net().add(PLATFORM_FEE);
    }
  }

  private void earn(Answer answer) {
    BigInteger[] parts = Split.byLargestRemainder(answer.net(), 7_000, 1_000, 2_000);
    creator = creator.add(parts[0]);
    stakers = stakers.add(parts[1]);
    platform = platform.add(PLATFORM_FEE);
    BigInteger pool = parts[2];
    BigInteger rest = pool;
    for (Address who : List.of(ALICE, BOB)) {
      int units = who.equals(ALICE) ? answer.alices() : answer.bobs();
      if (units > 0) {
        BigInteger share = pool.multiply(wei(units)).divide(wei(answer.tokens()));
        balances.merge(who, share, BigInteger::add);
        rest = rest.subtract(share);
      }
    }
    sink = sink.add(rest);
  }

  private void spend(BigInteger amount) {
    deposit = deposit.subtract(amount);
    unlocking = unlocking.min(deposit);
  }

  private boolean isFree(long request) {
    return !settled.contains(request) && !reservations.containsKey(request);
  }

  /** A call that must succeed exactly where the model says so. */
  private boolean call(
      boolean expected, Address sender, BigInteger value, String function, Object... arguments) {
    Outcome outcome =
        network.call(
            sender,
            CONTRACT,
            value,
            TestNetwork.GAS,
            TestNetwork.encode(CONTRACT, function, arguments));
    assertThat(outcome instanceof Outcome.Success)
        .as(() -> function + " " + outcome)
        .isEqualTo(expected);
    succeeded += expected ? 1 : 0;
    return expected;
  }

  @Test
  void theBooksAreThoseOfASimpleModelAfterEveryCall() {
    long seed = Long.getLong("openledger.seed", 51L);
    Random random = new Random(seed);
    BigInteger wealth = network.wealth();
    for (int step = 0; step < 800; step++) {
      try {
        step(random);
        audit(wealth);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", step " + step, e);
      }
    }
    assertThat(succeeded).isGreaterThan(350);
  }

  private void step(Random random) {
    long request = random.nextInt(400);
    Answer answer = Answer.random(random);
    switch (random.nextInt(17)) {
      case 0 -> settle(request, answer, answer.gross());
      case 1, 2 -> settle(request, answer, BigInteger.ZERO);
      case 3, 4 -> batch(random);
      case 5 -> reserve(request, answer, random.nextBoolean());
      case 6, 7 -> settleReserved(random, answer);
      case 8 -> giveBack(random);
      case 9, 10 -> deposit(random);
      case 11 -> withdraw(random);
      case 12 -> collect();
      case 13 -> payOut(random);
      case 14 -> bond(random);
      case 15 -> pledge(random);
      default -> {
        block += random.nextInt(4);
        network.host.setBlockNumber(block);
      }
    }
  }

  private void settle(long request, Answer answer, BigInteger value) {
    Bytes output = TestNetwork.output(answer.text());
    boolean prepaid = value.signum() == 0;
    boolean expected = isFree(request) && (!prepaid || answer.gross().compareTo(deposit) <= 0);
    Tuple receipt = fees.receipt(request, output, Bytes32.ZERO);
    if (call(expected, fees.payer, value, "settle", fees.model, request, output, receipt)) {
      settled.add(request);
      earn(answer);
      spend(prepaid ? answer.gross() : BigInteger.ZERO);
    }
  }

  private void batch(Random random) {
    boolean atomic = random.nextInt(4) == 0;
    List<FeeFixture.Item> items = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    BigInteger limit = wei(random.nextInt(200)).multiply(FeeFixture.RATE).divide(wei(1_000));
    SortedSet<Long> taken = new TreeSet<>();
    BigInteger coins = deposit.add(pledged);
    BigInteger spent = BigInteger.ZERO;
    boolean all = true;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Answer answer = Answer.random(random);
      long request = random.nextInt(400);
      items.add(FeeFixture.Item.of(request, answer.text()));
      // A reservation of the same request yields to the batch.
      Held held = reservations.get(request);
      BigInteger more = held == null || taken.contains(request) ? BigInteger.ZERO : held.amount();
      boolean free = !settled.contains(request) && !taken.contains(request);
      if (free
          && answer.gross().compareTo(limit.subtract(spent)) <= 0
          && answer.gross().compareTo(coins.add(more).subtract(spent)) <= 0) {
        taken.add(request);
        answers.add(answer);
        spent = spent.add(answer.gross());
        coins = coins.add(more);
      } else {
        all = false;
      }
    }
    Tuple permit = fees.permit(limit, block + 5, permits++);
    Object[] batch = fees.batch(permit, items, atomic);
    Object[] batchPacked = fees.batchPacked(permit, items, atomic);
    boolean packed = random.nextBoolean();
    if (call(
        all || !atomic,
        GATEWAY,
        BigInteger.ZERO,
        packed ? "settleBatchPacked" : "settleBatch",
        packed ? batchPacked : batch)) {
      settled.addAll(taken);
      for (long request : taken) {
        Held held = reservations.remove(request);
        deposit = held == null ? deposit : deposit.add(held.amount());
      }
      answers.forEach(this::earn);
      BigInteger fromPledge = spent.min(pledged);
      pledged = pledged.subtract(fromPledge);
      unpledging = unpledging.min(pledged);
      spend(spent.subtract(fromPledge));
      call(false, GATEWAY, BigInteger.ZERO, "settleBatch", batch); // INV-FEE-06
      call(false, GATEWAY, BigInteger.ZERO, "settleBatchPacked", batchPacked);
    }
  }

  private void reserve(long request, Answer most, boolean prepaid) {
    BigInteger value = prepaid ? BigInteger.ZERO : most.gross();
    boolean expected = isFree(request) && (!prepaid || most.gross().compareTo(deposit) <= 0);
    Object[] arguments = {fees.model, request, 0L, (long) most.tokens()};
    if (call(expected, fees.payer, value, "reserve", arguments)) {
      reservations.put(request, new Held(most.gross(), block + WINDOW));
      spend(prepaid ? most.gross() : BigInteger.ZERO);
    }
  }

  private long someReserved(Random random) {
    List<Long> requests = List.copyOf(reservations.keySet());
    return requests.isEmpty() || random.nextInt(5) == 0
        ? random.nextInt(400)
        : requests.get(random.nextInt(requests.size()));
  }

  private void settleReserved(Random random, Answer answer) {
    long request = someReserved(random);
    Held held = reservations.get(request);
    boolean expected =
        held != null && block <= held.deadline() && answer.gross().compareTo(held.amount()) <= 0;
    Bytes output = TestNetwork.output(answer.text());
    Tuple receipt = fees.receipt(request, output, Bytes32.ZERO);
    Object[] arguments = {fees.payer, fees.model, request, output, receipt};
    if (call(expected, GATEWAY, BigInteger.ZERO, "settleReserved", arguments) && held != null) {
      reservations.remove(request);
      settled.add(request);
      earn(answer);
      deposit = deposit.add(held.amount().subtract(answer.gross()));
    }
  }

  private void giveBack(Random random) {
    long request = someReserved(random);
    Held held = reservations.get(request);
    boolean refund = random.nextBoolean();
    boolean expected = held != null && (!refund || block > held.deadline());
    boolean done =
        refund
            ? call(expected, fees.payer, BigInteger.ZERO, "refund", fees.model, request)
            : call(expected, CREATOR, BigInteger.ZERO, "decline", fees.payer, fees.model, request);
    if (done && held != null) {
      reservations.remove(request);
      deposit = deposit.add(held.amount());
    }
  }

  private void deposit(Random random) {
    BigInteger amount = wei(random.nextInt(200)).multiply(FeeFixture.RATE).divide(wei(1_000));
    if (call(amount.signum() > 0, fees.payer, amount, "deposit")) {
      deposit = deposit.add(amount);
    }
  }

  private void withdraw(Random random) {
    if (random.nextBoolean()) {
      BigInteger amount = deposit.multiply(wei(random.nextInt(12))).divide(BigInteger.TEN);
      if (call(
          amount.compareTo(deposit) <= 0, fees.payer, BigInteger.ZERO, "startWithdrawal", amount)) {
        unlocking = amount;
        unlockBlock = block + DELAY;
      }
    } else if (call(
        unlocking.signum() > 0 && block >= unlockBlock,
        fees.payer,
        BigInteger.ZERO,
        "finishWithdrawal")) {
      deposit = deposit.subtract(unlocking);
      unlocking = BigInteger.ZERO;
    }
  }

  private void collect() {
    call(true, GATEWAY, BigInteger.ZERO, "collect", fees.model);
    balances.merge(CREATOR, creator, BigInteger::add);
    balances.merge(TREASURY, stakers, BigInteger::add);
    balances.merge(DATANET_TREASURY, sink, BigInteger::add);
    balances.merge(PLATFORM, platform, BigInteger::add);
    creator = stakers = sink = platform = BigInteger.ZERO;
  }

  private void payOut(Random random) {
    List<Address> all = List.of(ALICE, BOB, CREATOR, TREASURY, DATANET_TREASURY, PLATFORM);
    Address account = all.get(random.nextInt(all.size()));
    boolean due = balances.getOrDefault(account, BigInteger.ZERO).signum() > 0;
    if (call(due, account, BigInteger.ZERO, "withdraw")) {
      balances.remove(account);
    }
  }

  private void bond(Random random) {
    switch (random.nextInt(3)) {
      case 0 -> {
        call(true, GATEWAY, wei(50), "depositServingBond", fees.model);
        bond = bond.add(wei(50));
      }
      case 1 -> {
        BigInteger amount = wei(random.nextInt(120));
        Object[] arguments = {fees.model, amount};
        if (call(
            amount.compareTo(bond) <= 0,
            CREATOR,
            BigInteger.ZERO,
            "startBondWithdrawal",
            arguments)) {
          unbonding = amount;
          unbondBlock = block + DELAY;
        }
      }
      default -> {
        if (call(
            unbonding.signum() > 0 && block >= unbondBlock,
            CREATOR,
            BigInteger.ZERO,
            "finishBondWithdrawal",
            fees.model)) {
          bond = bond.subtract(unbonding);
          unbonding = BigInteger.ZERO;
        }
      }
    }
  }

  private void pledge(Random random) {
    BigInteger amount = wei(random.nextInt(200)).multiply(FeeFixture.RATE).divide(wei(1_000));
    switch (random.nextInt(3)) {
      case 0 -> {
        if (call(amount.signum() > 0, fees.payer, amount, "depositPledge", fees.model)) {
          pledged = pledged.add(amount);
        }
      }
      case 1 -> {
        Object[] arguments = {fees.model, amount};
        if (call(
            amount.compareTo(pledged) <= 0,
            fees.payer,
            BigInteger.ZERO,
            "startPledgeWithdrawal",
            arguments)) {
          unpledging = amount;
          unpledgeBlock = block + DELAY;
        }
      }
      default -> {
        if (call(
            unpledging.signum() > 0 && block >= unpledgeBlock,
            fees.payer,
            BigInteger.ZERO,
            "finishPledgeWithdrawal",
            fees.model)) {
          pledged = pledged.subtract(unpledging);
          unpledging = BigInteger.ZERO;
        }
      }
    }
  }

  private void audit(BigInteger wealth) {
    BigInteger reserved =
        reservations.values().stream().map(Held::amount).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger owed =
        balances.values().stream().reduce(BigInteger.ZERO, BigInteger::add).add(creator);
    owed =
        owed.add(stakers).add(sink).add(platform).add(deposit).add(reserved).add(bond).add(pledged);
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(owed);
    BigInteger held =
        network.host.balance(NativeAddress.INFERENCE_FEES.address()).toUnsignedBigInteger();
    assertThat(held).isEqualTo(owed);
    assertThat(network.wealth()).isEqualTo(wealth);
    Tuple statement = fees.statement(fees.payer);
    assertThat(statement.<BigInteger>get(2)).isEqualTo(deposit);
    assertThat(statement.<BigInteger>get(3)).isEqualTo(unlocking);
    assertThat(statement.<BigInteger>get(5)).isEqualTo(reserved);
    assertThat(network.send(GATEWAY, CONTRACT, "accrued", fees.model))
        .isEqualTo(AbiValues.tuple(creator, sink, BigInteger.ZERO));
    assertThat(network.<BigInteger>read(CONTRACT, "accruedPlatform")).isEqualTo(platform);
    assertThat(network.<BigInteger>read(CONTRACT, "accruedStakers")).isEqualTo(stakers);
    for (Address account : List.of(ALICE, BOB, CREATOR, TREASURY, DATANET_TREASURY, PLATFORM)) {
      assertThat(network.creditOf(account))
          .isEqualTo(balances.getOrDefault(account, BigInteger.ZERO));
    }
  }
}
