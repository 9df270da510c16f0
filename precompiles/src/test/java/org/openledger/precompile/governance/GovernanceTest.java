package org.openledger.precompile.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.governance.GovernanceFixture.ABSTAIN;
import static org.openledger.precompile.governance.GovernanceFixture.AGAINST;
import static org.openledger.precompile.governance.GovernanceFixture.ALICE;
import static org.openledger.precompile.governance.GovernanceFixture.BOB;
import static org.openledger.precompile.governance.GovernanceFixture.CAROL;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.DAVE;
import static org.openledger.precompile.governance.GovernanceFixture.DELAY;
import static org.openledger.precompile.governance.GovernanceFixture.FOR;
import static org.openledger.precompile.governance.GovernanceFixture.GRACE;
import static org.openledger.precompile.governance.GovernanceFixture.PERIOD;
import static org.openledger.precompile.governance.GovernanceFixture.SELF;
import static org.openledger.precompile.governance.GovernanceFixture.TIMELOCK;
import static org.openledger.precompile.governance.GovernanceFixture.arguments;
import static org.openledger.precompile.governance.GovernanceFixture.hashed;
import static org.openledger.precompile.governance.GovernanceFixture.setParameter;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** What each function of Governance does, and what it refuses. */
class GovernanceTest {

  private static final Action ACTION = setParameter(Parameter.MAX_BATCH, 7);

  private final GovernanceFixture it = new GovernanceFixture();
  private final TestNetwork network = it.network;

  @Test
  void aProposalGoesThroughAllItsStates() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    long start = it.block() + DELAY;
    assertThat(it.<BigInteger>read("hashProposal", hashed("p", ACTION))).isEqualTo(id);
    assertThat(it.<BigInteger>read("getProposalId", hashed("p", ACTION))).isEqualTo(id);
    assertThat(it.<BigInteger>read("proposalSnapshot", id)).isEqualTo(start);
    assertThat(it.<BigInteger>read("proposalDeadline", id)).isEqualTo(start + PERIOD);
    assertThat(it.state(id)).isEqualTo(ProposalState.PENDING.code());
    it.skip(DELAY);
    assertThat(it.state(id)).isEqualTo(ProposalState.PENDING.code());
    refusedIn(id, ProposalState.PENDING, "castVote", ProposalState.ACTIVE, id, FOR);
    it.skip(1);
    assertThat(it.state(id)).isEqualTo(ProposalState.ACTIVE.code());
    assertThat(it.vote(ALICE, id, FOR)).isEqualTo(tuple(600L));
    assertThat(it.vote(BOB, id, AGAINST)).isEqualTo(tuple(300L));
    assertThat(it.vote(CAROL, id, ABSTAIN)).isEqualTo(tuple(100L));
    assertThat(it.send(DAVE, "proposalVotes", id)).isEqualTo(tuple(300L, 600L, 100L));
    it.skip(PERIOD - 1);
    refusedIn(id, ProposalState.ACTIVE, "queue", ProposalState.SUCCEEDED, hashed("p", ACTION));
    it.skip(1);
    assertThat(it.state(id)).isEqualTo(ProposalState.SUCCEEDED.code());
    refusedIn(id, ProposalState.SUCCEEDED, "castVote", ProposalState.ACTIVE, id, FOR);
    refusedIn(id, ProposalState.SUCCEEDED, "execute", ProposalState.QUEUED, hashed("p", ACTION));
    assertThat(it.queue("p", ACTION)).isEqualTo(tuple(id));
    long eta = it.block() + TIMELOCK;
    assertThat(it.<BigInteger>read("proposalEta", id)).isEqualTo(eta);
    assertThat(it.state(id)).isEqualTo(ProposalState.QUEUED.code());
    it.skip(TIMELOCK - 1);
    assertThat(it.refuse("GovernorUnmetDelay", DAVE, "execute", hashed("p", ACTION)))
        .isEqualTo(tuple(id, eta));
    it.skip(1);
    assertThat(it.execute("p", ACTION)).isEqualTo(tuple(id));
    assertThat(it.parameter(Parameter.MAX_BATCH)).isEqualTo(7);
    assertThat(it.state(id)).isEqualTo(ProposalState.EXECUTED.code());
    refusedIn(id, ProposalState.EXECUTED, "execute", ProposalState.QUEUED, hashed("p", ACTION));
    assertThat(it.send(DAVE, "proposal", id).<Tuple>get(0))
        .isEqualTo(
            tuple(
                1L,
                ALICE,
                start,
                start + PERIOD,
                TIMELOCK,
                GRACE,
                2_000L,
                eta,
                300L,
                600L,
                100L,
                ProposalState.EXECUTED.code()));
    assertThat(it.<BigInteger>read("proposalCount")).isEqualTo(1);
    assertThat(it.<Boolean>read("proposalNeedsQueuing", id)).isTrue();
    assertThat(it.<com.esaulpaugh.headlong.abi.Address>read("proposalProposer", id))
        .isEqualTo(GovernanceFixture.abi(ALICE)[0]);
  }

  private void refusedIn(
      BigInteger id,
      ProposalState state,
      String function,
      ProposalState expected,
      Object... arguments) {
    assertThat(it.refuse("GovernorUnexpectedProposalState", ALICE, function, arguments))
        .isEqualTo(tuple(id, state.code(), UInt256.ONE.shiftLeft(expected.code()).toBytes()));
  }

  @Test
  void withoutQuorumOrMajorityItIsDefeated() {
    BigInteger few = it.propose(ALICE, "few", ACTION);
    BigInteger tie = it.propose(ALICE, "tie", ACTION);
    BigInteger abstained = it.propose(ALICE, "abstained", ACTION);
    it.voter(DAVE, 300);
    it.skip(DELAY + 1);
    // 20 % of 1,300 are 260.
    it.vote(CAROL, few, FOR);
    it.vote(BOB, tie, FOR);
    it.vote(DAVE, tie, AGAINST);
    it.vote(CAROL, abstained, FOR);
    it.vote(BOB, abstained, ABSTAIN);
    it.skip(PERIOD);
    assertThat(it.state(few)).isEqualTo(ProposalState.DEFEATED.code());
    assertThat(it.state(tie)).isEqualTo(ProposalState.DEFEATED.code());
    assertThat(it.state(abstained)).isEqualTo(ProposalState.SUCCEEDED.code());
    assertThat(it.<BigInteger>read("quorum", it.block() - 1)).isEqualTo(260);
  }

  @Test
  void whatIsNotQueuedOrNotExecutedInTimeExpires() {
    BigInteger late = it.propose(ALICE, "late", ACTION);
    BigInteger queued = it.propose(ALICE, "queued", ACTION);
    it.skip(DELAY + 1);
    it.vote(ALICE, late, FOR);
    it.vote(ALICE, queued, FOR);
    it.skip(PERIOD);
    it.queue("queued", ACTION);
    it.skip(GRACE - 1);
    assertThat(it.state(late)).isEqualTo(ProposalState.SUCCEEDED.code());
    it.skip(1);
    refusedIn(
        late, ProposalState.EXPIRED, "queue", ProposalState.SUCCEEDED, hashed("late", ACTION));
    it.skip(TIMELOCK);
    assertThat(it.state(queued)).isEqualTo(ProposalState.QUEUED.code());
    it.skip(1);
    refusedIn(
        queued, ProposalState.EXPIRED, "execute", ProposalState.QUEUED, hashed("queued", ACTION));
  }

  @Test
  void onlyWhoHasTheVotesProposesOneBlockLater() {
    assertThat(
            it.refuse("GovernorInsufficientProposerVotes", DAVE, "propose", arguments("p", ACTION)))
        .isEqualTo(tuple(DAVE, 0L, 100L));
    it.voter(DAVE, 100);
    it.refuse("GovernorInsufficientProposerVotes", DAVE, "propose", arguments("p", ACTION));
    it.skip(1);
    BigInteger id = it.propose(DAVE, "p", ACTION);
    assertThat(
            it.refuse("GovernorUnexpectedProposalState", ALICE, "propose", arguments("p", ACTION)))
        .isEqualTo(tuple(id, ProposalState.PENDING.code(), Bytes32.ZERO));
    it.decide("t", setParameter(Parameter.PROPOSAL_THRESHOLD, 0));
    it.propose(TestNetwork.account(40), "anyone", ACTION);
  }

  @Test
  void aDescriptionMayNameItsProposer() {
    String mine = "do it#proposer=" + ALICE;
    assertThat(it.refuse("GovernorRestrictedProposer", BOB, "propose", arguments(mine, ACTION)))
        .isEqualTo(tuple(BOB));
    it.propose(ALICE, mine, ACTION);
    String upper = "#proposer=0x" + ALICE.toString().substring(2).toUpperCase(Locale.ROOT);
    it.refuse("GovernorRestrictedProposer", BOB, "propose", arguments(upper, ACTION));
    it.propose(ALICE, upper, ACTION);
    // No address, or not at the end: anyone's.
    it.propose(BOB, mine + " ", ACTION);
    it.propose(BOB, "#proposer=0x" + "g".repeat(40), ACTION);
    it.propose(BOB, "#proposer=0x" + "１".repeat(40), ACTION);
    it.propose(BOB, ALICE.toString(), ACTION);
    it.propose(BOB, "", ACTION);
  }

  @Test
  void actionsAreNativeCallsWithoutCoins() {
    Address[] one = {ACTION.target()};
    byte[][] data = {ACTION.data().toArray()};
    assertThat(
            it.refuse(
                "GovernorInvalidProposalLength",
                ALICE,
                "propose",
                arguments("p", one, new byte[0][])))
        .isEqualTo(tuple(1L, 0L, 1L));
    Object[] noValues = arguments("p", one, data);
    noValues[1] = new BigInteger[0];
    it.refuse("GovernorInvalidProposalLength", ALICE, "propose", noValues);
    it.refuse("GovernorInvalidProposalLength", ALICE, "propose", arguments("p"));
    assertThat(
            it.refuse(
                "ActionNotNative",
                ALICE,
                "propose",
                arguments("p", new Address[] {ACTION.target(), BOB}, new byte[2][0])))
        .isEqualTo(tuple(1L, BOB));
    Object[] withValue = arguments("p", one, data);
    withValue[1] = new BigInteger[] {BigInteger.TEN};
    assertThat(it.refuse("ActionWithValue", ALICE, "propose", withValue)).isEqualTo(tuple(0L, 10L));
    Action[] many = new Action[17];
    Arrays.fill(many, ACTION);
    assertThat(it.refuse("TooManyActions", ALICE, "propose", arguments("p", many)))
        .isEqualTo(tuple(17L, 16L));
    it.propose(ALICE, "p", Arrays.copyOf(many, 16));
  }

  /** INV-GOV-05. */
  @Test
  void anExecutionCannotExecuteOrProposeOrVote() {
    Object[] nested = hashed("inner", ACTION);
    for (Action inner :
        new Action[] {
          Action.of(CONTRACT, "execute", nested),
          Action.of(CONTRACT, "queue", nested),
          Action.of(CONTRACT, "cancel", nested),
          Action.of(CONTRACT, "propose", arguments("inner", ACTION)),
          Action.of(CONTRACT, "castVote", 1L, 1),
          Action.of(CONTRACT, "sweepSurplus"),
          new Action(CONTRACT, Bytes.of(1, 2)),
        }) {
      byte[] selector = Arrays.copyOf(inner.data().toArray(), 4);
      assertThat(it.refuse("ActionNotAllowed", ALICE, "propose", arguments("p", inner)))
          .isEqualTo(tuple(0L, Bytes.wrap(selector)));
    }
  }

  @Test
  void oneFailedActionUndoesAllAndItsErrorIsThrown() {
    Action good = setParameter(Parameter.MAX_BATCH, 7);
    Action bad = setParameter(Parameter.MAX_BATCH, 0);
    BigInteger id = it.pass("p", good, bad);
    var before = network.host.world();
    Object[] arguments = hashed("p", good, bad);
    assertThat(
            TestNetwork.reverted(
                "ParameterOutOfBounds",
                "System",
                network.call(
                    DAVE,
                    CONTRACT,
                    BigInteger.ZERO,
                    TestNetwork.GAS,
                    TestNetwork.encode(CONTRACT, "execute", arguments))))
        .isEqualTo(tuple(Parameter.MAX_BATCH.key(), 0L, 1L, 65_536L));
    assertThat(network.host.world()).isEqualTo(before);
    assertThat(it.state(id)).isEqualTo(ProposalState.QUEUED.code());
  }

  @Test
  void onlyItsProposerCancelsAndOnlyWhileItIsPending() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    assertThat(it.refuse("GovernorUnableToCancel", BOB, "cancel", hashed("p", ACTION)))
        .isEqualTo(tuple(id, BOB));
    it.refuse("GovernorUnableToCancel", TestNetwork.ADMIN, "cancel", hashed("p", ACTION));
    it.send(ALICE, "cancel", hashed("p", ACTION));
    assertThat(it.state(id)).isEqualTo(ProposalState.CANCELED.code());
    it.refuse("GovernorUnableToCancel", ALICE, "cancel", hashed("p", ACTION));
    BigInteger other = it.propose(ALICE, "q", ACTION);
    it.skip(DELAY + 1);
    refusedIn(id, ProposalState.CANCELED, "castVote", ProposalState.ACTIVE, id, FOR);
    assertThat(it.refuse("GovernorUnableToCancel", ALICE, "cancel", hashed("q", ACTION)))
        .isEqualTo(tuple(other, ALICE));
  }

  @Test
  void votesAreCastOnceAndOfThreeKinds() {
    BigInteger id = it.propose(ALICE, "p", ACTION);
    it.skip(DELAY + 1);
    it.refuse("GovernorInvalidVoteType", ALICE, "castVote", id, 3);
    it.send(ALICE, "castVoteWithReason", id, ABSTAIN, "because");
    assertThat(it.refuse("GovernorAlreadyCastVote", ALICE, "castVote", id, FOR))
        .isEqualTo(tuple(ALICE));
    assertThat(it.<Boolean>read("hasVoted", id, ALICE)).isTrue();
    assertThat(it.<Boolean>read("hasVoted", id, BOB)).isFalse();
    assertThat(it.vote(DAVE, id, FOR)).as("nothing").isEqualTo(tuple(0L));
    it.refuse("GovernorAlreadyCastVote", DAVE, "castVote", id, FOR);
    assertThat(it.<BigInteger>read("getVotes", ALICE, it.block() - 1)).isEqualTo(600);
    assertThat(it.refuse("ERC5805FutureLookup", ALICE, "getVotes", ALICE, it.block()))
        .isEqualTo(Tuple.of(wei(it.block()), it.block()));
    it.refuse("ERC5805FutureLookup", ALICE, "quorum", it.block());
  }

  @Test
  void aSignedVoteIsCastByAnyoneOnce() {
    TestKey key = TestKey.of(91);
    network.host.setBalance(key.address(), UInt256.valueOf(1_000));
    it.voter(key.address(), 50);
    BigInteger id = it.propose(ALICE, "p", ACTION);
    BigInteger next = it.propose(ALICE, "q", ACTION);
    it.skip(DELAY + 1);
    Bytes32 digest = Bytes32.wrap(it.<byte[]>read("ballotDigest", id, FOR, key.address(), 0L));
    Bytes signature = key.sign(digest);
    Object[] bent = {id, AGAINST, key.address(), signature};
    assertThat(it.refuse("GovernorInvalidSignature", DAVE, "castVoteBySig", bent))
        .isEqualTo(tuple(key.address()));
    it.refuse("GovernorInvalidSignature", DAVE, "castVoteBySig", id, FOR, ALICE, signature);
    it.refuse(
        "GovernorInvalidSignature", DAVE, "castVoteBySig", id, FOR, key.address(), Bytes.EMPTY);
    assertThat(it.send(DAVE, "castVoteBySig", id, FOR, key.address(), signature))
        .isEqualTo(tuple(50L));
    assertThat(it.<BigInteger>read("nonces", key.address())).isEqualTo(1);
    it.refuse("GovernorInvalidSignature", DAVE, "castVoteBySig", id, FOR, key.address(), signature);
    it.refuse(
        "GovernorInvalidSignature", DAVE, "castVoteBySig", next, FOR, key.address(), signature);
    assertThat(it.<Boolean>read("hasVoted", id, key.address())).isTrue();
  }

  @Test
  void whatDoesNotExistSaysSo() {
    Object[] unknown = hashed("nothing", ACTION);
    BigInteger id = it.read("hashProposal", unknown);
    for (String function : new String[] {"queue", "execute", "cancel"}) {
      assertThat(it.refuse("GovernorNonexistentProposal", ALICE, function, unknown))
          .isEqualTo(tuple(id));
    }
    it.refuse("GovernorNonexistentProposal", ALICE, "castVote", id, FOR);
    it.refuse("GovernorNonexistentProposal", ALICE, "state", id);
    it.refuse("GovernorNonexistentProposal", ALICE, "proposal", id);
    assertThat(it.<BigInteger>read("proposalSnapshot", id)).isZero();
    assertThat(it.<BigInteger>read("proposalDeadline", id)).isZero();
    assertThat(it.<BigInteger>read("proposalEta", id)).isZero();
    assertThat(it.<Boolean>read("hasVoted", id, ALICE)).isFalse();
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(it.<String>read("name")).isEqualTo("OpenLedger Governance");
    assertThat(it.<String>read("version")).isEqualTo("1");
    assertThat(it.<String>read("COUNTING_MODE")).isEqualTo("support=bravo&quorum=for,abstain");
    assertThat(it.<String>read("CLOCK_MODE")).isEqualTo("mode=blocknumber&from=default");
    assertThat(it.<Long>read("clock")).isEqualTo(it.block());
    assertThat(it.<BigInteger>read("votingDelay")).isEqualTo(DELAY);
    assertThat(it.<BigInteger>read("votingPeriod")).isEqualTo(PERIOD);
    assertThat(it.<BigInteger>read("proposalThreshold")).isEqualTo(100);
    assertThat(it.<BigInteger>read("quorumNumerator")).isEqualTo(2_000);
    assertThat(it.<BigInteger>read("quorumDenominator")).isEqualTo(10_000);
    assertThat(it.<com.esaulpaugh.headlong.abi.Address>read("token").toString())
        .isEqualToIgnoringCase("0x000000000000000000000000000000000000a105");
  }

  @Test
  void withoutARoleAnExecutionIsRefusedAsAnyCallerIs() {
    network.send(TestNetwork.ADMIN, "System", "revokeRole", Role.ADMIN.id(), SELF);
    it.pass("p", ACTION);
    Bytes data = TestNetwork.encode(CONTRACT, "execute", hashed("p", ACTION));
    assertThat(
            TestNetwork.reverted(
                "AccessControlUnauthorizedAccount",
                "System",
                network.call(DAVE, CONTRACT, BigInteger.ZERO, TestNetwork.GAS, data)))
        .isEqualTo(tuple(SELF, Role.ADMIN.id()));
  }
}
