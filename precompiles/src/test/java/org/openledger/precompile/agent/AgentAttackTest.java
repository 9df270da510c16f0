package org.openledger.precompile.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.agent.AgentFixture.FEES;
import static org.openledger.precompile.agent.AgentFixture.OTHER;
import static org.openledger.precompile.agent.AgentFixture.OWNER;
import static org.openledger.precompile.agent.AgentFixture.WALLET;
import static org.openledger.precompile.agent.AgentFixture.limits;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/**
 * A search for the agent that outspends its limits: whoever holds the wallet's key, the model's
 * creator, its serving key and a gateway are one, pay in any order, at any size and at the borders
 * of periods, while the owner changes limits, pauses and goes on; the wallet leaves and consents to
 * an accomplice. What they get beyond the limits must never be above 0, and the search must come as
 * near to that as can be.
 */
class AgentAttackTest {

  private static final int PLANS = 400;
  private static final int STEPS = 60;
  private static final long BUDGET = 1_000_000;

  private final long seed = Long.getLong("seed", 20261121L);
  private final AgentFixture it = new AgentFixture();

  @Test
  void noPlanSpendsMoreThanTheLimits() {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryHost.Snapshot clean = it.network.host.snapshot();
    long best = Long.MIN_VALUE;
    for (int plan = 0; plan < PLANS; plan++) {
      best = Math.max(best, new Plan(random.split()).play());
      assertThat(best).as("overspend; seed %s, plan %s", seed, plan).isLessThanOrEqualTo(0);
      it.network.host.restore(clean);
      clean = it.network.host.snapshot();
    }
    assertThat(best).as("the best plan uses the limit up").isZero();
  }

  /** One plan: what it takes in a period, less what the limits in force since its begin allow. */
  private final class Plan {

    private final SplittableRandom random;
    private final long agent;
    private final List<long[]> reserved = new ArrayList<>();
    private long perPeriod;
    private long periodBlocks;
    private long allowed;
    private long begin;
    private long taken;
    private long brought;
    private boolean bound = true;
    private long nonce;

    Plan(SplittableRandom random) {
      this.random = random;
      this.perPeriod = limit();
      this.periodBlocks = 1 + random.nextInt(50);
      it.network.host.setBlockNumber(AgentFixture.START);
      this.agent =
          it.agent(OWNER, WALLET, limits(2_200, perPeriod, periodBlocks, 1_000_000), BUDGET);
      this.begin = AgentFixture.START;
      next();
    }

    /** Sums that inferences of n tokens, 100·n + 200 wei, can and cannot meet exactly. */
    private long limit() {
      return 300 + 100L * random.nextInt(60) + (random.nextInt(4) == 0 ? random.nextInt(100) : 0);
    }

    long play() {
      long best = Long.MIN_VALUE;
      for (int step = 0; step < STEPS; step++) {
        move();
        best = Math.max(best, taken() - taken - allowed);
      }
      return best;
    }

    /** What has left owner and budget, in wei: settled or reserved. */
    private long taken() {
      BigInteger there = it.network.creditOf(OWNER);
      if (bound) {
        there = there.add(it.deposit(WALLET));
      }
      return BUDGET + brought - there.longValueExact();
    }

    /** Begins a period. */
    private void next() {
      taken = taken();
      allowed = perPeriod;
    }

    private void later(long blocks) {
      it.skip(blocks);
      long now = it.network.host.blockNumber();
      if (now >= begin + periodBlocks) {
        begin = now - (now - begin) % periodBlocks;
        next();
      }
    }

    private void move() {
      long border = begin + periodBlocks - it.network.host.blockNumber();
      switch (random.nextInt(20)) {
        case 0, 1, 2 -> pay(random.nextInt(3) == 0);
        case 3, 4, 5, 6 -> reserve(random.nextInt(3) == 0);
        case 7, 8 -> settleReserved();
        case 9, 10, 11 -> giveBack();
        case 12, 13, 14 -> batch();
        case 15 -> later(1 + random.nextInt(5));
        case 16 -> later(Math.max(0, border - 1 + random.nextInt(3)));
        case 17 -> change();
        case 18 -> {
          owner("pause");
          owner(random.nextInt(4) == 0 ? "pause" : "unpause");
        }
        default -> {
          if (bound && random.nextInt(6) == 0) {
            leave();
          }
        }
      }
    }

    /** However it ends: an agent that has left is not paused. */
    private void owner(String function) {
      it.network.call(
          OWNER,
          AgentFixture.CONTRACT,
          BigInteger.ZERO,
          TestNetwork.GAS,
          TestNetwork.encode(AgentFixture.CONTRACT, function, agent));
    }

    private int tokens() {
      return 1 + random.nextInt(20);
    }

    private void pay(boolean value) {
      int tokens = tokens();
      boolean paid = done(it.settle(WALLET, it.model, it.fresh(), tokens, value));
      if (paid && value && bound) {
        brought += AgentFixture.cost(tokens).longValueExact();
      }
    }

    private void reserve(boolean value) {
      int tokens = tokens();
      long request = it.fresh();
      if (done(it.reserve(WALLET, it.model, request, tokens, value))) {
        reserved.add(new long[] {request, tokens});
        if (value && bound) {
          brought += AgentFixture.cost(tokens).longValueExact();
        }
      }
    }

    private long[] any() {
      return reserved.isEmpty()
          ? new long[] {it.fresh(), 5}
          : reserved.get(random.nextInt(reserved.size()));
    }

    private void settleReserved() {
      long[] one = any();
      done(it.settleReserved(WALLET, it.model, one[0], 1 + random.nextInt((int) one[1])));
    }

    private void giveBack() {
      Address by = TestNetwork.CREATOR;
      String function = random.nextBoolean() ? "decline" : "refundFor";
      done(it.fees(by, BigInteger.ZERO, function, WALLET, it.model, any()[0]));
    }

    /** Reserved ones, fresh ones and the same one twice. */
    private void batch() {
      List<Long> requests = new ArrayList<>();
      int[] tokens = new int[1 + random.nextInt(6)];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = tokens();
        boolean again = i > 0 && random.nextInt(6) == 0;
        long other = random.nextBoolean() ? any()[0] : it.fresh();
        requests.add(again ? requests.get(i - 1) : other);
      }
      done(it.batch(WALLET, it.model, ++nonce, random.nextBoolean(), requests, tokens));
    }

    /** The owner's: another limit, sometimes another period, in which what was taken counts on. */
    private void change() {
      if (!bound) {
        return;
      }
      perPeriod = limit();
      long blocks = random.nextInt(3) == 0 ? 1 + random.nextInt(50) : periodBlocks;
      if (blocks != periodBlocks) {
        periodBlocks = blocks;
        begin = it.network.host.blockNumber();
      }
      allowed = Math.max(allowed, perPeriod);
      it.send(OWNER, "changeLimits", agent, limits(2_200, perPeriod, periodBlocks, 1_000_000));
    }

    /** The wallet resigns, and consents to an accomplice who allows everything. */
    private void leave() {
      it.send(WALLET, "revoke", agent);
      bound = false;
      long other = it.register(OTHER, WALLET, limits(1L << 40, 1L << 40, 10, 1_000_000));
      it.send(WALLET, "accept", other);
      it.network.pay(OTHER, wei(50_000), AgentFixture.CONTRACT, "fund", other);
      it.skip(random.nextInt(2) * (AgentFixture.RESERVE_WINDOW + 1));
    }

    private boolean done(Outcome outcome) {
      return AgentFixture.error(FEES, outcome).isEmpty();
    }
  }
}
