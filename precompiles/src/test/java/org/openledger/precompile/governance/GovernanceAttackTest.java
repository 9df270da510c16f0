package org.openledger.precompile.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.governance.GovernanceFixture.ABSTAIN;
import static org.openledger.precompile.governance.GovernanceFixture.ALICE;
import static org.openledger.precompile.governance.GovernanceFixture.BOB;
import static org.openledger.precompile.governance.GovernanceFixture.CAROL;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.DAVE;
import static org.openledger.precompile.governance.GovernanceFixture.DELAY;
import static org.openledger.precompile.governance.GovernanceFixture.FOR;
import static org.openledger.precompile.governance.GovernanceFixture.GRACE;
import static org.openledger.precompile.governance.GovernanceFixture.PERIOD;
import static org.openledger.precompile.governance.GovernanceFixture.TIMELOCK;
import static org.openledger.precompile.governance.GovernanceFixture.arguments;
import static org.openledger.precompile.governance.GovernanceFixture.hashed;
import static org.openledger.precompile.governance.GovernanceFixture.setParameter;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** What people try with votes. */
class GovernanceAttackTest {

  private static final Action ACTION = setParameter(Parameter.MAX_BATCH, 7);

  private final GovernanceFixture it = new GovernanceFixture();
  private final TestNetwork network = it.network;

  /** Coins that come and go within the snapshot's block have no votes at its end. */
  @Test
  void stakeOfOneBlockDoesNotVote() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    it.skip(DELAY);
    it.voter(DAVE, 1_000_000);
    network.send(DAVE, "Staking", "redeem", 1_000_000L);
    it.skip(1);
    assertThat(it.vote(DAVE, id, FOR)).isEqualTo(tuple(0L));
  }

  @Test
  void stakeAfterTheSnapshotDoesNotVote() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    it.skip(DELAY + 1);
    it.voter(DAVE, 1_000_000);
    assertThat(it.vote(DAVE, id, FOR)).isEqualTo(tuple(0L));
  }

  /** Who votes and leaves stays locked, and slashable, until the vote is over. */
  @Test
  void whoUnstakesAfterTheSnapshotVotesButStaysLiable() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    it.skip(DELAY + 1);
    network.send(ALICE, "Staking", "redeem", 600L);
    assertThat(it.vote(ALICE, id, FOR)).isEqualTo(tuple(600L));
    it.skip(PERIOD);
    network.refuse("TooEarly", ALICE, "Staking", "withdraw", 0L);
    assertThat(
            network.send(
                TestNetwork.GOVERNOR, "Staking", "slashAccount", ALICE, 0L, 1_000L, Bytes32.ZERO))
        .isEqualTo(tuple(60L));
    assertThat(DELAY + PERIOD).isLessThan(it.parameter(Parameter.STAKE_COOLDOWN).longValue());
    assertThat(Parameter.VOTING_DELAY.standard().add(Parameter.VOTING_PERIOD.standard()))
        .isLessThan(Parameter.STAKE_COOLDOWN.standard());
  }

  /** However gOPEN is moved and delegated while a vote is open, none of it counts twice. */
  @Test
  void noTransferOrDelegationVotesTwice() {
    SplittableRandom random = new SplittableRandom(7);
    Address[] ring = new Address[12];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = TestNetwork.account(24 + i);
    }
    it.voter(ring[0], 1_000);
    it.skip(1);
    for (int round = 0; round < 20; round++) {
      BigInteger id = it.propose(ALICE, "p" + round, ACTION);
      it.skip(DELAY - 1);
      shuffle(random, ring);
      it.skip(1);
      long supply = network.<BigInteger>read("Staking", "totalSupply").longValueExact();
      for (Address account : ring) {
        it.skip(1);
        it.vote(account, id, random.nextInt(3));
        shuffle(random, ring);
      }
      BigInteger sum = BigInteger.ZERO;
      for (Object votes : it.send(DAVE, "proposalVotes", id)) {
        sum = sum.add((BigInteger) votes);
      }
      assertThat(supply).isEqualTo(2_000);
      assertThat(sum).isLessThanOrEqualTo(wei(1_000));
      it.skip(PERIOD);
    }
  }

  private void shuffle(SplittableRandom random, Address[] ring) {
    for (int i = 0; i < 3; i++) {
      Address from = ring[random.nextInt(ring.length)];
      Address to = ring[random.nextInt(ring.length)];
      if (random.nextBoolean()) {
        network.send(from, "Staking", "delegate", to);
      } else {
        network.send(
            from,
            "Staking",
            "transfer",
            to,
            network.<BigInteger>read("Staking", "balanceOf", from));
      }
    }
  }

  /** Quorum and majority count gOPEN, not accounts. */
  @Test
  void dustAccountsReachNoQuorum() {
    for (int i = 0; i < 30; i++) {
      it.voter(TestNetwork.account(24 + i), 1);
    }
    it.skip(1);
    BigInteger id = it.propose(ALICE, "p", ACTION);
    it.skip(DELAY + 1);
    for (int i = 0; i < 30; i++) {
      it.vote(TestNetwork.account(24 + i), id, i % 2 == 0 ? FOR : ABSTAIN);
    }
    it.vote(CAROL, id, FOR);
    it.skip(PERIOD);
    // 130 of 1,030; a fifth is needed.
    assertThat(it.state(id)).isEqualTo(ProposalState.DEFEATED.code());
  }

  /** No order of queue, execute and time brings an action before its time. */
  @Test
  void theTimelockHasNoWayRound() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    long created = it.block();
    it.skip(DELAY + 1);
    it.vote(ALICE, id, FOR);
    boolean executed = false;
    while (!executed) {
      executed = it.block() >= created + 1 + DELAY + PERIOD + TIMELOCK;
      if (executed) {
        it.execute("p", ACTION);
      } else {
        notYet("execute");
        if (it.block() == created + 1 + DELAY + PERIOD) {
          it.queue("p", ACTION);
        }
        notYet("execute");
        notYet("queue");
        it.skip(1);
      }
    }
    assertThat(it.parameter(Parameter.MAX_BATCH)).isEqualTo(7);
    it.refuse("GovernorUnexpectedProposalState", DAVE, "execute", hashed("p", ACTION));
    it.refuse("GovernorUnexpectedProposalState", ALICE, "propose", arguments("p", ACTION));
  }

  private void notYet(String function) {
    Bytes data = TestNetwork.encode(CONTRACT, function, hashed("p", ACTION));
    assertThat(network.call(DAVE, CONTRACT, BigInteger.ZERO, TestNetwork.GAS, data))
        .isInstanceOf(Outcome.Revert.class);
  }

  /** INV-GOV-03: rules changed while a proposal is open hold for later ones only. */
  @Test
  void aProposalThatChangesItsOwnRulesChangesNothingOfItself() {
    Action[] rules = {
      setParameter(Parameter.QUORUM, 5_000),
      setParameter(Parameter.TIMELOCK, 1),
      setParameter(Parameter.VOTING_DELAY, 1),
      setParameter(Parameter.VOTING_PERIOD, 1),
      setParameter(Parameter.PROPOSAL_GRACE, 1),
      setParameter(Parameter.PROPOSAL_THRESHOLD, 601)
    };
    it.pass("rules", rules);
    // Open when the rules change: in each stage of its way.
    BigInteger pending = it.propose(BOB, "pending", ACTION);
    it.execute("rules", rules);
    assertThat(it.<BigInteger>read("votingPeriod")).isOne();
    it.refuse("GovernorInsufficientProposerVotes", ALICE, "propose", arguments("new", ACTION));
    assertThat(it.<BigInteger>read("proposalDeadline", pending))
        .isEqualTo(it.block() + DELAY + PERIOD);
    it.skip(DELAY + 1);
    // 30 % are enough by the old quorum, not by the new one.
    it.vote(BOB, pending, FOR);
    it.skip(PERIOD - 1);
    assertThat(it.state(pending)).isEqualTo(ProposalState.ACTIVE.code());
    it.skip(GRACE);
    assertThat(it.state(pending)).isEqualTo(ProposalState.SUCCEEDED.code());
    it.queue("pending", ACTION);
    it.skip(TIMELOCK - 1);
    it.refuse("GovernorUnmetDelay", DAVE, "execute", hashed("pending", ACTION));
    it.skip(1 + GRACE);
    it.execute("pending", ACTION);
  }

  /** The same actions and text proposed first by another can be kept from him by the suffix. */
  @Test
  void aCopiedProposalCannotBeTakenAndCancelled() {
    String open = "do it";
    it.propose(BOB, open, ACTION);
    it.refuse("GovernorUnexpectedProposalState", ALICE, "propose", arguments(open, ACTION));
    String mine = "do it#proposer=" + ALICE;
    it.refuse("GovernorRestrictedProposer", BOB, "propose", arguments(mine, ACTION));
    BigInteger id = it.propose(ALICE, mine, ACTION);
    it.refuse("GovernorUnableToCancel", BOB, "cancel", hashed(mine, ACTION));
    assertThat(it.state(id)).isEqualTo(ProposalState.PENDING.code());
  }
}
