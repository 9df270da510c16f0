package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.EVIDENCE;
import static org.openledger.precompile.datanet.DatanetWorld.LOCK;
import static org.openledger.precompile.datanet.DatanetWorld.SECOND;
import static org.openledger.precompile.datanet.DatanetWorld.THIRD;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.MemoryHost;

class ReviewsTest {

  private final DatanetWorld world = new DatanetWorld();
  private final TestNetwork network = world.network;

  @Test
  void asManyEqualVotesAsTheQuorumDecide() {
    long id = world.contribute(ALICE, world.closed, "abc");
    network.send(REVIEWER, "Datanets", "accept", id);
    network.send(SECOND, "Datanets", "reject", id, EVIDENCE);
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
    network.send(THIRD, "Datanets", "accept", id);
    assertThat(world.status(id)).isEqualTo(Status.ACCEPTED);
    assertThat(world.standing(id)).isEqualTo(Standing.PAID);
    assertThat(world.releaseBlock(id)).isEqualTo(1_000 + LOCK);
    assertThat(world.deadline(id)).isZero();
    network.refuse("WrongStatus", SECOND, "Datanets", "accept", id);
  }

  @Test
  void aReviewerMayChangeHisMindUntilItIsDecided() {
    long id = world.contribute(ALICE, world.closed, "abc");
    network.send(REVIEWER, "Datanets", "accept", id);
    network.send(REVIEWER, "Datanets", "reject", id, EVIDENCE);
    assertThat(network.<Tuple>read("Datanets", "vote", id, REVIEWER))
        .isEqualTo(AbiValues.tuple(Verdict.REJECT.code(), 0L, 0L));
    network.send(SECOND, "Datanets", "accept", id);
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
    network.send(THIRD, "Datanets", "reject", id, EVIDENCE);
    assertThat(world.status(id)).isEqualTo(Status.REJECTED);
  }

  /** Complaint: near-duplicates earn. Evidence names the earlier one; all must name the same. */
  @Test
  void duplicatesAreDecidedByVotesForTheSameEarlierContribution() {
    long first = world.contribute(ALICE, world.closed, "abc");
    long second = world.contribute(BOB, world.open, "abcd");
    long copy = world.contribute(BOB, world.closed, "abce");
    network.send(REVIEWER, "Datanets", "markDuplicate", copy, first, 7_500L, EVIDENCE);
    network.send(SECOND, "Datanets", "markDuplicate", copy, second, 7_500L, EVIDENCE);
    assertThat(world.status(copy)).isEqualTo(Status.PENDING);
    network.send(THIRD, "Datanets", "markDuplicate", copy, first, 7_000L, EVIDENCE);
    assertThat(world.status(copy)).isEqualTo(Status.DUPLICATE);
    assertThat(world.contribution(copy).<BigInteger>get(8)).isEqualTo(first);
    AbiEvent event = ContractAbi.of("Datanets").event("Reviewed");
    MemoryHost.Emitted log = network.host.logs().getLast();
    assertThat(event.decode(log.topics(), log.data()))
        .isEqualTo(
            AbiValues.tuple(
                copy,
                THIRD,
                Status.DUPLICATE.code(),
                Standing.PAID.code(),
                first,
                7_000L,
                EVIDENCE));
  }

  @Test
  void votesOfDismissedReviewersDoNotCount() {
    long id = world.contribute(ALICE, world.closed, "abc");
    network.send(REVIEWER, "Datanets", "accept", id);
    network.send(OWNER, "Datanets", "dismissReviewer", world.closed, REVIEWER);
    network.send(SECOND, "Datanets", "accept", id);
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
    network.refuse("NotReviewer", REVIEWER, "Datanets", "accept", id);
    network.send(THIRD, "Datanets", "accept", id);
    assertThat(world.status(id)).isEqualTo(Status.ACCEPTED);
  }

  @Test
  void aSmallerQuorumLetsAStandingVoteDecide() {
    long id = world.contribute(ALICE, world.closed, "abc");
    network.send(REVIEWER, "Datanets", "reject", id, EVIDENCE);
    network.send(OWNER, "Datanets", "setQuorum", world.closed, 1L);
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
    network.send(REVIEWER, "Datanets", "reject", id, EVIDENCE);
    assertThat(world.status(id)).isEqualTo(Status.REJECTED);
  }

  @Test
  void acceptanceAndAcceptanceAsCommonsAreDifferentVotes() {
    long id = world.contribute(ALICE, world.closed, "abc");
    network.send(REVIEWER, "Datanets", "accept", id);
    network.send(SECOND, "Datanets", "acceptAsCommons", id, EVIDENCE);
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
    network.send(THIRD, "Datanets", "acceptAsCommons", id, EVIDENCE);
    assertThat(world.status(id)).isEqualTo(Status.ACCEPTED);
    assertThat(world.standing(id)).isEqualTo(Standing.COMMONS);
  }

  @Test
  void everyVoteAndTheDecisionAreTold() {
    long id = world.contribute(ALICE, world.open, "abc");
    network.send(REVIEWER, "Datanets", "reject", id, EVIDENCE);
    ContractAbi abi = ContractAbi.of("Datanets");
    MemoryHost.Emitted voted = network.host.logs().get(network.host.logs().size() - 2);
    assertThat(abi.event("Voted").decode(voted.topics(), voted.data()))
        .isEqualTo(AbiValues.tuple(id, REVIEWER, Verdict.REJECT.code(), 0L, 0L, EVIDENCE));
  }
}
