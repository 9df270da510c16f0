package org.openledger.precompile.agent;

import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.agent.AgentFixture.CAROL;
import static org.openledger.precompile.agent.AgentFixture.CONTRACT;
import static org.openledger.precompile.agent.AgentFixture.FEES;
import static org.openledger.precompile.agent.AgentFixture.METADATA;
import static org.openledger.precompile.agent.AgentFixture.OTHER;
import static org.openledger.precompile.agent.AgentFixture.OWNER;
import static org.openledger.precompile.agent.AgentFixture.START;
import static org.openledger.precompile.agent.AgentFixture.URI;
import static org.openledger.precompile.agent.AgentFixture.WALLET;
import static org.openledger.precompile.agent.AgentFixture.limits;
import static org.openledger.precompile.agent.AgentFixture.list;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

/** Each change of an agent tells all of it, and so does each payment. */
class AgentEventsTest {

  private final AgentFixture it = new AgentFixture();

  @Test
  void agentsTell() {
    Tuple limits = limits(1_000, 2_000);
    int before = it.network.host.logs().size();
    it.send(OWNER, "register", WALLET, METADATA, URI, limits, false, list(it.model));
    Assertions.assertThat(names(CONTRACT, before))
        .containsExactly("AgentRegistered", "LimitsChanged", "ModelsChanged");
    tells(WALLET, 0, "accept", with(1L), told("AgentAccepted", 1L, WALLET));
    tells(
        OWNER, 0, "changeLimits", with(1L, limits(5, 6)), told("LimitsChanged", 1L, limits(5, 6)));
    tells(
        OWNER,
        0,
        "changeMetadata",
        with(1L, METADATA, "x"),
        told("MetadataChanged", 1L, METADATA, "x"));
    tells(OWNER, 0, "pause", with(1L), told("Paused", 1L));
    tells(OWNER, 0, "unpause", with(1L), told("Unpaused", 1L));
    tells(CAROL, 9, "fund", with(1L), told("AgentFunded", 1L, CAROL, 9L));
    tells(OWNER, 0, "reclaim", with(1L, 4L), told("BudgetReclaimed", 1L, OWNER, 4L));
    tells(
        OWNER,
        0,
        "transferOwnership",
        with(1L, OTHER),
        told("OwnershipTransferStarted", 1L, OWNER, OTHER));
    tells(OTHER, 0, "acceptOwnership", with(1L), told("OwnershipTransferred", 1L, OWNER, OTHER));
    tells(
        WALLET,
        0,
        "revoke",
        with(1L),
        told("BudgetReclaimed", 1L, OTHER, 5L),
        told("AgentRevoked", 1L, WALLET));
    it.network.host.setBalance(NativeAddress.AGENTS.address(), UInt256.valueOf(3));
    tells(CAROL, 0, "sweepSurplus", with(), told("SurplusSwept", TestNetwork.TREASURY, 3L));
  }

  @Test
  void earningsTell() {
    long agent = it.agent(OWNER, CAROL, limits(1, 1), 0);
    it.settle(TestNetwork.PAYER, it.model, 1, 8, true);
    BigInteger earned = it.network.creditOf(CAROL);
    tells(
        OWNER,
        0,
        "collectEarnings",
        with(agent),
        told("EarningsCollected", agent, OWNER, CAROL, earned));
  }

  @Test
  void paymentsTell() {
    long agent = it.agent(OWNER, WALLET, limits(1_000, 10_000), 10_000);
    long model = it.model;
    settled(it.settle(WALLET, model, 1, 8, false), agentSpent(agent, model, 1_000, 1_000));
    settled(
        it.batch(WALLET, model, 1, true, List.of(2L, 3L), 1, 2),
        agentSpent(agent, model, 700, 1_700));
    settled(it.reserve(WALLET, model, 4, 8, false), agentSpent(agent, model, 1_000, 2_700));
    settled(
        it.settleReserved(WALLET, model, 4, 5),
        told("AgentRefunded", agent, model, Address.ZERO, 300L, 300L));
    it.reserve(WALLET, model, 5, 8, false);
    it.skip(100);
    settled(
        it.fees(OTHER, BigInteger.ZERO, "refundFor", WALLET, model, 5L),
        told("AgentRefunded", agent, model, Address.ZERO, 1_000L, 0L));
    it.reserve(WALLET, model, 6, 1, false);
    it.send(OWNER, "revoke", agent);
    it.skip(100);
    settled(
        it.fees(OTHER, BigInteger.ZERO, "refundFor", WALLET, model, 6L),
        told("AgentRefunded", agent, model, OWNER, 300L, 0L));
    int before = it.network.host.logs().size();
    it.network.pay(OTHER, wei(300), FEES, "reserve", model, 7L, 0L, 1L);
    Assertions.assertThat(names(FEES, before)).doesNotContain("AgentSpent");
  }

  private static Told agentSpent(long agent, long model, long amount, long spent) {
    return told("AgentSpent", agent, model, amount, START, spent);
  }

  /** Of the last call's events, the one that names the agent. */
  private void settled(Outcome outcome, Told expected) {
    Assertions.assertThat(AgentFixture.error(FEES, outcome)).isEmpty();
    var event = ContractAbi.of(FEES).event(expected.event());
    MemoryHost.Emitted last =
        it.network.host.logs().stream()
            .filter(log -> log.topics().getFirst().equals(event.signature()))
            .reduce((first, second) -> second)
            .orElseThrow();
    Assertions.assertThat(event.decode(last.topics(), last.data())).isEqualTo(expected.arguments());
  }

  private List<String> names(String contract, int from) {
    List<MemoryHost.Emitted> logs = it.network.host.logs();
    return logs.subList(from, logs.size()).stream()
        .map(
            log ->
                ContractAbi.of(contract).events().stream()
                    .filter(event -> event.signature().equals(log.topics().getFirst()))
                    .findFirst()
                    .orElseThrow()
                    .name())
        .toList();
  }

  private void tells(
      Address sender, long value, String function, Object[] arguments, Told... expected) {
    Told.tells(it.network, sender, wei(value), CONTRACT, function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }
}
