package org.openledger.precompile.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.governance.GovernanceFixture.ALICE;
import static org.openledger.precompile.governance.GovernanceFixture.BOB;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.DAVE;
import static org.openledger.precompile.governance.GovernanceFixture.DELAY;
import static org.openledger.precompile.governance.GovernanceFixture.FOR;
import static org.openledger.precompile.governance.GovernanceFixture.PERIOD;
import static org.openledger.precompile.governance.GovernanceFixture.TIMELOCK;
import static org.openledger.precompile.governance.GovernanceFixture.arguments;
import static org.openledger.precompile.governance.GovernanceFixture.hashed;
import static org.openledger.precompile.governance.GovernanceFixture.setParameter;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.Parameter;

/** What each step costs, without a transaction's 21,000 and calldata. */
class GovernanceGasTest {

  private static final Action ACTION = setParameter(Parameter.MAX_BATCH, 7);

  private final GovernanceFixture it = new GovernanceFixture();
  private final TestNetwork network = it.network;

  @Test
  void stepsCostThis() {
    BigInteger[] ids = new BigInteger[5];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = it.propose(ALICE, "p" + i, ACTION);
    }
    // Words are new: the proposal's; a fourth of one for its terms.
    assertThat(network.gasUsed()).as("propose").isEqualTo(45_846);
    it.skip(DELAY + 1);
    it.vote(ALICE, ids[0], FOR);
    assertThat(network.gasUsed()).as("first vote of all").isEqualTo(53_323);
    it.vote(ALICE, ids[1], FOR);
    assertThat(network.gasUsed()).as("first vote on a proposal").isEqualTo(36_223);
    it.vote(BOB, ids[0], FOR);
    assertThat(network.gasUsed()).as("first vote of a voter").isEqualTo(36_223);
    it.vote(BOB, ids[1], FOR);
    assertThat(network.gasUsed()).as("any other vote").isEqualTo(19_123);
    it.skip(PERIOD);
    it.queue("p0", ACTION);
    assertThat(network.gasUsed()).as("queue").isEqualTo(17_466);
    it.skip(TIMELOCK);
    it.execute("p0", ACTION);
    long execute = network.gasUsed();
    network.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.MAX_BATCH.key(), 9L);
    assertThat(execute - network.gasUsed()).as("execute without its action").isEqualTo(10_710);
  }

  /** Where the gas ends within an action, nothing of what was done before it stays. */
  @Test
  void anExecutionThatRunsOutOfGasAnywhereLeavesNoTrace() {
    Action second = Action.of(CONTRACT, "spend", BOB, 0L);
    it.pass("p", ACTION, second);
    Bytes data = TestNetwork.encode(CONTRACT, "execute", hashed("p", ACTION, second));
    MemoryHost.World before = network.host.world();
    MemoryHost.Snapshot snapshot = network.host.snapshot();
    network.call(DAVE, CONTRACT, BigInteger.ZERO, TestNetwork.GAS, data);
    long exact = network.gasUsed();
    network.host.restore(snapshot);
    for (long gas = 0; gas < exact; gas += exact - gas > 400 ? 97 : 1) {
      assertThat(network.call(DAVE, CONTRACT, BigInteger.ZERO, gas, data))
          .isInstanceOf(Outcome.OutOfGas.class);
    }
    assertThat(network.host.world()).isEqualTo(before);
    assertThat(network.call(DAVE, CONTRACT, BigInteger.ZERO, exact, data))
        .isInstanceOf(Outcome.Success.class);
  }

  @Test
  void proposingTakesExactlyItsGas() {
    Bytes data = TestNetwork.encode(CONTRACT, "propose", arguments("p", ACTION));
    MemoryHost.Snapshot snapshot = network.host.snapshot();
    network.call(ALICE, CONTRACT, BigInteger.ZERO, TestNetwork.GAS, data);
    long exact = network.gasUsed();
    network.host.restore(snapshot);
    assertThat(network.call(ALICE, CONTRACT, BigInteger.ZERO, exact - 1, data))
        .isInstanceOf(Outcome.OutOfGas.class);
    assertThat(network.call(ALICE, CONTRACT, BigInteger.ZERO, exact, data))
        .isInstanceOf(Outcome.Success.class);
  }
}
