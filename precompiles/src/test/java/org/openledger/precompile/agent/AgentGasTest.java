package org.openledger.precompile.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
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

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** What agents cost: themselves, and everybody else. */
class AgentGasTest {

  /** Whose wallet, policy, what was spent: read; the last written; what tells of it. */
  private static final long COUNTED =
      3 * GasSchedule.COLD_LOAD
          + 3 * GasSchedule.WARM_LOAD
          + GasSchedule.STORE_RESET
          + GasSchedule.LOG
          + 3 * GasSchedule.LOG_TOPIC
          + 96 * GasSchedule.LOG_BYTE;

  private final AgentFixture it = new AgentFixture();

  @Test
  void exactGasPassesAndOneLessChangesNothing() {
    ExactGas gas = new ExactGas(it.network, CONTRACT);
    gas.call(OWNER, "register", WALLET, METADATA, URI, limits(9_000, 9_000), false, list(it.model));
    gas.call(WALLET, "accept", 1L);
    gas.call(OWNER, "register", CAROL, METADATA, URI, limits(9_000, 9_000), true, list());
    Bytes32 carol = CAROL.toWord().toBytes();
    gas.call(OTHER, "acceptBySig", 2L, START, 27, carol, UInt256.ONE.toBytes());
    gas.pay(OWNER, wei(5_000), "fund", 1L);
    settle(WALLET, false);
    gas.call(OWNER, "changeLimits", 1L, limits(8_000, 9_000, 50, 1_000_000));
    gas.call(OWNER, "changeModels", 1L, false, list(it.model, it.model2));
    gas.call(OWNER, "changeMetadata", 1L, METADATA, URI);
    gas.call(OWNER, "pause", 1L);
    gas.call(OWNER, "unpause", 1L);
    gas.call(OWNER, "reclaim", 1L, 500L);
    gas.call(OWNER, "collectEarnings", 2L);
    gas.call(OWNER, "transferOwnership", 1L, OTHER);
    gas.call(OTHER, "acceptOwnership", 1L);
    it.network.host.setBalance(NativeAddress.AGENTS.address(), UInt256.valueOf(7));
    gas.call(CAROL, "surplus");
    gas.call(CAROL, "sweepSurplus");
    for (String view : List.of("agent", "models", "period")) {
      gas.call(CAROL, view, 1L);
    }
    gas.call(CAROL, "allows", 1L, it.model2);
    gas.call(CAROL, "agentOf", WALLET);
    gas.call(CAROL, "agentCount");
    gas.call(CAROL, "consentDigest", 1L, START);
    gas.call(OTHER, "revoke", 1L);
    gas.coversTheInterface();
  }

  /** To ask whether a payer is an agent's wallet costs nothing where his deposit is looked at. */
  @Test
  void agentsCostOthersNothingButOneReadWherePayersBringTheirCoins() {
    it.network.pay(OTHER, wei(1_000_000), FEES, "deposit");
    long agent = it.agent(OWNER, WALLET, limits(9_000, 1_000_000), 1_000_000);
    for (Address payer : new Address[] {OTHER, WALLET}) {
      settle(payer, false);
      settle(payer, true);
    }
    long prepaid = settle(OTHER, false);
    long withValue = settle(OTHER, true);
    // Either reads one word of the payer's, the deposit or whose wallet he is; one writes it.
    assertThat(prepaid - withValue).isEqualTo(GasSchedule.STORE_RESET);
    assertThat(settle(WALLET, false) - prepaid).isEqualTo(COUNTED);
    assertThat(settle(WALLET, true) - withValue).isEqualTo(COUNTED - GasSchedule.COLD_LOAD);
    // A list costs its words besides: four models to a word.
    it.send(OWNER, "changeModels", agent, false, list(it.model, it.model2));
    assertThat(settle(WALLET, false) - prepaid - COUNTED)
        .isEqualTo(GasSchedule.COLD_LOAD + GasSchedule.WARM_LOAD);
  }

  private long settle(Address payer, boolean value) {
    Outcome outcome = it.settle(payer, it.model, it.fresh(), 8, value);
    assertThat(AgentFixture.error(FEES, outcome)).isEmpty();
    return it.network.gasUsed();
  }
}
