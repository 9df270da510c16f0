package org.openledger.precompile.stake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.stake.StakeFixture.CAROL;
import static org.openledger.precompile.stake.StakeFixture.CONTRACT;
import static org.openledger.precompile.stake.StakeFixture.EVIDENCE;
import static org.openledger.precompile.stake.StakeFixture.SELF;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** Random calls of several accounts; after each, every wei and every vote has its owner. */
class StakeMachineTest {

  private static final int CALLS = 4_000;
  private static final List<Address> ACCOUNTS =
      IntStream.range(20, 25).mapToObj(TestNetwork::account).toList();

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final StakeFixture it = new StakeFixture();
  private final TestNetwork network = it.network;
  private final BigInteger wealth = network.wealth();
  private final SortedMap<Address, Address> delegates = new TreeMap<>();
  private final SortedMap<Long, List<BigInteger>> past = new TreeMap<>();
  private final SortedSet<String> functions = new TreeSet<>();
  private int succeeded;

  @Test
  void everyWeiAndEveryVoteHasItsOwner() {
    for (int call = 0; call < CALLS; call++) {
      step();
      if (call % 8 == 0) {
        audit("seed " + seed + ", call " + call);
      }
    }
    assertThat(succeeded).as("calls that succeeded").isGreaterThan(CALLS / 3);
    assertThat(functions)
        .containsExactly(
            "claim",
            "delegate",
            "redeem",
            "slashAccount",
            "slashModel",
            "stake",
            "transfer",
            "unstake",
            "withdraw");
    past.forEach(
        (block, votes) -> assertThat(pastVotes(block)).as("block " + block).isEqualTo(votes));
  }

  private void step() {
    Address account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    Address other = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    long pool = random.nextInt(2) * it.model;
    long amount = 1 + random.nextLong(1L << (1 + random.nextInt(60)));
    switch (random.nextInt(16)) {
      case 0, 1 -> it.deposit(account, amount);
      case 2 -> make(account, "transfer", other, amount);
      case 3, 4, 5 -> make(account, "stake", pool, amount);
      case 6 -> make(account, "unstake", pool, amount);
      case 7 -> make(account, "unstake", pool, it.stakeOf(account, pool).<BigInteger>get(0));
      case 8 -> make(account, "redeem", amount);
      case 9 -> make(account, "withdraw", pool);
      case 10 -> make(account, "claim", pool);
      case 11 -> it.settle(1 + random.nextInt(3));
      case 12 -> network.collect(it.model);
      case 13 -> {
        if (make(account, "delegate", other)) {
          delegates.put(account, other);
        }
      }
      case 14 -> slash(account, pool);
      default -> later();
    }
  }

  private void slash(Address account, long pool) {
    long share = 1 + random.nextInt(5_000);
    if (random.nextBoolean()) {
      make(GOVERNOR, "slashModel", pool, share, EVIDENCE);
    } else {
      make(GOVERNOR, "slashAccount", account, pool, share, EVIDENCE);
    }
    it.parameter(Parameter.MODEL_STAKERS_SHARE, wei(random.nextInt(101)));
  }

  private void later() {
    long block = network.host.blockNumber();
    it.skip(1 + random.nextInt(60));
    past.put(block, pastVotes(block));
  }

  private boolean make(Address sender, String function, Object... arguments) {
    Outcome outcome =
        network.call(
            sender,
            CONTRACT,
            BigInteger.ZERO,
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
    tokens(when);
    votes(when);
    rewards(when);
  }

  /** INV-STAKE-01, 07. */
  private void tokens(String when) {
    BigInteger supply = it.number("totalSupply");
    BigInteger locked = it.number("balanceOf", SELF);
    BigInteger sum = locked;
    for (Address account : ACCOUNTS) {
      sum = sum.add(it.number("balanceOf", account));
    }
    assertThat(supply).as(when).isEqualTo(sum).isEqualTo(it.coins(SELF));
    BigInteger pools = BigInteger.ZERO;
    for (long pool = 0; pool <= it.model; pool++) {
      Tuple is = it.pool(pool);
      for (int side = 0; side < 2; side++) {
        BigInteger wei = is.get(2 * side);
        BigInteger shares = is.get(2 * side + 1);
        assertThat(wei).as(when).isLessThanOrEqualTo(shares);
        assertThat(wei.signum()).as(when).isEqualTo(shares.signum());
        if (pool == 0) {
          assertThat(wei).as(when).isEqualTo(shares);
        }
        BigInteger owned = BigInteger.ZERO;
        for (Address account : ACCOUNTS) {
          owned = owned.add(it.stakeOf(account, pool).<BigInteger>get(side));
        }
        assertThat(wei.subtract(owned)).as(when).isBetween(BigInteger.ZERO, wei(ACCOUNTS.size()));
        pools = pools.add(wei);
      }
    }
    assertThat(pools).as(when).isEqualTo(locked);
  }

  /** INV-STAKE-04. */
  private void votes(String when) {
    SortedMap<Address, BigInteger> expected = new TreeMap<>();
    for (Address account : ACCOUNTS) {
      Address to = delegates.getOrDefault(account, Address.ZERO);
      BigInteger staked = it.stakeOf(account, 0).get(0);
      expected.merge(to, it.number("balanceOf", account).add(staked), BigInteger::add);
    }
    for (Address account : ACCOUNTS) {
      assertThat(it.number("getVotes", account))
          .as(when)
          .isEqualTo(expected.getOrDefault(account, BigInteger.ZERO));
    }
  }

  /** INV-FEE-01, INV-STAKE-02: what InferenceFees owes is what all are owed. */
  private void rewards(String when) {
    BigInteger owed = network.read("InferenceFees", "accruedPlatform");
    owed = owed.add(network.read("InferenceFees", "accruedStakers"));
    for (int part = 0; part < 3; part++) {
      owed =
          owed.add(network.send(CAROL, "InferenceFees", "accrued", it.model).<BigInteger>get(part));
    }
    for (long pool = 0; pool <= it.model; pool++) {
      Tuple is = it.pool(pool);
      BigInteger rewards = is.get(6);
      BigInteger accrued = is.get(7);
      BigInteger open = BigInteger.ZERO;
      for (Address account : ACCOUNTS) {
        open = open.add(it.stakeOf(account, pool).<BigInteger>get(3));
      }
      boolean empty = is.<BigInteger>get(1).signum() == 0;
      BigInteger most = empty ? rewards : rewards.add(accrued);
      assertThat(most.subtract(open)).as(when).isBetween(BigInteger.ZERO, wei(ACCOUNTS.size() + 1));
      owed = owed.add(rewards);
    }
    List<Address> all = new ArrayList<>(ACCOUNTS);
    all.addAll(List.of(CREATOR, PLATFORM, TREASURY, DATANET_TREASURY));
    for (Address account : all) {
      owed = owed.add(network.creditOf(account));
    }
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities")).as(when).isEqualTo(owed);
  }

  private List<BigInteger> pastVotes(long block) {
    List<BigInteger> votes = new ArrayList<>();
    votes.add(it.number("getPastTotalSupply", block));
    for (Address account : ACCOUNTS) {
      votes.add(it.number("getPastVotes", account, block));
    }
    return votes;
  }
}
