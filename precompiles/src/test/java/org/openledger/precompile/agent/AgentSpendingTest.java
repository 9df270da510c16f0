package org.openledger.precompile.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.agent.AgentFixture.FEES;
import static org.openledger.precompile.agent.AgentFixture.OTHER;
import static org.openledger.precompile.agent.AgentFixture.OWNER;
import static org.openledger.precompile.agent.AgentFixture.RESERVE_WINDOW;
import static org.openledger.precompile.agent.AgentFixture.WALLET;
import static org.openledger.precompile.agent.AgentFixture.cost;
import static org.openledger.precompile.agent.AgentFixture.limits;
import static org.openledger.precompile.agent.AgentFixture.list;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;

/** What an agent's wallet pays counts, whichever way it pays. */
class AgentSpendingTest {

  private final AgentFixture it = new AgentFixture();

  /** The ways to pay for one inference of 8 tokens, 1,000 wei. */
  private List<LongFunction<Outcome>> ways() {
    return List.of(
        request -> it.settle(WALLET, it.model, request, 8, false),
        request -> it.settle(WALLET, it.model, request, 8, true),
        request -> it.reserve(WALLET, it.model, request, 8, false),
        request -> it.reserve(WALLET, it.model, request, 8, true),
        request -> it.batch(WALLET, it.model, request, true, List.of(request), 8));
  }

  @Test
  void everyWayCountsTheGrossFee() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 5_000), 100_000);
    long expected = 0;
    for (LongFunction<Outcome> way : ways()) {
      passes(way.apply(it.fresh()));
      expected += 1_000;
      assertThat(it.spent(agent)).isEqualTo(expected);
    }
    for (LongFunction<Outcome> way : ways()) {
      assertThat(refused(way.apply(it.fresh()), "AgentLimitExceeded"))
          .isEqualTo(AbiValues.tuple(agent, 5_000L, 6_000L));
    }
    assertThat(it.period(agent))
        .isEqualTo(AbiValues.tuple(AgentFixture.START, AgentFixture.START + 100, 5_000L, 0L));
    it.skip(100);
    passes(ways().getFirst().apply(it.fresh()));
    assertThat(it.spent(agent)).isEqualTo(1_000);
    assertThat(it.view(agent).<BigInteger>get(7)).isEqualTo(6_000);
  }

  @Test
  void everyWayIsRefusedWhilePausedAfterExpiryForAnotherModelAndBeyondTheLimit() {
    long agent =
        it.agent(OWNER, WALLET, limits(1_000, 5_000, 100, AgentFixture.START + 9), 100_000);
    it.send(OWNER, "pause", agent);
    allRefused("AgentPaused", AbiValues.tuple(agent));
    it.send(OWNER, "unpause", agent);
    it.send(OWNER, "changeModels", agent, false, list(it.model2));
    allRefused("ModelNotAllowed", AbiValues.tuple(agent, it.model));
    it.send(OWNER, "changeModels", agent, false, list(it.model, it.model2));
    it.send(OWNER, "changeLimits", agent, limits(999, 5_000, 100, AgentFixture.START + 9));
    allRefused("AgentLimitExceeded", AbiValues.tuple(agent, 999L, 1_000L));
    it.send(OWNER, "changeLimits", agent, limits(1_000, 5_000, 100, AgentFixture.START + 9));
    it.skip(9);
    passes(it.settle(WALLET, it.model, it.fresh(), 8, false));
    it.skip(1);
    allRefused("AgentExpired", AbiValues.tuple(agent, AgentFixture.START + 9));
    assertThat(it.spent(agent)).isEqualTo(1_000);
  }

  private void allRefused(String error, Tuple arguments) {
    for (LongFunction<Outcome> way : ways()) {
      assertThat(refused(way.apply(it.fresh()), error)).isEqualTo(arguments);
    }
  }

  @Test
  void aBatchCountsInSumAndAFailedItemNothing() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 2_500), 100_000);
    long first = it.fresh();
    List<Long> requests = List.of(first, it.fresh(), first, it.fresh(), it.fresh());
    // 1,000; too dear by itself; settled before; 1,000; beyond the period.
    Outcome outcome = it.batch(WALLET, it.model, 1, false, requests, 8, 9, 8, 8, 8);
    passes(outcome);
    Bytes output = ((Outcome.Success) outcome).output();
    Tuple result = ContractAbi.of(FEES).function("settleBatch").decodeReturn(output.toArray());
    assertThat(result).isEqualTo(AbiValues.tuple(2L, 2_000L));
    assertThat(it.spent(agent)).isEqualTo(2_000);
    assertThat(it.deposit(WALLET)).isEqualTo(98_000);
    Tuple reason =
        refused(
            it.batch(WALLET, it.model, 2, true, List.of(it.fresh(), it.fresh()), 3, 1),
            "BatchItemFailed");
    assertThat(reason.<BigInteger>get(0)).isEqualTo(1);
    assertThat(
            ContractAbi.of(FEES)
                .error("AgentLimitExceeded")
                .decode(Bytes.wrap(reason.<byte[]>get(1))))
        .isEqualTo(AbiValues.tuple(agent, 2_500L, 2_800L));
    assertThat(it.spent(agent)).isEqualTo(2_000);
  }

  @Test
  void whatAReservationGivesBackCountsNoMoreInItsPeriodOnly() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 2_000), 100_000);
    long settled = it.fresh();
    long declined = it.fresh();
    passes(it.reserve(WALLET, it.model, settled, 8, false));
    passes(it.reserve(WALLET, it.model, declined, 8, false));
    refused(it.reserve(WALLET, it.model, it.fresh(), 1, false), "AgentLimitExceeded");
    passes(it.settleReserved(WALLET, it.model, settled, 2));
    assertThat(it.spent(agent)).isEqualTo(1_400);
    it.network.send(TestNetwork.CREATOR, FEES, "decline", WALLET, it.model, declined);
    assertThat(it.spent(agent)).isEqualTo(400);
    // Reserved in one period, given back in the next.
    long late = it.fresh();
    it.skip(90);
    passes(it.reserve(WALLET, it.model, late, 8, false));
    it.skip(RESERVE_WINDOW + 1);
    passes(it.settle(WALLET, it.model, it.fresh(), 5, false));
    it.network.send(OTHER, FEES, "refundFor", WALLET, it.model, late);
    assertThat(it.spent(agent)).isEqualTo(700);
    assertThat(it.view(agent).<BigInteger>get(7)).isEqualTo(1_100);
    assertThat(it.deposit(WALLET)).isEqualTo(98_900);
  }

  @Test
  void whatIsReservedIsSettledWhateverBecomesOfTheAgent() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 3_000, 100, AgentFixture.START), 100_000);
    long[] requests = {it.fresh(), it.fresh(), it.fresh()};
    for (long request : requests) {
      passes(it.reserve(WALLET, it.model, request, 8, false));
    }
    it.skip(1);
    passes(it.settleReserved(WALLET, it.model, requests[0], 8));
    it.send(OWNER, "pause", agent);
    passes(it.settleReserved(WALLET, it.model, requests[1], 4));
    it.send(OWNER, "revoke", agent);
    BigInteger credit = it.network.creditOf(OWNER);
    passes(it.settleReserved(WALLET, it.model, requests[2], 1));
    // The rest is the owner's, not the wallet's, which is a plain account now.
    assertThat(it.network.creditOf(OWNER)).isEqualTo(credit.add(wei(700)));
    assertThat(it.deposit(WALLET)).isZero();
  }

  @Test
  void aWalletThatBecomesAnotherAgentsTakesNothingAlong() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 3_000), 2_000);
    long reserved = it.fresh();
    long inBatch = it.fresh();
    passes(it.reserve(WALLET, it.model, reserved, 8, false));
    passes(it.reserve(WALLET, it.model, inBatch, 8, false));
    it.send(OWNER, "revoke", agent);
    long second = it.agent(OTHER, WALLET, limits(1_000, 2_000), 1_500);
    assertThat(it.spent(second)).isZero();
    it.network.send(TestNetwork.CREATOR, FEES, "decline", WALLET, it.model, reserved);
    assertThat(it.network.creditOf(OWNER)).isEqualTo(1_000);
    // A batch gives the old owner his reservation back, and takes its pay from the new budget.
    passes(it.batch(WALLET, it.model, 1, true, List.of(inBatch), 8));
    assertThat(it.network.creditOf(OWNER)).isEqualTo(2_000);
    assertThat(it.deposit(WALLET)).isEqualTo(500);
    assertThat(it.spent(second)).isEqualTo(1_000);
    assertThat(it.spent(agent)).isZero();
    assertThat(it.view(agent).<BigInteger>get(7)).isZero();
    long third = it.fresh();
    refused(it.batch(WALLET, it.model, 2, true, List.of(third), 8), "BatchItemFailed");
  }

  @Test
  void aBatchOverAReservationOfItsOwnCountsOnce() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 1_000), 1_000);
    long request = it.fresh();
    passes(it.reserve(WALLET, it.model, request, 8, false));
    passes(it.batch(WALLET, it.model, 1, true, List.of(request), 6));
    assertThat(it.spent(agent)).isEqualTo(800);
    assertThat(it.deposit(WALLET)).isEqualTo(200);
  }

  /** INV-FEE-11: a gateway that served on a pledge is paid, whatever the payer becomes. */
  @Test
  void whatWasPledgedBeforePaysBatchesOutsideOfTheLimits() {
    it.network.pay(WALLET, wei(1_500), FEES, "depositPledge", it.model);
    long agent = it.agent(OWNER, WALLET, limits(0, 400), 10_000);
    it.send(OWNER, "pause", agent);
    passes(it.batch(WALLET, it.model, 1, true, List.of(it.fresh()), 8));
    assertThat(it.spent(agent)).isZero();
    // 500 of 1,000 are pledged: the others count.
    refused(it.batch(WALLET, it.model, 2, true, List.of(it.fresh()), 8), "BatchItemFailed");
    it.send(OWNER, "unpause", agent);
    it.send(OWNER, "changeLimits", agent, limits(1_000, 499));
    refused(it.batch(WALLET, it.model, 2, true, List.of(it.fresh()), 8), "BatchItemFailed");
    it.send(OWNER, "changeLimits", agent, limits(1_000, 500));
    passes(it.batch(WALLET, it.model, 2, true, List.of(it.fresh()), 8));
    assertThat(it.spent(agent)).isEqualTo(500);
    assertThat(it.deposit(WALLET)).isEqualTo(9_500);
  }

  @Test
  void limitsChangeAtOnceAndForgetNothing() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 3_000), 100_000);
    passes(it.settle(WALLET, it.model, it.fresh(), 8, false));
    it.send(OWNER, "changeLimits", agent, limits(1_000, 1_100));
    refused(it.settle(WALLET, it.model, it.fresh(), 8, false), "AgentLimitExceeded");
    it.send(OWNER, "changeLimits", agent, limits(1_000, 500));
    assertThat(it.period(agent).<BigInteger>get(3)).isZero();
    it.send(OWNER, "changeLimits", agent, limits(1_000, 2_000));
    passes(it.settle(WALLET, it.model, it.fresh(), 8, false));
    it.skip(40);
    // Another length begins a new period, in which what was spent counts on.
    it.send(OWNER, "changeLimits", agent, limits(1_000, 2_000, 7, 1_000_000));
    long now = AgentFixture.START + 40;
    assertThat(it.period(agent)).isEqualTo(AbiValues.tuple(now, now + 7, 2_000L, 0L));
    refused(it.settle(WALLET, it.model, it.fresh(), 1, false), "AgentLimitExceeded");
    it.skip(7);
    passes(it.settle(WALLET, it.model, it.fresh(), 1, false));
    // What has ended does not count on.
    it.skip(7);
    it.send(OWNER, "changeLimits", agent, limits(1_000, 2_000, 9, 1_000_000));
    assertThat(it.spent(agent)).isZero();
  }

  @Test
  void whoIsNoAgentHasNoLimits() {
    it.network.pay(OTHER, wei(100_000), FEES, "deposit");
    long agent = it.agent(OWNER, WALLET, limits(0, 0), 0);
    passes(it.settle(OTHER, it.model, it.fresh(), 20, false));
    passes(it.settle(OWNER, it.model, it.fresh(), 20, true));
    assertThat(it.spent(agent)).isZero();
    assertThat(it.deposit(OTHER)).isEqualTo(wei(100_000).subtract(cost(20)));
  }

  private static void passes(Outcome outcome) {
    assertThat(AgentFixture.error(FEES, outcome)).isEmpty();
  }

  /** The arguments of the error, that of the item where a batch of one item failed. */
  private static Tuple refused(Outcome outcome, String error) {
    if (!error.equals("BatchItemFailed")
        && AgentFixture.error(FEES, outcome).equals("BatchItemFailed")) {
      Tuple failed = TestNetwork.reverted("BatchItemFailed", FEES, outcome);
      return refused(new Outcome.Revert(Bytes.wrap(failed.<byte[]>get(1))), error);
    }
    return TestNetwork.reverted(error, FEES, outcome);
  }
}
